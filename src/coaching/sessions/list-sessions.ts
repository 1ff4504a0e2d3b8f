import type { UserRepository } from '../people/ports.ts';
import type { Actor } from '../people/user.ts';
import { canSeeSession } from './can-see-session.ts';
import type { SessionRepository } from './ports.ts';
import type { CoachingSession } from './session.ts';

export interface ListSessionsDeps {
  users: Pick<UserRepository, 'lineAbove'>;
  sessions: Pick<SessionRepository, 'list'>;
}

/** The sessions that a person may see in full, newest first: their own, those of people below them; admins see all. */
export async function listSessions(deps: ListSessionsDeps, actor: Actor): Promise<CoachingSession[]> {
  if (actor.role === 'ADMIN') return deps.sessions.list(actor.organizationId);
  if (actor.role === 'AGENT') return deps.sessions.list(actor.organizationId, [actor.id]);
  const all = await deps.sessions.list(actor.organizationId);
  const visible = new Map<string, boolean>();
  for (const session of all) {
    if (!visible.has(session.facilitatorId)) {
      visible.set(session.facilitatorId, await canSeeSession(deps, actor, session));
    }
  }
  return all.filter((session) => visible.get(session.facilitatorId) === true);
}
