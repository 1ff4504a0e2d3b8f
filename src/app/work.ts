import { createDrainTurnsHandler } from '../workers/jobs/drain-turns.handler.ts';
import { drainTurnsJob } from '../workers/jobs/drain-turns.job.ts';
import { createIndexRecordsHandler } from '../workers/jobs/index-records.handler.ts';
import { indexRecordsJob } from '../workers/jobs/index-records.job.ts';
import { createProcessSessionHandler } from '../workers/jobs/process-session.handler.ts';
import { processSessionJob } from '../workers/jobs/process-session.job.ts';
import { createSweepHandler } from '../workers/jobs/sweep.handler.ts';
import { sweepJob } from '../workers/jobs/sweep.job.ts';
import type { System } from './assemble.ts';

/** Starts answering what waits: turns, sessions, and what others left behind. */
export async function work({ core, queues, drain, poster }: System): Promise<void> {
  await queues.work(drainTurnsJob, createDrainTurnsHandler(drain));
  await queues.work(processSessionJob, createProcessSessionHandler(poster));
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
    }),
  );
}
