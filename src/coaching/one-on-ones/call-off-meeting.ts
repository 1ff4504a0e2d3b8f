import {
  recordMeeting,
  refuseUnless,
  requireMeeting,
  type MeetingAct,
  type MeetingDeps,
} from './meeting-deps.ts';
import { reasonMissing } from './meeting-errors.ts';
import { meetingLimits, type OneOnOne } from './one-on-one.ts';

/**
 * Says that a 1:1 does not take place: called off before, or nobody came. Said again it stays as it was said first.
 * @throws AppError MEETING_001, MEETING_006 when it began or is over another way, MEETING_007 without a reason
 */
export async function callOffMeeting(
  deps: MeetingDeps,
  { actor, meetingId, surface, how, reason }: MeetingAct & { how: 'cancelled' | 'no_show'; reason: string },
): Promise<OneOnOne> {
  const before = await requireMeeting(deps, actor, meetingId);
  if (before.status === how) return before;
  refuseUnless(before, how === 'no_show' ? ['in_progress'] : []);
  const words = reason.trim().slice(0, meetingLimits.reason);
  if (words === '') throw reasonMissing();
  const changed = await deps.meetings.change(actor.organizationId, before.id, {
    from: how === 'no_show' ? ['scheduled', 'in_progress'] : ['scheduled'],
    to: how,
    ...(how === 'cancelled' ? { cancelledReason: words } : { noShowReason: words }),
  });
  if (changed === undefined) return requireMeeting(deps, actor, meetingId);
  await recordMeeting(deps, actor, how === 'cancelled' ? 'cancel' : 'no-show', before.id, surface);
  return changed;
}
