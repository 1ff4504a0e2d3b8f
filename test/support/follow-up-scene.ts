import type { Client } from '../../src/coaching/clients/client.ts';
import type { ClientRepository } from '../../src/coaching/clients/ports.ts';
import { draftFollowUp } from '../../src/coaching/follow-ups/draft-follow-up.ts';
import type { FollowUp, FollowUpKind } from '../../src/coaching/follow-ups/follow-up.ts';
import type { FollowUpRepository, FollowUpWriter } from '../../src/coaching/follow-ups/ports.ts';
import { toActor } from '../../src/coaching/people/user.ts';
import type { SummaryLine } from '../../src/coaching/summaries/summary.ts';
import type { Template } from '../../src/coaching/templates/template.ts';
import type { TemplateSource } from '../../src/coaching/templates/ports.ts';
import { offlineEditor } from '../../src/models/follow-ups/offline-editor.ts';
import { noWriter } from '../../src/models/follow-ups/hosted-writer.ts';
import { deterministicId, newId } from '../../src/shared/ids.ts';
import { silentLogger } from '../../src/shared/logger.ts';
import { createFakeClients } from './fakes/clients.ts';
import { createFakeFollowUps } from './fakes/follow-ups.ts';
import { ManualClock } from './fakes/manual-clock.ts';
import { createFakeWorld } from './fakes/repositories.ts';
import { createFakeSessions, type FakeSessions } from './fakes/sessions.ts';
import { peopledOrganization, type CastName, type World } from './world.ts';

const mailText = `Hi {{first_name}},

thank you for “{{session_title}}” on {{session_date}}.

{{#wins}}What went well:
{{wins}}
{{/wins}}
{{#challenges}}What was hard:
{{challenges}}
{{/challenges}}
{{#actions}}What you took on:
{{actions}}
{{/actions}}

Best,
{{coach_name}}`;

/** One built-in template a kind. */
const templates: TemplateSource = {
  choose: ({ kind }) =>
    Promise.resolve({
      key: `system:${kind}.test`,
      kind,
      name: 'Test',
      subject: 'After {{session_title}}',
      content: mailText,
      variables: [],
      version: 1,
      owner: { kind: 'system' },
      isDefault: true,
    } satisfies Template),
};

const line = (
  section: SummaryLine['section'],
  text: string,
  more: Partial<SummaryLine> = {},
): SummaryLine => ({
  id: deterministicId('line', section, text),
  section,
  text,
  evidence: [],
  source: 'coach',
  ...more,
});

/** Priya's lines, and Daniel's, which are nobody else's. */
export const linesOf: Readonly<Record<'priya' | 'daniel' | 'zoe', readonly SummaryLine[]>> = {
  priya: [
    line('wins', 'Closed every ticket before Friday.'),
    line('wins', 'The customer thanked her twice.'),
    line('wins', 'Repeat calls dropped from eleven to six.'),
    line('challenges', 'Still struggles with the closing question.'),
    line('actions', 'Write the closing question on a card.', { owner: 'Priya Nair', due: '2026-11-23' }),
    line('recommendations', 'Ask the question before the summary.'),
  ],
  daniel: [line('wins', 'Daniel printed the cards.'), line('challenges', 'Daniel was late on Tuesday.')],
  zoe: [line('wins', 'Spoke up in the group.')],
};

export interface FollowUpScene extends World, Pick<FakeSessions, 'sessions' | 'summaries'> {
  organizationId: string;
  people: Awaited<ReturnType<typeof peopledOrganization>>['people'];
  followUps: FollowUpRepository;
  clients: ClientRepository;
  templates: TemplateSource;
  writer: FollowUpWriter;
  editor: typeof offlineEditor;
  clock: ManualClock;
  logger: typeof silentLogger;
  client: Client;
  sessionId: string;
  /** Summaries of Priya (a user), Zoe (a client) and Daniel, approved; of Nadia (only a name), a draft. */
  summaries: FakeSessions['summaries'];
  summaryIds: Record<'priya' | 'daniel' | 'zoe' | 'nadia', string>;
  as(who: CastName): ReturnType<typeof toActor>;
  draft(of?: 'priya' | 'daniel' | 'zoe', kind?: FollowUpKind, turnId?: string): Promise<FollowUp>;
}

type Store = World &
  Pick<FakeSessions, 'sessions' | 'summaries'> & {
    followUps: FollowUpRepository;
    clients: ClientRepository;
    clock: ManualClock;
  };

function createFakeStore(): Store {
  const clock = new ManualClock();
  return {
    ...createFakeWorld(clock),
    ...createFakeSessions(clock),
    followUps: createFakeFollowUps(clock),
    clients: createFakeClients(),
    clock,
  };
}

/** A session that Cleo led, with approved summaries, and everything that follow-ups need. */
export async function createFollowUpScene({
  store = createFakeStore(),
  writer = noWriter,
}: { store?: Store; writer?: FollowUpWriter } = {}): Promise<FollowUpScene> {
  const { organizationId, people } = await peopledOrganization(store, newId());
  const client = await store.clients.create({
    organizationId,
    name: 'Zoe Client',
    timezone: 'America/New_York',
    tags: [],
    coachId: people.cleo.id,
  });
  const session = await store.sessions.create({
    session: {
      organizationId,
      facilitatorId: people.cleo.id,
      type: 'WORKSHOP',
      title: 'Closing well',
      date: '2026-11-20',
    },
    uploadKey: newId(),
    fileName: 'a.txt',
    contentHash: 'x',
    segments: [],
    participants: [
      { name: 'Priya Nair', isFacilitator: false, turns: 1, userId: people.priya.id },
      { name: 'Daniel Osei', isFacilitator: false, turns: 1, userId: people.daniel.id },
      { name: 'Zoe Client', isFacilitator: false, turns: 1, clientId: client.id },
      { name: 'Nadia', isFacilitator: false, turns: 1 },
    ],
  });
  const participants = await store.sessions.participants(organizationId, session.id);
  const summaryOf = async (name: string, lines: readonly SummaryLine[], approved = true): Promise<string> => {
    const participant = participants.find((one) => one.name === name);
    const summary = await store.summaries.create({
      organizationId,
      sessionId: session.id,
      participantId: participant?.id ?? '',
      lines,
      leftOut: 0,
    });
    if (approved) {
      await store.summaries.approve({
        organizationId,
        summaryId: summary.id,
        expected: 1,
        approvedBy: people.cleo.id,
        at: store.clock.now(),
      });
    }
    return summary.id;
  };
  const summaryIds = {
    priya: await summaryOf('Priya Nair', linesOf.priya),
    daniel: await summaryOf('Daniel Osei', linesOf.daniel),
    zoe: await summaryOf('Zoe Client', linesOf.zoe),
    nadia: await summaryOf('Nadia', linesOf.zoe, false),
  };
  const scene: FollowUpScene = {
    ...store,
    organizationId,
    people,
    templates,
    writer,
    editor: offlineEditor,
    logger: silentLogger,
    client,
    sessionId: session.id,
    summaryIds,
    as: (who) => toActor(people[who]),
    async draft(of = 'priya', kind = 'email', turnId = newId()) {
      const { followUp } = await draftFollowUp(scene, {
        actor: toActor(people.cleo),
        summaryId: summaryIds[of],
        kind,
        turnId,
      });
      return followUp;
    },
  };
  return scene;
}
