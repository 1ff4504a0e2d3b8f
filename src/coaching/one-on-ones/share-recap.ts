import { actionStates, type ActionItem } from '../actions/action-item.ts';
import type { ActionItemRepository } from '../actions/ports.ts';
import type { Actor, User } from '../people/user.ts';
import { peopleOf, requireMeeting, type MeetingDeps } from './meeting-deps.ts';
import { nothingToShare } from './meeting-errors.ts';
import type { OneOnOne } from './one-on-one.ts';

/** What the person gets of a 1:1, and nothing else: no observations, concerns or notes, and no kind. */
export interface Recap {
  at: Date;
  commitments?: string;
  items: readonly { title: string; dueOn?: string; mine: boolean }[];
  followUpOn?: string;
}

export interface RecapDeps extends Pick<MeetingDeps, 'meetings' | 'users'> {
  actions: Pick<ActionItemRepository, 'listByOwner'>;
}

/** Action items that came of this 1:1, whosever they are. */
export async function itemsOf(
  { actions }: Pick<RecapDeps, 'actions'>,
  { id: meetingId, organizationId, leaderId, agentId }: OneOnOne,
): Promise<(ActionItem & { mine: boolean })[]> {
  const all = await Promise.all(
    [agentId, leaderId].map((id) => actions.listByOwner(organizationId, { kind: 'user', id }, actionStates)),
  );
  return all
    .flat()
    .filter(({ sessionId, state }) => sessionId === meetingId && state !== 'cancelled')
    .map((item) => ({ ...item, mine: item.owner?.id === agentId }));
}

/**
 * What would go to the person whom a completed 1:1 was with.
 * @throws AppError MEETING_001, MEETING_010 nothing to send
 */
export async function recapOf(
  deps: RecapDeps,
  actor: Actor,
  meetingId: string,
): Promise<{ recap: Recap; meeting: OneOnOne; leader: User; agent: User }> {
  const meeting = await requireMeeting(deps, actor, meetingId);
  const { commitments, followUpOn, followUpRequired } = meeting.outcome;
  const items = (await itemsOf(deps, meeting)).map(({ title, dueOn, mine }) => ({
    title,
    mine,
    ...(dueOn === undefined ? {} : { dueOn }),
  }));
  const follows = followUpRequired && followUpOn !== undefined;
  if (meeting.endedAt === undefined || (commitments === undefined && items.length === 0 && !follows))
    throw nothingToShare();
  const recap: Recap = {
    at: meeting.at,
    items,
    ...(commitments === undefined ? {} : { commitments }),
    ...(follows ? { followUpOn } : {}),
  };
  return { recap, meeting, ...(await peopleOf(deps, meeting)) };
}
