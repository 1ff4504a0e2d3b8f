import type { JobDefinition } from '../queues.ts';

/** Looks for organisations whose vectors are not all of the configured model, or not all in the vector store. */
export const embeddingModelsJob: JobDefinition<'knowledge.models'> = {
  name: 'knowledge.models',
  concurrency: 1,
  everyMs: 300_000,
  options: {},
};

/** One organisation's vectors. Each batch is kept as it is done: run twice or cut short, it goes on where it stopped. */
export const embedOrganizationJob: JobDefinition<'knowledge.embed'> = {
  name: 'knowledge.embed',
  // Embedding fills a core, or the quota of a hosted model.
  concurrency: 1,
  options: {},
};
