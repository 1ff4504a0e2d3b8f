import type { ClientRepository } from '../clients/ports.ts';
import type { UserRepository } from '../people/ports.ts';
import type { Actor } from '../people/user.ts';
import { canSeeSession } from './can-see-session.ts';
import { findKnownPerson, type KnownPersonName, type PersonReference } from './find-known-person.ts';
import type { ParticipantMatches } from './plan-ports.ts';
import type { SessionRepository } from './ports.ts';
import { alreadyAnother, ledTheSession, participantNotFound } from './session-errors.ts';
import type { CoachingSession, SessionParticipant } from './session.ts';

export interface OpenParticipantDeps {
  users: Pick<UserRepository, 'lineAbove'>;
  sessions: Pick<SessionRepository, 'find'>;
  matches: Pick<ParticipantMatches, 'find'>;
}

export interface OpenParticipant {
  session: CoachingSession;
  participant: SessionParticipant;
}

/**
 * A participant about whom a person may be asked: of a session that they may see.
 * @throws AppError SESSION_011 otherwise, SESSION_014 when it is the one who led the session
 */
export async function openParticipant(
  deps: OpenParticipantDeps,
  actor: Actor,
  participantId: string,
): Promise<OpenParticipant> {
  const participant = await deps.matches.find(actor.organizationId, participantId);
  const session = participant && (await deps.sessions.find(actor.organizationId, participant.sessionId));
  if (participant === undefined || session === undefined || !(await canSeeSession(deps, actor, session))) {
    throw participantNotFound();
  }
  if (participant.isFacilitator) throw ledTheSession(participant.name);
  return { participant, session };
}

export interface ConfirmParticipantDeps extends OpenParticipantDeps {
  users: Pick<UserRepository, 'lineAbove' | 'findById'>;
  clients: Pick<ClientRepository, 'find'>;
  matches: ParticipantMatches;
}

export interface ConfirmedParticipant extends OpenParticipant {
  /** Undefined: nobody. */
  person?: KnownPersonName;
  /** It was so before. */
  already: boolean;
}

/**
 * Says who a speaker is; from then on that person may read what DESIGN entitles a participant to. May be said again, and
 * changed later; `nobody` takes the match away.
 *
 * @throws AppError SESSION_011 not a participant of a session that the actor may see, SESSION_012 another speaker is that
 *   person, SESSION_013 no such person, SESSION_014 the speaker led the session
 */
export async function confirmParticipant(
  deps: ConfirmParticipantDeps,
  actor: Actor,
  participantId: string,
  reference: PersonReference | 'nobody',
): Promise<ConfirmedParticipant> {
  const { participant, session } = await openParticipant(deps, actor, participantId);
  const person = reference === 'nobody' ? undefined : await findKnownPerson(deps, actor, reference);
  const match =
    person === undefined ? {} : person.kind === 'user' ? { userId: person.id } : { clientId: person.id };
  const isSaid =
    (participant.match === 'confirmed' || (person !== undefined && participant.match === 'certain')) &&
    participant.userId === match.userId &&
    participant.clientId === match.clientId;
  const told = { session, ...(person === undefined ? {} : { person }) };
  if (isSaid) return { ...told, participant, already: true };
  const confirmed = await deps.matches.confirm(actor.organizationId, participantId, match);
  if (confirmed === undefined) throw alreadyAnother(person?.name ?? participant.name);
  return { ...told, participant: confirmed, already: false };
}
