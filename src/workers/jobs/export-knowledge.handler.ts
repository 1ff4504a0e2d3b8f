import type { KnowledgeMetrics } from '../../coaching/knowledge/health-ports.ts';
import { AppError } from '../../shared/errors.ts';
import type { Logger } from '../../shared/logger.ts';
import type { JobHandler } from '../queues.ts';

export interface ExportKnowledgeDeps {
  /** Undefined: the day's export stands and is tested. */
  runDaily: (
    organizationId: string,
  ) => Promise<
    { exportId: string; kind: string; removed: number; verification: { compared: number } } | undefined
  >;
  metrics: Pick<KnowledgeMetrics, 'exportEnded'>;
  logger: Logger;
}

/** Never fails as a job: what went wrong stands in the catalogue, and the next check asks for it again. */
export const createExportKnowledgeHandler =
  ({ runDaily, metrics, logger }: ExportKnowledgeDeps): JobHandler<'knowledge.export'> =>
  async ({ organizationId }) => {
    try {
      const done = await runDaily(organizationId);
      if (done === undefined) return;
      metrics.exportEnded(organizationId, 'verified');
      logger.info('knowledge exported and tested', {
        organizationId,
        exportId: done.exportId,
        kind: done.kind,
        compared: done.verification.compared,
        removed: done.removed,
      });
    } catch (error) {
      const code = error instanceof AppError ? error.code : undefined;
      // Another process is writing it at this moment.
      if (code === 'KNOWLEDGE_040') return;
      metrics.exportEnded(organizationId, 'failed');
      logger.error('the export of the knowledge failed', {
        organizationId,
        code,
        reason: error instanceof Error ? error.name : 'unknown',
      });
    }
  };
