import type { SearchCounts } from '../coaching/knowledge/health-ports.ts';
import { createSearchCheck } from '../knowledge/backup/check-index.ts';
import { createAskCheckInHandler } from '../workers/jobs/ask-check-in.handler.ts';
import { askCheckInJob } from '../workers/jobs/ask-check-in.job.ts';
import { createCheckKnowledgeHandler } from '../workers/jobs/check-knowledge.handler.ts';
import { checkKnowledgeJob } from '../workers/jobs/check-knowledge.job.ts';
import { createDrainTurnsHandler } from '../workers/jobs/drain-turns.handler.ts';
import { drainTurnsJob } from '../workers/jobs/drain-turns.job.ts';
import { createLoadDocumentHandler } from '../workers/jobs/load-document.handler.ts';
import { loadDocumentJob } from '../workers/jobs/load-document.job.ts';
import {
  createEmbeddingModelsHandler,
  createEmbedOrganizationHandler,
} from '../workers/jobs/embedding-models.handler.ts';
import { embeddingModelsJob, embedOrganizationJob } from '../workers/jobs/embedding-models.job.ts';
import { createIndexRecordsHandler } from '../workers/jobs/index-records.handler.ts';
import { indexRecordsJob } from '../workers/jobs/index-records.job.ts';
import { createExpireConnectionsHandler } from '../workers/jobs/expire-connections.handler.ts';
import { expireConnectionsJob } from '../workers/jobs/expire-connections.job.ts';
import { createExportKnowledgeHandler } from '../workers/jobs/export-knowledge.handler.ts';
import { exportKnowledgeJob } from '../workers/jobs/export-knowledge.job.ts';
import { createProcessSessionHandler } from '../workers/jobs/process-session.handler.ts';
import { processSessionJob } from '../workers/jobs/process-session.job.ts';
import { createSendFollowUpHandler } from '../workers/jobs/send-follow-up.handler.ts';
import { sendFollowUpJob } from '../workers/jobs/send-follow-up.job.ts';
import { createSettleIndexHandler } from '../workers/jobs/settle-index.handler.ts';
import { settleIndexJob } from '../workers/jobs/settle-index.job.ts';
import { createSweepHandler } from '../workers/jobs/sweep.handler.ts';
import { createStartPlanHandler } from '../workers/jobs/start-plan.handler.ts';
import { startPlanJob } from '../workers/jobs/start-plan.job.ts';
import { sweepJob } from '../workers/jobs/sweep.job.ts';
import { createMeasureEffectivenessHandler } from '../workers/jobs/measure-effectiveness.handler.ts';
import { measureEffectivenessJob } from '../workers/jobs/measure-effectiveness.job.ts';
import type { System } from './assemble.ts';
import { workOnImports } from './create-import-turns.ts';
import { workOnPrivacy } from './create-privacy.ts';
import type { Core } from './open-core.ts';

/** Starts answering what waits: turns, sessions, and what others left behind. */
export async function work({
  core,
  metrics,
  queues,
  drain,
  poster,
  documentPoster,
  followUpPoster,
  platforms,
  tellCheckIn,
  connectionPoster,
  planPoster,
  importPoster,
}: System): Promise<void> {
  await workOnPrivacy(core, queues, { platforms: platforms.outbound });
  await queues.work(drainTurnsJob, createDrainTurnsHandler(drain));
  await queues.work(processSessionJob, createProcessSessionHandler(poster));
  await queues.work(loadDocumentJob, createLoadDocumentHandler(documentPoster));
  await queues.work(sendFollowUpJob, createSendFollowUpHandler({ ...core, poster: followUpPoster }));
  await queues.work(askCheckInJob, createAskCheckInHandler({ ...core, tell: tellCheckIn }));
  await queues.work(startPlanJob, createStartPlanHandler({ ...core, planPoster, queue: queues }));
  await queues.work(
    expireConnectionsJob,
    createExpireConnectionsHandler({
      ...core.peopleSearch,
      queue: queues,
      dueConnections: (limit) => core.dispatcher.dueConnections(limit),
      tellClosed: (viewer, id) => connectionPoster.tellClosed(viewer, id),
    }),
  );
  await workOnImports(core, queues, importPoster);
  await queues.work(settleIndexJob, createSettleIndexHandler(core.knowledge.loads, core));
  await queues.work(
    indexRecordsJob,
    createIndexRecordsHandler({
      ...core.recordSearch,
      organizationsWithOpenRecords: () => core.dispatcher.organizationsWithOpenRecords(),
    }),
  );
  await queues.work(
    sweepJob,
    createSweepHandler({
      queue: queues,
      neglectedConversations: (olderThanMs, limit) =>
        core.dispatcher.neglectedConversations(olderThanMs, limit),
      neglectedSessions: (olderThanMs, limit) => core.dispatcher.neglectedSessions(olderThanMs, limit),
      neglectedLoads: (olderThanMs, limit) => core.dispatcher.neglectedLoads(olderThanMs, limit),
      unsettledOrganizations: (olderThanMs, limit) =>
        core.dispatcher.unsettledOrganizations(olderThanMs, limit),
      dueFollowUps: (deadAfterMs, limit) => core.dispatcher.dueFollowUps(deadAfterMs, limit),
      dueCheckIns: (limit) => core.dispatcher.dueCheckIns(limit),
      plansToStart: (limit) => core.dispatcher.plansToStart(limit),
    }),
  );
  await queues.work(
    measureEffectivenessJob,
    createMeasureEffectivenessHandler({
      ...core,
      queue: queues,
      due: (today, limit) => core.dispatcher.dueEffectiveness(today, limit),
    }),
  );
  await queues.work(embedOrganizationJob, createEmbedOrganizationHandler(core));
  await queues.work(
    embeddingModelsJob,
    createEmbeddingModelsHandler({
      queue: queues,
      organizationIds: () => core.dispatcher.organizationIds(),
      knowledge: core.knowledge,
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
      checkSearches: createSearchCheck(countSearches(core), {
        metrics: metrics.knowledge,
        logger: core.logger,
      }),
      queue: queues,
      logger: core.logger,
    }),
  );
}

/** Searches of this process, and those that gave no result or had to do without the vector store. */
function countSearches({ knowledge }: Core): () => SearchCounts {
  const counts = { searches: 0, failures: 0 };
  knowledge.observe({
    searched: () => {
      counts.searches += 1;
    },
    failed: () => {
      counts.failures += 1;
    },
    vectorStore: () => undefined,
  });
  return () => counts;
}
