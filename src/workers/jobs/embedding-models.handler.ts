import { AppError } from '../../shared/errors.ts';
import type { Logger } from '../../shared/logger.ts';
import type { JobQueue } from '../../turns/ports.ts';
import type { JobHandler } from '../queues.ts';

interface EmbeddingModelsDeps {
  queue: JobQueue;
  organizationIds(): Promise<string[]>;
  /** `isBehind`: whether `keepModel` would find anything to do. */
  knowledge: { isBehind(organizationId: string): Promise<boolean> };
}

/** A hundred thousand chunks take the offline model about twenty minutes; asked for again, it would wait its turn. */
const askedForMs = 30 * 60_000;

export const createEmbeddingModelsHandler =
  (deps: EmbeddingModelsDeps): JobHandler<'knowledge.models'> =>
  async (_payload, signal) => {
    for (const organizationId of await deps.organizationIds()) {
      if (signal.aborted) return;
      if (!(await deps.knowledge.isBehind(organizationId))) continue;
      const once = { id: `embed:${organizationId}`, forMs: askedForMs };
      await deps.queue.enqueue('knowledge.embed', { organizationId }, { once });
    }
  };

interface EmbedOrganizationDeps {
  /** Brings an organisation's vectors up to date. */
  knowledge: { keepModel(organizationId: string, signal: AbortSignal): Promise<void> };
  logger: Logger;
}

export const createEmbedOrganizationHandler =
  ({ knowledge, logger }: EmbedOrganizationDeps): JobHandler<'knowledge.embed'> =>
  async ({ organizationId }, signal) => {
    try {
      await knowledge.keepModel(organizationId, signal);
    } catch (error) {
      // What comes back by itself is tried again by the next look; what does not is a failed job, for someone to see.
      const comesBack = signal.aborted || (error instanceof AppError && error.retry === 'later');
      if (!comesBack) throw error;
      logger.warn('vectors not brought up to date; tried again later', {
        organizationId,
        reason: error instanceof AppError ? error.code : 'stopped',
      });
    }
  };
