import type { JobDefinition } from '../queues.ts';

/** One waiting conversation. Run twice at once, one takes the lease and the other leaves. */
export const drainTurnsJob: JobDefinition<'turns.drain'> = {
  name: 'turns.drain',
  // Most of a turn is waiting for a model: many conversations side by side in one process.
  concurrency: 20,
  options: {},
};
