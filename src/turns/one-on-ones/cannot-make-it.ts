import { peopleOf } from '../../coaching/one-on-ones/meeting-deps.ts';
import { meetingNotFound, personUnreachable } from '../../coaching/one-on-ones/meeting-errors.ts';
import { meetingLimits, type OneOnOne } from '../../coaching/one-on-ones/one-on-one.ts';
import type { Actor } from '../../coaching/people/user.ts';
import { AppError } from '../../shared/errors.ts';
import { escapeMarkdown } from '../../messages/markdown.ts';
import type { Form, Message } from '../../messages/message.ts';
import { meetingCannotForm } from '../../messages/views/meeting-forms.ts';
import { meetingCannotView } from '../../messages/views/meeting-told.ts';
import { firstName, meetingSaidView } from '../../messages/views/meeting.ts';
import { words } from '../../messages/words/en.ts';
import type { ContextOf } from '../turn-context.ts';
import type { MeetingTurnDeps } from './meeting-turn-deps.ts';
import { tellPerson } from './tell-person.ts';

const { told } = words.meetings;

/** A planned 1:1 that the asker is invited to. @throws AppError MEETING_001 not theirs, MEETING_013 it is over or called off */
async function requireInvitation({ meetings }: MeetingTurnDeps, actor: Actor, id: string): Promise<OneOnOne> {
  const meeting = await meetings.find(actor.organizationId, id);
  if (meeting?.agentId !== actor.id) throw meetingNotFound();
  if (meeting.status !== 'scheduled') {
    throw new AppError({
      code: 'MEETING_013',
      message: 'the 1:1 is not planned any more',
      userMessage: told.gone,
    });
  }
  return meeting;
}

export async function openCannotForm(deps: MeetingTurnDeps, actor: Actor, id: string): Promise<Form> {
  const meeting = await requireInvitation(deps, actor, id);
  return meetingCannotForm(meeting, firstName((await peopleOf(deps, meeting)).leader.name));
}

/** Tells the leader that the person cannot come, and what would suit them. The time stays until the leader moves it. */
export async function saveCannot(deps: MeetingTurnDeps, context: ContextOf<'form'>): Promise<Message> {
  const { actor, event, turn } = context;
  const meeting = await requireInvitation(deps, actor, turn.context);
  const { leader, agent } = await peopleOf(deps, meeting);
  const textOf = (name: string) => (turn.values[name] ?? '').trim().slice(0, meetingLimits.reason);
  const sent = await tellPerson(deps, {
    near: context,
    person: leader,
    meetingId: meeting.id,
    key: `cannot-${event.id}`,
    view: meetingCannotView({ meeting, leader, agent }, { reason: textOf('reason'), times: textOf('times') }),
  });
  const name = firstName(leader.name);
  if (!sent) throw personUnreachable(name);
  return meetingSaidView(told.cannotSent(escapeMarkdown(name)));
}
