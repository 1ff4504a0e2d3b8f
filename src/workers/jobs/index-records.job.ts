import type { JobDefinition } from '../queues.ts';

/** Brings the index of summaries, notes and sessions up to date; by itself for what a lost job left. */
export const indexRecordsJob: JobDefinition<'records.index'> = {
  name: 'records.index',
  concurrency: 2,
  everyMs: 15_000,
  options: {},
};
