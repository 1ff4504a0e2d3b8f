import { archiveFigures } from '../../coaching/performance/retain-figures.ts';
import { runRetention, type RetentionDeps } from '../../coaching/privacy/run-retention.ts';
import type { Logger } from '../../shared/logger.ts';
import type { JobHandler } from '../queues.ts';

export interface RunRetentionDeps extends RetentionDeps {
  organizationIds(): Promise<string[]>;
  logger: Logger;
}

/** What fails for one organisation goes on with the next, and is tried again the next day. */
export const createRunRetentionHandler =
  (deps: RunRetentionDeps): JobHandler<'retention.run'> =>
  async (_payload, signal) => {
    await archiveFigures(deps).catch((error: unknown) => {
      const reason = error instanceof Error ? error.name : 'unknown';
      deps.logger.error('figures were not archived', { reason });
    });
    for (const organizationId of await deps.organizationIds()) {
      if (signal.aborted) return;
      try {
        await runRetention(deps, organizationId, { signal });
      } catch (error) {
        const reason = error instanceof Error ? error.name : 'unknown';
        deps.logger.error('the retention of an organisation was not finished', { organizationId, reason });
      }
    }
  };
