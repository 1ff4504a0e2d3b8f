import type { JobDefinition } from '../queues.ts';

/** Ends suggestions that ran out, and tells those who asked somebody. Run again, it tells nobody twice. */
export const expireConnectionsJob: JobDefinition<'connections.expire'> = {
  name: 'connections.expire',
  concurrency: 2,
  everyMs: 60_000,
  options: {},
};
