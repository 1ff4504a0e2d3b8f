import { retrySession, type RetrySessionDeps } from '../../coaching/sessions/retry-session.ts';
import type { AuditLog } from '../../coaching/tenants/ports.ts';
import { audienceLine } from '../../messages/views/audience-line.ts';
import { failureView, sayView } from '../../messages/views/talk.ts';
import { words } from '../../messages/words/en.ts';
import { AppError } from '../../shared/errors.ts';
import type { ActionHandlers } from '../actions.ts';
import type { SessionPoster } from './post-session.ts';

export interface SessionActionDeps extends RetrySessionDeps {
  audit: AuditLog;
  poster: Pick<SessionPoster, 'resume'>;
}

/** The buttons under a session's card. */
export function createSessionActions(deps: SessionActionDeps): Pick<ActionHandlers, 'session.retry'> {
  return {
    async 'session.retry'({ actor, turn, reply, audience, event }) {
      const { organizationId } = actor;
      try {
        const { session, reopened } = await retrySession(deps, { actor, sessionId: turn.value });
        if (!reopened && event.attempts === 1) {
          const text = words.sessions.noRetry(session.title, session.processing === 'completed');
          await reply.sendPrivately(sayView('talk.no-retry', text, audienceLine(audience)));
          return;
        }
        // A turn that is tried again may have reopened it before: waking a worker once more is harmless.
        await deps.poster.resume(organizationId, session.id);
        if (!reopened) return;
        await deps.audit.record({
          organizationId,
          actorId: actor.id,
          action: 'session.retry',
          subjectType: 'coaching_session',
          subjectId: session.id,
          surface: turn.platform,
        });
      } catch (error) {
        if (!(error instanceof AppError) || error.retry === 'later' || error.userMessage === undefined)
          throw error;
        await reply.sendPrivately(failureView(error.userMessage));
      }
    },
  };
}
