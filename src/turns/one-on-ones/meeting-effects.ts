import { showMeeting } from '../../agent/tools/meeting-talk.ts';
import { callOffMeeting } from '../../coaching/one-on-ones/call-off-meeting.ts';
import { peopleOf } from '../../coaching/one-on-ones/meeting-deps.ts';
import { moveMeeting } from '../../coaching/one-on-ones/move-meeting.ts';
import {
  planMeeting,
  type PlannedMeeting,
  type PlanMeeting,
} from '../../coaching/one-on-ones/plan-meeting.ts';
import { escapeMarkdown } from '../../messages/markdown.ts';
import type { Message } from '../../messages/message.ts';
import { firstName } from '../../messages/views/meeting.ts';
import { words } from '../../messages/words/en.ts';
import type { TurnContext } from '../turn-context.ts';
import type { MeetingTurnDeps } from './meeting-turn-deps.ts';
import { tellWhatBecame } from './tell-person.ts';

const { meetings: say } = words;

export const isDirect = ({ turn }: Pick<TurnContext, 'turn'>): boolean => turn.place.kind === 'direct';

/** Tells the other person, and shows the leader the 1:1 as it stands. */
async function told(
  deps: MeetingTurnDeps,
  context: TurnContext,
  what: 'planned' | 'moved' | 'cancelled',
  planned: PlannedMeeting,
): Promise<Message> {
  const { meeting, agent, warnings } = planned;
  const name = escapeMarkdown(firstName(agent.name));
  // A button of before may name one that was cancelled since: then there is nothing to tell.
  const stands = meeting.status === (what === 'cancelled' ? 'cancelled' : 'scheduled');
  const outcome = stands
    ? await tellWhatBecame(deps, context, what, { ...planned, now: deps.clock.now() })
    : 'past';
  const said =
    outcome === 'told' ? [say.said[what](name)] : outcome === 'unreachable' ? [say.said.untold(name)] : [];
  const view = { actor: context.actor, direct: isDirect(context) };
  return showMeeting(deps, view, meeting.id, { said, warnings: stands ? warnings : [] });
}

export async function planAndTell(
  deps: MeetingTurnDeps,
  context: TurnContext,
  input: Omit<PlanMeeting, 'actor' | 'surface'>,
): Promise<Message> {
  const planned = await planMeeting(deps, {
    ...input,
    actor: context.actor,
    surface: context.turn.platform,
  });
  return told(deps, context, 'planned', planned);
}

export async function moveAndTell(
  deps: MeetingTurnDeps,
  context: TurnContext,
  meetingId: string,
  at: Date,
): Promise<Message> {
  const { actor, turn } = context;
  const moved = await moveMeeting(deps, { actor, meetingId, surface: turn.platform, at });
  if (moved.meeting.moved > 0) return told(deps, context, 'moved', moved);
  return showMeeting(deps, { actor, direct: isDirect(context) }, meetingId, { said: [say.said.sameTime] });
}

export async function callOffAndTell(
  deps: MeetingTurnDeps,
  context: TurnContext,
  meetingId: string,
  off: { how: 'cancelled' | 'no_show'; reason: string },
): Promise<Message> {
  const { actor, turn } = context;
  const meeting = await callOffMeeting(deps, { actor, meetingId, surface: turn.platform, ...off });
  if (off.how === 'cancelled')
    return told(deps, context, 'cancelled', { meeting, ...(await peopleOf(deps, meeting)), warnings: [] });
  return showMeeting(deps, { actor, direct: isDirect(context) }, meetingId, { said: [say.said.noShow] });
}
