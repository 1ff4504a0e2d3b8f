import type { Clock } from '../../shared/clock.ts';
import type { UserRepository } from '../people/ports.ts';
import type { Actor, User } from '../people/user.ts';
import { answerWithinMs, isOpen, maxConnectionMessage, type ConnectionSuggestion } from './connection.ts';
import { connectionGone, messageUnfit } from './connection-errors.ts';
import type { ConnectionRepository } from './ports.ts';

export interface ConnectionFlowDeps {
  connections: ConnectionRepository;
  users: Pick<UserRepository, 'findById'>;
  clock: Clock;
}

/**
 * A suggestion made to the actor that still may be acted on, with the person it names.
 * @throws AppError CONNECT_001
 */
export async function openSuggestion(
  { connections, users, clock }: ConnectionFlowDeps,
  { organizationId, id: userId }: Actor,
  id: string,
): Promise<{ suggestion: ConnectionSuggestion; other: User }> {
  const suggestion = await connections.find({ organizationId, userId }, id);
  if (suggestion?.requestorId !== userId || !isOpen(suggestion) || suggestion.expiresAt <= clock.now())
    throw connectionGone();
  const other = await users.findById(organizationId, suggestion.suggestedId);
  if (other === undefined || other.status === 'TERMINATED') throw connectionGone();
  return { suggestion, other };
}

/** What is wrong with what the other would read; undefined: nothing. */
export function messageFault(message: string): string | undefined {
  const text = message.trim();
  if (text === '') return 'Write a sentence for them to read.';
  return text.length > maxConnectionMessage
    ? `Please stay under ${maxConnectionMessage} characters.`
    : undefined;
}

/**
 * Asks the suggested person, once: asked again, what was asked stands.
 * @returns what they are to read
 * @throws AppError CONNECT_001 where it is over, or the other takes no part any more; CONNECT_002 for the message
 */
export async function askPerson(
  deps: ConnectionFlowDeps,
  actor: Actor,
  { id, message }: { id: string; message: string },
): Promise<ConnectionSuggestion> {
  const fault = messageFault(message);
  if (fault !== undefined) throw messageUnfit(fault);
  const { suggestion } = await openSuggestion(deps, actor, id);
  if (suggestion.askedAt !== undefined) return suggestion;
  const at = deps.clock.now();
  const viewer = { organizationId: actor.organizationId, userId: actor.id };
  const asked = await deps.connections.ask(viewer, id, {
    ...{ message: message.trim(), at },
    expiresAt: new Date(at.getTime() + answerWithinMs),
  });
  if (asked === undefined) throw connectionGone();
  return asked;
}

/** The asker's "not this person": neither is suggested to the other again, and the other hears nothing of it. */
export async function dismissPerson(
  deps: ConnectionFlowDeps,
  actor: Actor,
  id: string,
): Promise<ConnectionSuggestion> {
  const viewer = { organizationId: actor.organizationId, userId: actor.id };
  const suggestion = await deps.connections.find(viewer, id);
  if (suggestion?.requestorId !== actor.id) throw connectionGone();
  await deps.connections.exclude(viewer, suggestion.suggestedId);
  await deps.connections.dismiss(viewer, id, deps.clock.now());
  return suggestion;
}
