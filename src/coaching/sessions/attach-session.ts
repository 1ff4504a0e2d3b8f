import type { Actor } from '../people/user.ts';
import { canSeeSession, type SessionAccessDeps } from './can-see-session.ts';
import type { SessionPlans } from './plan-ports.ts';
import type { SessionRepository } from './ports.ts';
import { planNotFound, sessionNotFound } from './session-errors.ts';
import { awaitsTranscript, type CoachingSession } from './session.ts';

export interface AttachSessionDeps extends SessionAccessDeps {
  sessions: Pick<SessionRepository, 'find'>;
  plans: Pick<SessionPlans, 'merge'>;
}

/**
 * Says that a session, which came with its transcript, is a planned one: it takes over title, kind and time, and who was
 * invited and did not speak. Its id, thread and summaries stay. Run again it changes nothing.
 *
 * @throws AppError SESSION_001 not theirs to see, SESSION_010 the plan is gone, somebody else's, or has its transcript
 */
export async function attachSession(
  deps: AttachSessionDeps,
  actor: Actor,
  sessionId: string,
  plannedId: string,
): Promise<{ session: CoachingSession; already: boolean }> {
  const session = await deps.sessions.find(actor.organizationId, sessionId);
  if (session === undefined || !(await canSeeSession(deps, actor, session))) throw sessionNotFound();
  if (session.scheduledAt !== undefined) return { session, already: true };
  const plan = await deps.sessions.find(actor.organizationId, plannedId);
  if (plan === undefined || !awaitsTranscript(plan) || plan.facilitatorId !== session.facilitatorId)
    throw planNotFound();
  const isMerged = await deps.plans.merge(actor.organizationId, sessionId, plannedId);
  const attached = await deps.sessions.find(actor.organizationId, sessionId);
  return { session: attached ?? session, already: !isMerged };
}
