import type { AskCheckInDeps } from '../coaching/growth/ask-check-in.ts';
import type { LocalStore } from '../coaching/local-chat/ports.ts';
import { createAnswerQuery } from '../turns/answer-query.ts';
import { createDeliverer } from '../turns/deliverer.ts';
import type { DrainDeps } from '../turns/drain-conversation.ts';
import { createPeopleResolver } from '../turns/people-resolver.ts';
import type { Intake } from '../turns/ports.ts';
import type { AnswerQuery } from '../turns/query.ts';
import type { DocumentPoster } from '../turns/documents/document-poster.ts';
import type { PlanPoster } from '../turns/plans/plan-poster.ts';
import type { ConnectionPoster } from '../turns/connections/connection-poster.ts';
import type { FollowUpPoster } from '../turns/follow-ups/follow-up-poster.ts';
import type { ImportPoster } from '../turns/imports/import-poster.ts';
import { createCheckInPoster } from '../turns/growth/check-in-poster.ts';
import type { SessionPoster } from '../turns/sessions/post-session.ts';
import { createQueues, type Queues } from '../workers/queues.ts';
import type { Platforms } from './create-platforms.ts';
import { createTurnDeps } from './create-turn-deps.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import type { Core } from './open-core.ts';

/** Everything a process needs that takes messages in, answers them, or both. */
export interface System {
  core: Core;
  metrics: Metrics;
  platforms: Platforms;
  queues: Queues;
  /** Stores a turn and wakes a worker. */
  intake: Intake;
  answerQuery: AnswerQuery;
  drain: DrainDeps;
  poster: SessionPoster;
  documentPoster: DocumentPoster;
  followUpPoster: FollowUpPoster;
  tellCheckIn: AskCheckInDeps['tell'];
  connectionPoster: ConnectionPoster;
  planPoster: PlanPoster;
  importPoster: ImportPoster;
  close(): Promise<void>;
}

/** Puts the parts together; tests call it with parts of their own. */
export function assemble(core: Core, platforms: Platforms, localStore?: LocalStore): System {
  const { logger, clock } = core;
  const metrics = createMetrics();
  core.knowledge.observe(metrics.search);
  const queues = createQueues(core.services.queue, { logger });
  const people = createPeopleResolver({ users: core.users, identities: core.identities, clock });
  const deliverer = createDeliverer({ deliveries: core.deliveries, logger });
  const shared = {
    core,
    platforms: platforms.outbound,
    queue: queues,
    people,
    deliverer,
    onHelpOffered: () => metrics.helpOffered(),
  };
  const {
    turns,
    poster,
    documentPoster,
    followUpPoster,
    connectionPoster,
    planPoster,
    importPoster,
    queries: turnQueries,
  } = createTurnDeps(shared);
  core.recordChanges.onChange((organizationId) => {
    // Several changes at once are one job's work; what comes after it began, its next run finds.
    const once = { id: `records:${organizationId}`, forMs: 1_000 };
    queues.enqueue('records.index', { organizationId }, { once, delayMs: 1_000 }).catch(() => undefined);
  });
  return {
    core,
    metrics,
    platforms,
    queues,
    poster,
    documentPoster,
    followUpPoster,
    tellCheckIn: createCheckInPoster({ ...core, platforms: platforms.outbound, deliverer }),
    connectionPoster,
    planPoster,
    importPoster,
    async intake(turn, options) {
      const taken = await core.dispatcher.intake(turn, options);
      metrics.intake(turn.platform, taken.kind);
      if (taken.kind === 'stored') {
        // Not waited for: the turn is durable, and what this misses the sweep finds.
        queues
          .enqueue('turns.drain', { organizationId: taken.organizationId, conversationKey: turn.place.key })
          .catch((error: unknown) => {
            logger.warn('a wake-up was lost', { error: error instanceof Error ? error.name : 'unknown' });
          });
      }
      return taken;
    },
    answerQuery: createAnswerQuery({
      platforms: platforms.outbound,
      organizationOf: (platform, installationId) => core.dispatcher.organizationOf(platform, installationId),
      users: core.users,
      people,
      commands: turns.commands,
      ...turnQueries,
      logger,
    }),
    drain: {
      inbox: core.inbox,
      queue: queues,
      turns,
      deliverer,
      clock,
      logger,
      onEnded: (outcome, durationMs) => metrics.turnEnded(outcome, durationMs),
    },
    async close() {
      await queues.close();
      await localStore?.close();
      await core.close();
    },
  };
}
