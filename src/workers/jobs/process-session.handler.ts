import type { SessionPoster } from '../../turns/sessions/post-session.ts';
import type { JobHandler } from '../queues.ts';

export const createProcessSessionHandler =
  (poster: Pick<SessionPoster, 'process'>): JobHandler<'session.process'> =>
  ({ organizationId, sessionId }, signal) =>
    poster.process(organizationId, sessionId, signal);
