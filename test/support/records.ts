import type { Audience } from '../../src/coaching/access/audience.ts';
import type { QuickNote } from '../../src/coaching/notes/quick-note.ts';
import { toActor, type User } from '../../src/coaching/people/user.ts';
import type { SearchRecordsDeps } from '../../src/coaching/records/search-records.ts';
import type { SimilarSessionsDeps } from '../../src/coaching/records/similar-sessions.ts';
import type { SessionRepository } from '../../src/coaching/sessions/ports.ts';
import type { SummaryRepository } from '../../src/coaching/summaries/ports.ts';
import type { SummaryLine, SummarySection } from '../../src/coaching/summaries/summary.ts';
import { openDatabase } from '../../src/data/database.ts';
import { createRecordIndex } from '../../src/data/records/record-index.ts';
import { createRecordStore } from '../../src/data/records/record-store.ts';
import { openScopedPool, type ScopedPool } from '../../src/data/scoped-pool.ts';
import { createSessionRepository } from '../../src/data/sessions/session-repository.ts';
import { createSummaryRepository } from '../../src/data/sessions/summary-repository.ts';
import { recordLanguage } from '../../src/knowledge/records/record-language.ts';
import { chronoDateReader } from '../../src/models/summaries/chrono-date-reader.ts';
import { newId } from '../../src/shared/ids.ts';
import { silentLogger } from '../../src/shared/logger.ts';
import { ManualClock } from './fakes/manual-clock.ts';
import { openPostgresWorld, type PostgresWorld } from './postgres-world.ts';
import type { CastName } from './world.ts';

export interface RecordsRig extends PostgresWorld {
  sessions: SessionRepository;
  summaries: SummaryRepository;
  pool: ScopedPool;
  search: SearchRecordsDeps & SimilarSessionsDeps;
}

/** Everything that searching records takes, on PostgreSQL; the clock stands at `now`. */
export async function openRecordsRig(now = '2026-11-20T10:00:00.000Z'): Promise<RecordsRig> {
  const world = await openPostgresWorld();
  const database = openDatabase(world.database.urls.app, { max: 4 });
  const pool = openScopedPool(world.database.urls.app, { max: 4 });
  const sessions = createSessionRepository(database, pool);
  const summaries = createSummaryRepository(database);
  return {
    ...world,
    sessions,
    summaries,
    pool,
    search: {
      records: createRecordStore(pool),
      recordIndex: createRecordIndex(pool, { logger: silentLogger }),
      language: recordLanguage,
      users: world.users,
      sessions,
      summaries,
      dates: chronoDateReader,
      clock: new ManualClock(now),
    },
    async close() {
      await Promise.all([database.close(), pool.close()]);
      await world.close();
    },
  };
}

export const lineOf = (
  section: SummarySection,
  text: string,
  more: Partial<SummaryLine> = {},
): SummaryLine => ({
  id: newId(),
  section,
  text,
  evidence: [],
  source: 'coach',
  ...more,
});

export type People = Record<CastName, User>;

/** A session led by one person in which another took part, with that one's summary. */
export async function addSession(
  rig: Pick<RecordsRig, 'sessions' | 'summaries'>,
  people: People,
  input: {
    coach: CastName;
    participant: CastName;
    title?: string;
    date?: string;
    said?: readonly string[];
    lines: readonly SummaryLine[];
  },
) {
  const { coach, participant, title = 'Weekly', date = '2026-10-14', said = [], lines } = input;
  const { organizationId } = people[coach];
  const named = (who: CastName, isFacilitator: boolean) => ({
    name: people[who].name,
    userId: people[who].id,
    isFacilitator,
    turns: 1,
  });
  const session = await rig.sessions.create({
    session: { organizationId, facilitatorId: people[coach].id, type: 'INDIVIDUAL', title, date },
    uploadKey: newId(),
    fileName: 'weekly.txt',
    contentHash: 'ab'.repeat(32),
    segments: said.map((text, index) => ({ index, speaker: people[participant].name, text })),
    participants: [named(coach, true), named(participant, false)],
  });
  const own = (await rig.sessions.participants(organizationId, session.id)).find((one) => !one.isFacilitator);
  const summary = await rig.summaries.create({
    organizationId,
    sessionId: session.id,
    participantId: own?.id ?? '',
    lines,
    leftOut: 0,
  });
  return { session, summary };
}

export const addNote = (
  rig: Pick<RecordsRig, 'notes'>,
  people: People,
  author: CastName,
  subject: CastName,
  content: string,
  more: Partial<QuickNote> = {},
) =>
  rig.notes.create(
    {
      organizationId: people[author].organizationId,
      authorId: people[author].id,
      subjectId: people[subject].id,
      type: 'COACHING',
      priority: 'MEDIUM',
      content,
      tags: [],
      requiresFollowUp: false,
      occurredAt: new Date('2026-10-20T09:00:00Z'),
      ...more,
    },
    newId(),
  );

export const directTo = (user: User): Audience => ({ kind: 'direct', actor: toActor(user) });

/** A channel with these people in it; the first one asks. */
export const channelOf = (users: readonly User[], complete = true): Audience => {
  const [asker] = users;
  if (asker === undefined) throw new Error('A channel with nobody in it.');
  return {
    kind: 'shared',
    actor: toActor(asker),
    members: users.map(toActor),
    complete,
    label: '#room',
  };
};
