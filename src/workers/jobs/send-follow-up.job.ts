import type { JobDefinition } from '../queues.ts';

/** Sends one mail that is due, and tells its author how it went. Run again, it sends nothing twice. */
export const sendFollowUpJob: JobDefinition<'follow-up.send'> = {
  name: 'follow-up.send',
  // Each waits for its slot of the deployment's pace; more at once than go in a second would only hold claims.
  concurrency: 8,
  options: {},
};
