import type { JobDefinition } from '../queues.ts';

/** Splits, embeds and publishes one confirmed upload. Resumable; run twice, it loads once. */
export const loadDocumentJob: JobDefinition<'knowledge.load'> = {
  name: 'knowledge.load',
  // Offline embeddings use a core each: two loads side by side leave the others for answers.
  concurrency: 2,
  options: {},
};
