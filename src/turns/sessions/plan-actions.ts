import { attachSession, type AttachSessionDeps } from '../../coaching/sessions/attach-session.ts';
import { canSeeSession } from '../../coaching/sessions/can-see-session.ts';
import type { SessionRepository } from '../../coaching/sessions/ports.ts';
import { sessionNotFound } from '../../coaching/sessions/session-errors.ts';
import type { UserRepository } from '../../coaching/people/ports.ts';
import { planChosenView } from '../../messages/views/session-upload.ts';
import type { ActionHandlers } from '../actions.ts';
import { refusing } from '../knowledge/refusing.ts';
import type { SessionPoster } from './post-session.ts';

export interface PlanActionDeps extends AttachSessionDeps {
  users: Pick<UserRepository, 'lineAbove'>;
  sessions: Pick<SessionRepository, 'find'>;
  poster: Pick<SessionPoster, 'refresh'>;
}

/** Which planned session a transcript belongs to. */
export function createPlanActions(
  deps: PlanActionDeps,
): Pick<ActionHandlers, 'session.attach' | 'session.separate'> {
  return {
    'session.attach': refusing(async ({ actor, turn, reply }) => {
      const [sessionId = '', plannedId = ''] = turn.value.split(':');
      const { session } = await attachSession(deps, actor, sessionId, plannedId);
      await reply.replace(turn.messageId, planChosenView(session.title));
      if (session.processing === 'completed') await deps.poster.refresh(actor.organizationId, session.id, []);
    }),
    'session.separate': refusing(async ({ actor, turn, reply }) => {
      const session = await deps.sessions.find(actor.organizationId, turn.value);
      if (session === undefined || !(await canSeeSession(deps, actor, session))) throw sessionNotFound();
      await reply.replace(
        turn.messageId,
        planChosenView(session.scheduledAt === undefined ? undefined : session.title),
      );
    }),
  };
}
