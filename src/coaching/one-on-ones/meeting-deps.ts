import type { Clock } from '../../shared/clock.ts';
import type { UserRepository } from '../people/ports.ts';
import type { Actor, User } from '../people/user.ts';
import type { PlanRepository } from '../performance/ports.ts';
import type { MeetingStatus } from '../sessions/session.ts';
import type { AuditLog } from '../tenants/ports.ts';
import { meetingIsOver, meetingNotFound } from './meeting-errors.ts';
import type { OneOnOne } from './one-on-one.ts';
import type { OneOnOneRepository } from './ports.ts';

export interface MeetingDeps {
  meetings: OneOnOneRepository;
  users: Pick<UserRepository, 'findById' | 'lineAbove' | 'list'>;
  actionPlans: Pick<PlanRepository, 'current'>;
  audit: AuditLog;
  clock: Clock;
}

/** A 1:1 that somebody does something about. */
export interface MeetingAct {
  actor: Actor;
  meetingId: string;
  /** `slack`, `teams`, `local` or `cli`; for the audit. */
  surface: string;
}

/**
 * A 1:1 as its leader, the leader's line and admins may open and change it; never the person whom it is with.
 * @throws AppError MEETING_001
 */
export async function requireMeeting(
  { meetings, users }: Pick<MeetingDeps, 'meetings' | 'users'>,
  actor: Actor,
  id: string,
): Promise<OneOnOne> {
  const meeting = await meetings.find(actor.organizationId, id);
  if (meeting === undefined || meeting.agentId === actor.id) throw meetingNotFound();
  if (meeting.leaderId === actor.id || actor.role === 'ADMIN') return meeting;
  if (!(await users.lineAbove(actor.organizationId, meeting.leaderId)).includes(actor.id))
    throw meetingNotFound();
  return meeting;
}

/** Both people of a 1:1. @throws AppError MEETING_001 where one is gone */
export async function peopleOf(
  { users }: Pick<MeetingDeps, 'users'>,
  { organizationId, leaderId, agentId }: Pick<OneOnOne, 'organizationId' | 'leaderId' | 'agentId'>,
): Promise<{ leader: User; agent: User }> {
  const [leader, agent] = await Promise.all([
    users.findById(organizationId, leaderId),
    users.findById(organizationId, agentId),
  ]);
  if (leader === undefined || agent === undefined) throw meetingNotFound();
  return { leader, agent };
}

/** @throws AppError MEETING_006 */
export function refuseUnless(meeting: OneOnOne, states: readonly MeetingStatus[]): void {
  const { status } = meeting;
  if (status !== 'scheduled' && !states.includes(status)) throw meetingIsOver(status);
}

export const recordMeeting = (
  { audit }: Pick<MeetingDeps, 'audit'>,
  actor: Actor,
  doing: 'plan' | 'move' | 'cancel' | 'no-show' | 'start' | 'complete' | 'correct' | 'share',
  meetingId: string,
  surface: string,
): Promise<void> =>
  audit.record({
    organizationId: actor.organizationId,
    actorId: actor.id,
    action: `meeting.${doing}`,
    subjectType: 'coaching_session',
    subjectId: meetingId,
    surface,
  });
