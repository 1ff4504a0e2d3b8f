import type { JobDefinition } from '../queues.ts';

/** Once a day, one organisation after the other. */
export const runRetentionJob: JobDefinition<'retention.run'> = {
  name: 'retention.run',
  concurrency: 1,
  everyMs: 24 * 3_600_000,
  options: {},
};
