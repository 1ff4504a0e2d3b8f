import type { JobDefinition } from '../queues.ts';

/** Compares every organisation's index with the database, and wakes exports that are due. */
export const checkKnowledgeJob: JobDefinition<'knowledge.check'> = {
  name: 'knowledge.check',
  concurrency: 1,
  everyMs: 15 * 60_000,
  options: {},
};
