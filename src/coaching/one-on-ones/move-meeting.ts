import { dayIn } from '../people/day-in.ts';
import { checkTime } from './check-time.ts';
import {
  peopleOf,
  recordMeeting,
  refuseUnless,
  requireMeeting,
  type MeetingAct,
  type MeetingDeps,
} from './meeting-deps.ts';
import type { PlannedMeeting } from './plan-meeting.ts';

/**
 * Gives a planned 1:1 another time. To the time that it has it changes nothing, so it may be asked again.
 * @throws AppError MEETING_001, MEETING_006 when it began or is over
 */
export async function moveMeeting(
  deps: MeetingDeps,
  { actor, meetingId, surface, at }: MeetingAct & { at: Date },
): Promise<PlannedMeeting> {
  const before = await requireMeeting(deps, actor, meetingId);
  refuseUnless(before, []);
  const people = await peopleOf(deps, before);
  const moved =
    before.at.getTime() === at.getTime()
      ? undefined
      : await deps.meetings.change(actor.organizationId, before.id, {
          from: ['scheduled'],
          moveTo: { at, date: dayIn(at, people.leader.timezone) },
        });
  if (moved !== undefined) await recordMeeting(deps, actor, 'move', before.id, surface);
  const meeting = moved ?? (await requireMeeting(deps, actor, meetingId));
  const warnings = await checkTime(deps, people, {
    at: meeting.at,
    minutes: meeting.plannedMinutes,
    exceptId: meeting.id,
  });
  return { meeting, ...people, warnings };
}
