import type { JobDefinition } from '../queues.ts';

/**
 * Does one confirmed import. Begun anew where a worker died; run twice, it imports once. Without ids it asks for those that
 * were left behind, and lets go of those that nobody confirmed.
 */
export const runImportJob: JobDefinition<'imports.run'> = {
  name: 'imports.run',
  // Large ones keep a core and a connection each: two side by side leave the others for answers.
  concurrency: 2,
  everyMs: 60_000,
  options: {},
};
