import type { JobDefinition } from '../queues.ts';

/** Measures what coaching has done, where its days are over. Run again, it comes to the same. */
export const measureEffectivenessJob: JobDefinition<'effectiveness.measure'> = {
  name: 'effectiveness.measure',
  concurrency: 1,
  everyMs: 3_600_000,
  options: {},
};
