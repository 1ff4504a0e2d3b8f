import { audienceMembers, type Audience } from '../access/audience.ts';
import type { UserRepository } from '../people/ports.ts';
import type { Actor } from '../people/user.ts';
import type { Summary } from '../summaries/summary.ts';
import type { CoachingSession, SessionParticipant } from './session.ts';

export interface SessionAccessDeps {
  users: Pick<UserRepository, 'lineAbove'>;
}

type OwnedSession = Pick<CoachingSession, 'organizationId' | 'facilitatorId'>;

/**
 * Whether a person may read a session's transcript and every summary of it, and refine or approve them: the facilitator,
 * everyone above the facilitator, and admins.
 */
export async function canSeeSession(
  deps: SessionAccessDeps,
  actor: Pick<Actor, 'id' | 'organizationId' | 'role'>,
  session: OwnedSession,
): Promise<boolean> {
  if (actor.organizationId !== session.organizationId) return false;
  if (actor.role === 'ADMIN' || actor.id === session.facilitatorId) return true;
  return (await deps.users.lineAbove(session.organizationId, session.facilitatorId)).includes(actor.id);
}

/** As `canSeeSession`; besides, a participant may read their own summary once it is approved. */
export async function canSeeSummary(
  deps: SessionAccessDeps,
  actor: Pick<Actor, 'id' | 'organizationId' | 'role'>,
  session: OwnedSession,
  summary: Pick<Summary, 'state' | 'participantId'>,
  participants: readonly Pick<SessionParticipant, 'id' | 'userId'>[],
): Promise<boolean> {
  if (await canSeeSession(deps, actor, session)) return true;
  const own = participants.find((participant) => participant.id === summary.participantId);
  return (
    actor.organizationId === session.organizationId &&
    summary.state === 'approved' &&
    own?.userId === actor.id
  );
}

/**
 * Whether a session may be shown in a place: everyone who reads there must be entitled, and everyone must be known.
 * False in a shared place means that the bot moves to the direct message.
 */
export async function audienceMaySeeSession(
  deps: SessionAccessDeps,
  audience: Audience,
  session: OwnedSession,
): Promise<boolean> {
  if (audience.kind === 'shared' && !audience.complete) return false;
  const members = new Map(
    [audience.actor, ...audienceMembers(audience)].map((member) => [member.id, member]),
  );
  for (const member of members.values()) {
    if (!(await canSeeSession(deps, member, session))) return false;
  }
  return true;
}
