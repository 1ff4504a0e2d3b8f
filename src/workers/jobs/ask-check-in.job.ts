import type { JobDefinition } from '../queues.ts';

/** Asks one check-in that is due. Run again, it asks nothing twice. */
export const askCheckInJob: JobDefinition<'growth.check-in'> = {
  name: 'growth.check-in',
  concurrency: 4,
  options: {},
};
