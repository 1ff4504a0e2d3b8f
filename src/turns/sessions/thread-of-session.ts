import type { SessionRepository } from '../../coaching/sessions/ports.ts';
import { findStoredPlace, type StoredPlace, type StoredPlaceDeps } from '../stored-place.ts';

/** The thread that a session is refined in; undefined for one without, such as what came by the command line. */
export async function threadOfSession(
  deps: StoredPlaceDeps & { sessions: Pick<SessionRepository, 'threadsOf'> },
  organizationId: string,
  sessionId: string,
): Promise<StoredPlace | undefined> {
  for (const key of await deps.sessions.threadsOf(organizationId, sessionId)) {
    const place = await findStoredPlace(deps, organizationId, key);
    if (place !== undefined) return place;
  }
  return undefined;
}
