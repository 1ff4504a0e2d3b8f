import type { User } from '../../src/coaching/people/user.ts';
import { toActor, type Actor } from '../../src/coaching/people/user.ts';
import type { ClientRepository } from '../../src/coaching/clients/ports.ts';
import { addSession } from '../../src/coaching/sessions/add-session.ts';
import { processSession } from '../../src/coaching/sessions/process-session.ts';
import type { CoachingSession } from '../../src/coaching/sessions/session.ts';
import type { PatchProposer, SummaryDrafter } from '../../src/coaching/summaries/ports.ts';
import type { Summary } from '../../src/coaching/summaries/summary.ts';
import { createTranscriptParser } from '../../src/files/transcripts/transcript-parser.ts';
import { createOfflineDrafter } from '../../src/models/summaries/offline-drafter.ts';
import { createOfflineProposer } from '../../src/models/summaries/offline-proposer.ts';
import { silentLogger } from '../../src/shared/logger.ts';
import type { DateReader } from '../../src/coaching/sessions/date-reader.ts';
import type { ProcessingLedger } from '../../src/coaching/sessions/processing-ledger.ts';
import { chronoDateReader } from '../../src/models/summaries/chrono-date-reader.ts';
import { ManualClock } from './fakes/manual-clock.ts';
import { createFakeLedger } from './fakes/processing-ledger.ts';
import { createFakeClients } from './fakes/clients.ts';
import { createFakeWorld } from './fakes/repositories.ts';
import { createFakeSessions, type FakeSessions } from './fakes/sessions.ts';
import { peopledOrganization, type CastName, type World } from './world.ts';

/** A 1:1 that Cleo led with Priya; Daniel drops in. */
const transcript = `Cleo Coach: How was the week, Priya?
Priya Nair: I closed every ticket before Friday, and the customer thanked me twice.
Cleo Coach: And what was hard?
Priya Nair: I still struggle with the closing question.
Cleo Coach: I'd suggest writing the question on a card.
Priya Nair: I'll write the card by Monday.
Daniel Osei: I'll bring the printed cards by Tuesday.
`;

export interface SessionScene extends World, FakeSessions {
  organizationId: string;
  people: Record<CastName, User>;
  clock: ManualClock;
  clients: ClientRepository;
  parser: ReturnType<typeof createTranscriptParser>;
  drafter: SummaryDrafter;
  ledger: ProcessingLedger;
  dates: DateReader;
  proposer: PatchProposer;
  logger: typeof silentLogger;
  as(who: CastName): Actor;
  upload(uploadKey?: string, text?: string): Promise<CoachingSession>;
  /** Uploads, drafts, and gives Priya's summary. */
  summarised(): Promise<{ session: CoachingSession; summary: Summary; all: readonly Summary[] }>;
}

/** Everything that sessions need, in memory, with the offline rules in the model's place. */
export async function createSessionScene(
  overrides: { drafter?: SummaryDrafter; proposer?: PatchProposer } = {},
): Promise<SessionScene> {
  const clock = new ManualClock();
  const world = { ...createFakeWorld(clock), ...createFakeSessions(clock) };
  const { organizationId, people } = await peopledOrganization(world, 'T1');
  let uploads = 0;
  const scene: SessionScene = {
    ...world,
    organizationId,
    people,
    clock,
    clients: createFakeClients(),
    parser: createTranscriptParser(),
    drafter: overrides.drafter ?? createOfflineDrafter(),
    ledger: createFakeLedger(world.sessions),
    dates: chronoDateReader,
    proposer: overrides.proposer ?? createOfflineProposer(),
    logger: silentLogger,
    as: (who) => toActor(people[who]),
    upload: (uploadKey = `upload-${(uploads += 1)}`, text = transcript) =>
      addSession(scene, {
        actor: toActor(people.cleo),
        type: 'REGULAR',
        date: '2026-11-20',
        title: 'Weekly with Priya',
        fileName: 'weekly.txt',
        content: new TextEncoder().encode(text),
        uploadKey,
      }),
    async summarised() {
      const session = await scene.upload();
      const { summaries } = await processSession(scene, { organizationId, sessionId: session.id });
      const summary = summaries.find(({ participant }) => participant === 'Priya Nair');
      if (summary === undefined) throw new Error('Priya has no summary');
      return { session, summary, all: summaries };
    },
  };
  return scene;
}
