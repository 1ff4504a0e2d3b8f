import type { JobDefinition } from '../queues.ts';

/** One organisation's daily export with its restore test. Run twice, it exports once: the catalogue knows the day's. */
export const exportKnowledgeJob: JobDefinition<'knowledge.export'> = {
  name: 'knowledge.export',
  // Compressing takes a core; answers go first.
  concurrency: 1,
  options: {},
};
