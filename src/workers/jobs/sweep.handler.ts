import { deadAfterMs } from '../../coaching/follow-ups/send-follow-up.ts';
import type { JobPayloads, JobQueue } from '../../turns/ports.ts';
import type { JobHandler } from '../queues.ts';

export interface SweepDeps {
  queue: JobQueue;
  neglectedConversations(
    olderThanMs: number,
    limit: number,
  ): Promise<{ organizationId: string; conversationKey: string }[]>;
  neglectedSessions(
    olderThanMs: number,
    limit: number,
  ): Promise<{ organizationId: string; sessionId: string }[]>;
  neglectedLoads(
    olderThanMs: number,
    limit: number,
  ): Promise<{ organizationId: string; documentId: string }[]>;
  unsettledOrganizations(olderThanMs: number, limit: number): Promise<string[]>;
  dueFollowUps(deadAfterMs: number, limit: number): Promise<{ organizationId: string; followUpId: string }[]>;
  dueCheckIns(limit: number): Promise<JobPayloads['growth.check-in'][]>;
  plansToStart(limit: number): Promise<JobPayloads['plan.start'][]>;
}

/** A turn is normally answered at once: after this long without a lease, its wake-up got lost. */
const turnNeglectedMs = 3_000;
/** Each participant's summary touches the session; a hosted model may take a while for one. */
const sessionNeglectedMs = 120_000;
/** A load says that it is alive every few seconds, but publishing a long document is one silent step. */
const loadNeglectedMs = 240_000;
/** A load or removal settles the vector store itself, unless that is away. */
const unsettledMs = 30_000;
const atOnce = 500;
/** As long as a lease: what a worker took up and died over is asked for again as soon as somebody may have it. */
const askedForMs = 20_000;
/** Found a day too early where its person lives, a plan is looked at again only now and then. */
const planAskedForMs = 600_000;

export const createSweepHandler =
  (deps: SweepDeps): JobHandler<'inbox.sweep'> =>
  async () => {
    const [conversations, sessions, loads, unsettled, followUps, checkIns, plans] = await Promise.all([
      deps.neglectedConversations(turnNeglectedMs, atOnce),
      deps.neglectedSessions(sessionNeglectedMs, atOnce),
      deps.neglectedLoads(loadNeglectedMs, atOnce),
      deps.unsettledOrganizations(unsettledMs, atOnce),
      deps.dueFollowUps(deadAfterMs, atOnce),
      deps.dueCheckIns(atOnce),
      deps.plansToStart(atOnce),
    ]);
    // A long backlog is found again by every sweep until it is worked off: it is not asked for again each time.
    for (const conversation of conversations) {
      const once = { id: `sweep:${conversation.conversationKey}`, forMs: askedForMs };
      await deps.queue.enqueue('turns.drain', conversation, { once });
    }
    for (const session of sessions) {
      const once = { id: `sweep:${session.sessionId}`, forMs: askedForMs };
      await deps.queue.enqueue('session.process', session, { once });
    }
    for (const load of loads) {
      const once = { id: `sweep:${load.documentId}`, forMs: askedForMs };
      await deps.queue.enqueue('knowledge.load', load, { once });
    }
    for (const followUp of followUps) {
      const once = { id: `sweep:${followUp.followUpId}`, forMs: askedForMs };
      await deps.queue.enqueue('follow-up.send', followUp, { once });
    }
    for (const checkIn of checkIns) {
      const once = { id: `sweep:${checkIn.goalId}:${checkIn.dueAt}`, forMs: askedForMs };
      await deps.queue.enqueue('growth.check-in', checkIn, { once });
    }
    for (const plan of plans) {
      const once = { id: `sweep:${plan.planId}`, forMs: planAskedForMs };
      await deps.queue.enqueue('plan.start', plan, { once });
    }
    for (const organizationId of unsettled) {
      const once = { id: `settle:${organizationId}`, forMs: askedForMs };
      await deps.queue.enqueue('knowledge.settle', { organizationId }, { once });
    }
  };
