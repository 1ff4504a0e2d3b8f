import type { Actor } from '../people/user.ts';
import { canSeeSession, type SessionAccessDeps } from './can-see-session.ts';
import type { SessionRepository } from './ports.ts';
import type { ProcessingLedger } from './processing-ledger.ts';
import type { CoachingSession } from './session.ts';
import { sessionNotFound } from './session-errors.ts';

export interface RetrySessionDeps extends SessionAccessDeps {
  sessions: Pick<SessionRepository, 'find'>;
  ledger: Pick<ProcessingLedger, 'reopen'>;
}

/**
 * Opens a failed session for another try, for those who may see it. Asked for twice, or late, it changes nothing; the caller
 * wakes a worker when `reopened`.
 *
 * @throws AppError SESSION_001 unknown session, or not theirs to see
 */
export async function retrySession(
  deps: RetrySessionDeps,
  { actor, sessionId }: { actor: Actor; sessionId: string },
): Promise<{ session: CoachingSession; reopened: boolean }> {
  const session = await deps.sessions.find(actor.organizationId, sessionId);
  if (session === undefined || !(await canSeeSession(deps, actor, session))) throw sessionNotFound();
  return { session, reopened: await deps.ledger.reopen(actor.organizationId, sessionId) };
}
