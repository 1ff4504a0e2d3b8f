import { dayIn } from '../people/day-in.ts';
import { leads } from '../people/line.ts';
import type { Actor, User } from '../people/user.ts';
import { checkTime, type TimeWarning } from './check-time.ts';
import { peopleOf, recordMeeting, type MeetingDeps } from './meeting-deps.ts';
import { minutesOutOfRange, noPlanRuns, notTheirLeader } from './meeting-errors.ts';
import { defaultMinutes, meetingLimits, type MeetingType, type OneOnOne } from './one-on-one.ts';

/** A 1:1 with the people in it and what a leader should know about its time. */
export interface PlannedMeeting {
  meeting: OneOnOne;
  leader: User;
  agent: User;
  warnings: readonly TimeWarning[];
}

export interface PlanMeeting {
  actor: Actor;
  agentId: string;
  at: Date;
  /** @default 30 */
  minutes?: number;
  /** @default 'REGULAR' */
  type?: MeetingType;
  /** Turn id, or what a button stands for: asked again it returns what it planned before. */
  key: string;
  surface: string;
}

/** @throws AppError MEETING_002 not of the actor's line, MEETING_003 minutes, MEETING_004 no plan runs */
export async function requirePlannable(
  deps: MeetingDeps,
  {
    actor,
    agentId,
    minutes = defaultMinutes,
    type,
  }: Pick<PlanMeeting, 'actor' | 'agentId' | 'minutes' | 'type'>,
): Promise<void> {
  if (!(await leads(deps.users, actor, agentId))) throw notTheirLeader();
  const { min, max } = meetingLimits.minutes;
  if (!Number.isInteger(minutes) || minutes < min || minutes > max) throw minutesOutOfRange();
  if (type !== 'PIP_CHECK') return;
  if ((await deps.actionPlans.current(actor.organizationId, agentId)) === undefined) throw noPlanRuns();
}

/**
 * Plans a 1:1 with somebody of the actor's line. Times that lie ill are planned all the same, and said.
 * @throws AppError as `requirePlannable`, MEETING_001 where the person is gone
 */
export async function planMeeting(deps: MeetingDeps, input: PlanMeeting): Promise<PlannedMeeting> {
  const { actor, agentId, at, minutes = defaultMinutes, type = 'REGULAR', key, surface } = input;
  const { organizationId } = actor;
  await requirePlannable(deps, input);
  const people = await peopleOf(deps, { organizationId, leaderId: actor.id, agentId });
  const { meeting, isNew } = await deps.meetings.plan({
    organizationId,
    leaderId: actor.id,
    agent: { id: agentId, name: people.agent.name },
    type,
    title: `1:1 with ${people.agent.name}`,
    at,
    date: dayIn(at, actor.timezone),
    plannedMinutes: minutes,
    key,
  });
  if (isNew) await recordMeeting(deps, actor, 'plan', meeting.id, surface);
  return {
    meeting,
    ...people,
    warnings: await checkTime(deps, people, { at, minutes, exceptId: meeting.id }),
  };
}
