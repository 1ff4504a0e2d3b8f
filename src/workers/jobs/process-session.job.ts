import type { JobDefinition } from '../queues.ts';

/** Drafts the summaries of one session and posts them. Resumable; posting goes through the ledger. */
export const processSessionJob: JobDefinition<'session.process'> = {
  name: 'session.process',
  concurrency: 4,
  options: {},
};
