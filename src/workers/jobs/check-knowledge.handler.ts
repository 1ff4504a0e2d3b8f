import type { Logger } from '../../shared/logger.ts';
import type { JobQueue } from '../../turns/ports.ts';
import type { JobHandler } from '../queues.ts';

export interface CheckKnowledgeDeps {
  organizationIds(): Promise<string[]>;
  /** Compares, and repairs what is off by too much. */
  checkIndex(organizationId: string): Promise<unknown>;
  isExportDue(organizationId: string): Promise<boolean>;
  /** Looks at the searches since the last time; absent where nobody counts them. */
  checkSearches?: () => void;
  queue: JobQueue;
  logger: Logger;
}

/** Longer than an export of a large organisation: the next look does not ask for it again while it waits. */
const askedForMs = 10 * 60_000;

/** One organisation after the other, so that checking never competes with answering; what fails for one goes on with the next. */
export const createCheckKnowledgeHandler =
  (deps: CheckKnowledgeDeps): JobHandler<'knowledge.check'> =>
  async (_payload, signal) => {
    deps.checkSearches?.();
    for (const organizationId of await deps.organizationIds()) {
      if (signal.aborted) return;
      try {
        await deps.checkIndex(organizationId);
        if (await deps.isExportDue(organizationId)) {
          const once = { id: `export:${organizationId}`, forMs: askedForMs };
          await deps.queue.enqueue('knowledge.export', { organizationId }, { once });
        }
      } catch (error) {
        const reason = error instanceof Error ? error.name : 'unknown';
        deps.logger.error('the knowledge of an organisation could not be checked', {
          organizationId,
          reason,
        });
      }
    }
  };
