import { createCheckKnowledgeHandler } from '../workers/jobs/check-knowledge.handler.ts';
import { checkKnowledgeJob } from '../workers/jobs/check-knowledge.job.ts';
import { createDrainTurnsHandler } from '../workers/jobs/drain-turns.handler.ts';
import { drainTurnsJob } from '../workers/jobs/drain-turns.job.ts';
import { createExportKnowledgeHandler } from '../workers/jobs/export-knowledge.handler.ts';
import { exportKnowledgeJob } from '../workers/jobs/export-knowledge.job.ts';
import { createProcessSessionHandler } from '../workers/jobs/process-session.handler.ts';
import { processSessionJob } from '../workers/jobs/process-session.job.ts';
import { createSweepHandler } from '../workers/jobs/sweep.handler.ts';
import { sweepJob } from '../workers/jobs/sweep.job.ts';
import type { System } from './assemble.ts';

/** Starts answering what waits: turns, sessions, and what others left behind. */
export async function work({ core, metrics, queues, drain, poster }: System): Promise<void> {
  await queues.work(drainTurnsJob, createDrainTurnsHandler(drain));
  await queues.work(processSessionJob, createProcessSessionHandler(poster));
  await queues.work(
    sweepJob,
    createSweepHandler({
      queue: queues,
      neglectedConversations: (olderThanMs, limit) =>
        core.dispatcher.neglectedConversations(olderThanMs, limit),
      neglectedSessions: (olderThanMs, limit) => core.dispatcher.neglectedSessions(olderThanMs, limit),
    }),
  );
  await queues.work(
    exportKnowledgeJob,
    createExportKnowledgeHandler({
      runDaily: (organizationId) => core.backup.runDaily(organizationId),
      metrics: metrics.knowledge,
      logger: core.logger,
    }),
  );
  await queues.work(
    checkKnowledgeJob,
    createCheckKnowledgeHandler({
      organizationIds: () => core.dispatcher.organizationIds(),
      checkIndex: (organizationId) => core.backup.check(organizationId, metrics.knowledge),
      isExportDue: (organizationId) =>
        core.config.backup.daily ? core.backup.isDue(organizationId) : Promise.resolve(false),
      queue: queues,
      logger: core.logger,
    }),
  );
}
