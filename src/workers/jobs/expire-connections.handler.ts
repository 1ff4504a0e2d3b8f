import type { ConnectionRepository } from '../../coaching/connections/ports.ts';
import { AppError } from '../../shared/errors.ts';
import type { Clock } from '../../shared/clock.ts';
import type { JobQueue } from '../../turns/ports.ts';
import type { JobHandler } from '../queues.ts';

export interface ExpireConnectionsDeps {
  queue: JobQueue;
  connections: Pick<ConnectionRepository, 'claimClosing' | 'releaseClosing' | 'expire'>;
  clock: Clock;
  dueConnections(
    limit: number,
  ): Promise<{ organizationId: string; requestorId: string; suggestionId: string }[]>;
  /** Once, whoever asks for it. */
  tellClosed(viewer: { organizationId: string; userId: string }, suggestionId: string): Promise<void>;
}

const atOnce = 500;
/** While a platform is away, its people are tried again this often. */
const askedForMs = 300_000;

export const createExpireConnectionsHandler =
  (deps: ExpireConnectionsDeps): JobHandler<'connections.expire'> =>
  async ({ organizationId, requestorId, suggestionId }) => {
    if (organizationId !== undefined && requestorId !== undefined && suggestionId !== undefined) {
      const viewer = { organizationId, userId: requestorId };
      if (!(await deps.connections.claimClosing(viewer, suggestionId, deps.clock.now()))) return;
      // In this order: what has run out takes no answer any more, and until it is told the sweep finds it again.
      await deps.tellClosed(viewer, suggestionId).catch(async (error: unknown) => {
        // Somebody who cannot be written to at all need not be told.
        if (error instanceof AppError && error.retry !== 'later') return;
        await deps.connections.releaseClosing(viewer, suggestionId);
        throw error;
      });
      await deps.connections.expire(viewer, suggestionId, deps.clock.now());
      return;
    }
    for (const due of await deps.dueConnections(atOnce)) {
      const once = { id: `connection:${due.suggestionId}`, forMs: askedForMs };
      await deps.queue.enqueue('connections.expire', due, { once });
    }
  };
