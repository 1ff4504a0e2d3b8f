import type { JobQueue } from '../../turns/ports.ts';
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
}

/** A turn is normally answered at once: after this long without a lease, its wake-up got lost. */
const turnNeglectedMs = 3_000;
/** Each participant's summary touches the session; a hosted model may take a while for one. */
const sessionNeglectedMs = 120_000;
const atOnce = 500;

export const createSweepHandler =
  (deps: SweepDeps): JobHandler<'inbox.sweep'> =>
  async () => {
    const [conversations, sessions] = await Promise.all([
      deps.neglectedConversations(turnNeglectedMs, atOnce),
      deps.neglectedSessions(sessionNeglectedMs, atOnce),
    ]);
    // A long backlog is found again by every sweep until it is worked off: each only once in the queue.
    for (const conversation of conversations) {
      await deps.queue.enqueue('turns.drain', conversation, {
        once: `sweep:${conversation.conversationKey}`,
      });
    }
    for (const session of sessions) {
      await deps.queue.enqueue('session.process', session, { once: `sweep:${session.sessionId}` });
    }
  };
