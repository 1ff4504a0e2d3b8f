import {
  recordMeeting,
  refuseUnless,
  requireMeeting,
  type MeetingAct,
  type MeetingDeps,
} from './meeting-deps.ts';
import type { OneOnOne } from './one-on-one.ts';

/**
 * Begins a planned 1:1; one that runs already goes on.
 * @throws AppError MEETING_001, MEETING_006 when it is over
 */
export async function startMeeting(
  deps: MeetingDeps,
  { actor, meetingId, surface }: MeetingAct,
): Promise<OneOnOne> {
  const before = await requireMeeting(deps, actor, meetingId);
  refuseUnless(before, ['in_progress']);
  const started = await deps.meetings.change(actor.organizationId, before.id, {
    from: ['scheduled'],
    to: 'in_progress',
    startedAt: deps.clock.now(),
  });
  if (started === undefined) return requireMeeting(deps, actor, meetingId);
  await recordMeeting(deps, actor, 'start', before.id, surface);
  return started;
}
