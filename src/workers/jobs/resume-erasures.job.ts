import type { JobDefinition } from '../queues.ts';

/** Finishes what was to be erased and is not yet: after a crash, an outage, or a database that was put back. */
export const resumeErasuresJob: JobDefinition<'privacy.resume'> = {
  name: 'privacy.resume',
  concurrency: 1,
  everyMs: 10 * 60_000,
  options: {},
};
