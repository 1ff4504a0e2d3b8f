import type { JobDefinition } from '../queues.ts';

/** Brings one organisation's vectors in step with PostgreSQL after the vector store was away. */
export const settleIndexJob: JobDefinition<'knowledge.settle'> = {
  name: 'knowledge.settle',
  concurrency: 1,
  options: {},
};
