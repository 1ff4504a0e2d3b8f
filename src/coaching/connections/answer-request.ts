import type { Actor } from '../people/user.ts';
import type { ConnectionSuggestion } from './connection.ts';
import type { ConnectionFlowDeps } from './ask-person.ts';
import { connectionGone } from './connection-errors.ts';

/** An introduction that was begun and not finished after so long is begun again by the next press. */
const introductionDeadMs = 120_000;

/**
 * The other says yes. Of several presses at once one introduces; a press that is tried again, or that comes after one that
 * died, introduces where nobody has.
 *
 * @returns whether this press is to introduce the two
 * @throws AppError CONNECT_001 where it is over, or one of the two takes no part any more
 */
export async function acceptConnection(
  { connections, clock }: ConnectionFlowDeps,
  actor: Actor,
  { id, isRetry }: { id: string; isRetry: boolean },
): Promise<{ suggestion: ConnectionSuggestion; introduce: boolean }> {
  const viewer = { organizationId: actor.organizationId, userId: actor.id };
  const now = clock.now();
  const accepted = await connections.answer(viewer, id, 'connected', now);
  if (accepted !== undefined) return { suggestion: accepted, introduce: true };
  const suggestion = await connections.find(viewer, id);
  if (suggestion?.suggestedId !== actor.id || suggestion.status !== 'connected') throw connectionGone();
  const begunMs = now.getTime() - (suggestion.responseAt ?? now).getTime();
  const introduce = suggestion.introducedAt === undefined && (isRetry || begunMs > introductionDeadMs);
  return { suggestion, introduce };
}

/**
 * The other says no. The asker is told that it does not fit just now, and never why; nobody is suggested to somebody with
 * whom there was a no.
 *
 * @param answer.exclude "not this person": also never the other way round
 * @throws AppError CONNECT_001 where it is over
 */
export async function declineConnection(
  { connections, clock }: ConnectionFlowDeps,
  actor: Actor,
  { id, exclude = false }: { id: string; exclude?: boolean },
): Promise<ConnectionSuggestion> {
  const viewer = { organizationId: actor.organizationId, userId: actor.id };
  const declined =
    (await connections.answer(viewer, id, 'declined', clock.now())) ?? (await connections.find(viewer, id));
  if (declined?.suggestedId !== actor.id || declined.status !== 'declined') throw connectionGone();
  if (exclude) await connections.exclude(viewer, declined.requestorId);
  return declined;
}
