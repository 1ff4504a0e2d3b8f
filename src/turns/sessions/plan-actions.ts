import { attachSession, type AttachSessionDeps } from '../../coaching/sessions/attach-session.ts';
import { canSeeSession } from '../../coaching/sessions/can-see-session.ts';
import type { SessionRepository } from '../../coaching/sessions/ports.ts';
import { sessionNotFound } from '../../coaching/sessions/session-errors.ts';
import type { UserRepository } from '../../coaching/people/ports.ts';
import type { SummaryRepository } from '../../coaching/summaries/ports.ts';
import { sessionCardView } from '../../messages/views/session-card.ts';
import { planChosenView, summaryButtons } from '../../messages/views/session-upload.ts';
import type { ActionHandlers } from '../actions.ts';
import { refusing } from '../knowledge/refusing.ts';
import type { SessionPoster } from './post-session.ts';

export interface PlanActionDeps extends AttachSessionDeps {
  users: Pick<UserRepository, 'lineAbove' | 'findById'>;
  sessions: Pick<SessionRepository, 'find' | 'participants'>;
  summaries: Pick<SummaryRepository, 'listBySession'>;
  poster: Pick<SessionPoster, 'refresh'>;
}

/** The session behind a file that was seen before, and the planned session that a transcript belongs to. */
export function createPlanActions(
  deps: PlanActionDeps,
): Pick<ActionHandlers, 'session.open' | 'session.attach' | 'session.separate'> {
  return {
    'session.open': refusing(async ({ actor, turn, reply }) => {
      const { organizationId } = actor;
      const session = await deps.sessions.find(organizationId, turn.value);
      if (session === undefined || !(await canSeeSession(deps, actor, session))) throw sessionNotFound();
      const [participants, summaries, facilitator] = await Promise.all([
        deps.sessions.participants(organizationId, session.id),
        deps.summaries.listBySession(organizationId, session.id),
        deps.users.findById(organizationId, session.facilitatorId),
      ]);
      const isDone = session.processing === 'completed';
      const card = sessionCardView({
        session,
        participants,
        facilitator: facilitator?.name ?? '',
        state: isDone ? { kind: 'done', summaries } : { kind: 'working', done: summaries.length },
        inThread: false,
      });
      await reply.sendPrivately({ ...card, blocks: [...card.blocks, ...summaryButtons(summaries)] });
    }),
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
