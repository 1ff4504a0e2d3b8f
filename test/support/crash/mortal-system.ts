import { createCoachingAgent } from '../../../src/agent/coaching-agent.ts';
import { createSessionTools } from '../../../src/agent/tools/session-tools.ts';
import type { Core } from '../../../src/app/open-core.ts';
import { assemble, type System } from '../../../src/app/assemble.ts';
import { createLocalPlatform } from '../../../src/bot/local/deliver.ts';
import { createSlackConnections, singleWorkspace } from '../../../src/bot/slack/connections.ts';
import { createSlackPlatform } from '../../../src/bot/slack/deliver.ts';
import type { LocalStore } from '../../../src/coaching/local-chat/ports.ts';
import type { ChatPlatform } from '../../../src/turns/chat-platform.ts';
import type { Platform } from '../../../src/turns/turn.ts';
import type { JobPayloads } from '../../../src/turns/ports.ts';
import type { JobDefinition, JobHandler, JobName, Queues } from '../../../src/workers/queues.ts';
import type { Doom } from './doom.ts';

/** Slack's methods that change something. */
const isSlackWrite = (path: string): boolean => /^(?:chat\.\w+|assistant\.threads\.setStatus)$/.test(path);

function slackOf({ config, clock, logger }: Core, doom: Doom): ChatPlatform {
  const { botToken = '', apiUrl = '' } = config.slack ?? {};
  const connections = createSlackConnections({ tokenFor: singleWorkspace(botToken), clock, logger, apiUrl });
  return createSlackPlatform({
    async clientFor(installationId) {
      const connection = await connections.clientFor(installationId);
      return { ...connection, client: doom.holdGroups('slack', connection.client, isSlackWrite) };
    },
    clock,
    logger,
    files: { trustedOrigins: [new URL(apiUrl).origin] },
  });
}

/**
 * The product as a worker runs it, with every write of a turn as a step at which it may end; with `processingSteps` also each
 * draft and each record of what is done of a session.
 */
export function createMortalSystem(
  core: Core,
  localStore: LocalStore,
  doom: Doom,
  { processingSteps }: { processingSteps: boolean },
): System {
  const sessions = doom.hold('sessions', core.sessions, [
    'create',
    'setProcessing',
    'bindThread',
    'setFocus',
  ]);
  const summaries = doom.hold('summaries', core.summaries, ['create', 'addVersion', 'approve']);
  const { users, proposals, proposer, clock, logger, models, knowledge } = core;
  const held: Core = {
    ...core,
    sessions,
    summaries,
    ...(processingSteps
      ? {
          ledger: doom.hold('ledger', core.ledger, ['start', 'finish', 'fail', 'clear', 'reopen']),
          drafter: doom.hold('drafter', core.drafter, ['draft']),
        }
      : {}),
    inbox: doom.hold('inbox', core.inbox, ['acquireLease', 'next', 'finish', 'postpone', 'release']),
    deliveries: doom.hold('deliveries', core.deliveries, [
      'claim',
      'markSending',
      'saveMessageId',
      'markSent',
      'markFailed',
    ]),
    conversations: doom.hold('conversations', core.conversations, ['append', 'rewrite']),
    references: doom.hold('references', core.references, ['save']),
    identities: doom.hold('identities', core.identities, ['save']),
    notes: doom.hold('notes', core.notes, ['create', 'remove']),
    queries: doom.hold('queries', core.queries, ['record']),
    audit: doom.hold('audit', core.audit, ['record']),
    // The core's own agent has the ports that cannot die.
    agent: createCoachingAgent({
      models,
      search: knowledge.search,
      tools: createSessionTools({ users, sessions, summaries, proposals, proposer, clock }),
      logger,
      clock,
    }),
  };
  const page = doom.hold('page', localStore, ['insert', 'update', 'announceProgress']);
  const outbound = new Map<Platform, ChatPlatform>([
    ['slack', slackOf(core, doom)],
    ['local', createLocalPlatform({ store: page, clock, logger })],
  ]);
  const system = assemble(held, { outbound, open: () => Promise.resolve([]) }, localStore);
  // Every answer as a stream, because that has the most steps.
  const drain = { ...system.drain, turns: { ...system.drain.turns, streamAfterMs: 0 } };
  return { ...system, drain, queues: doomedQueues(system.queues, doom) };
}

/** Sessions that stand still keep their place among those at work: there must be room for as many as one life kills. */
const sessionsAtOnce = 150;

const adjusted = <N extends JobName>(definition: JobDefinition<N>): JobDefinition<N> => {
  if (definition.name === 'inbox.sweep') return { ...definition, everyMs: 250 };
  return definition.name === 'session.process' ? { ...definition, concurrency: sessionsAtOnce } : definition;
};

/** Each job's work is followed by the key of its conversation or session; the sweep comes by more often than it need. */
function doomedQueues(queues: Queues, doom: Doom): Queues {
  const keyOf = (name: JobName, payload: JobPayloads[JobName]): string | undefined => {
    if (name === 'turns.drain' && 'conversationKey' in payload) return payload.conversationKey;
    return name === 'session.process' && 'sessionId' in payload ? `session:${payload.sessionId}` : undefined;
  };
  return {
    ...queues,
    work: <N extends JobName>(definition: JobDefinition<N>, handler: JobHandler<N>) =>
      queues.work(adjusted(definition), (payload, signal) => {
        const key = keyOf(definition.name, payload);
        const run = () => handler(payload, signal);
        return key === undefined ? run() : doom.run(key, run);
      }),
  };
}
