import type { JobDefinition } from '../queues.ts';

/** Wakes what a dead worker, a lost job or an emptied queue left behind. */
export const sweepJob: JobDefinition<'inbox.sweep'> = {
  name: 'inbox.sweep',
  concurrency: 1,
  everyMs: 5_000,
  options: {},
};
