import type { DocumentLoads } from '../../coaching/knowledge/document-loads.ts';
import type { Logger } from '../../shared/logger.ts';
import type { JobHandler } from '../queues.ts';

/** While the vector store is away nothing is lost and nobody has to act: the next sweep asks again. */
export const createSettleIndexHandler =
  (loads: Pick<DocumentLoads, 'settle'>, { logger }: { logger: Logger }): JobHandler<'knowledge.settle'> =>
  async ({ organizationId }) => {
    try {
      await loads.settle(organizationId);
    } catch (error) {
      logger.warn('vector store still away; asked again by the next sweep', {
        organizationId,
        reason: error instanceof Error ? error.name : 'unknown',
      });
    }
  };
