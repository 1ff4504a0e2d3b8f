import { showMeeting } from '../../agent/tools/meeting-talk.ts';
import { completeMeeting } from '../../coaching/one-on-ones/complete-meeting.ts';
import { formatItemLine } from '../../coaching/one-on-ones/item-lines.ts';
import { peopleOf, refuseUnless, requireMeeting } from '../../coaching/one-on-ones/meeting-deps.ts';
import { meetingLimits, type OneOnOne } from '../../coaching/one-on-ones/one-on-one.ts';
import { itemsOf } from '../../coaching/one-on-ones/share-recap.ts';
import { dayIn } from '../../coaching/people/day-in.ts';
import type { Actor } from '../../coaching/people/user.ts';
import type { Form } from '../../messages/message.ts';
import { meetingCompleteForm } from '../../messages/views/meeting-complete-form.ts';
import { firstName } from '../../messages/views/meeting.ts';
import { words } from '../../messages/words/en.ts';
import type { ContextOf } from '../turn-context.ts';
import { isDirect } from './meeting-effects.ts';
import { fromThread } from './meeting-thread.ts';
import type { MeetingTurnDeps } from './meeting-turn-deps.ts';
import {
  completeFaults,
  readIntervention,
  readItems,
  readNumbers,
  readOutcome,
  type Values,
} from './read-complete-form.ts';

const notesOffered = 8;
const { meetings: say } = words;

/** Notes about the person that somebody above them wrote and nobody has seen to. */
const openNotes = async (deps: MeetingTurnDeps, actor: Actor, meeting: OneOnOne) => {
  const line = await deps.users.lineAbove(actor.organizationId, meeting.agentId);
  const authors = [...new Set([meeting.leaderId, actor.id, ...line])];
  return (
    (await deps.openNotes?.openAbout(actor.organizationId, meeting.agentId, authors, notesOffered)) ?? []
  );
};

/** As many whole lines as the field takes; what is left out stays with the thread. */
function fitting(lines: readonly string[], most: number): string {
  let text = '';
  for (const line of lines) {
    const longer = text === '' ? line : `${text}\n${line}`;
    if (longer.length > most) break;
    text = longer;
  }
  return text;
}

const joined = (kept: readonly string[], found: readonly string[]): string[] => [
  ...new Set([...kept, ...found]),
];

/** The form that completes a 1:1, filled with what its thread says, or corrects it, filled with what is written. */
export async function openCompleteForm(
  deps: MeetingTurnDeps,
  actor: Actor,
  meetingId: string,
): Promise<Form> {
  const meeting = await requireMeeting(deps, actor, meetingId);
  refuseUnless(meeting, ['in_progress', 'held']);
  const people = await peopleOf(deps, meeting);
  const today = dayIn(deps.clock.now(), actor.timezone);
  const [thread, notes, items] = await Promise.all([
    fromThread(deps, meeting, people, today),
    openNotes(deps, actor, meeting),
    itemsOf(deps, meeting),
  ]);
  const { outcome, endedAt } = meeting;
  const isNew = endedAt === undefined;
  const made = items.map(({ title, dueOn, mine }) =>
    formatItemLine(
      { title, owner: mine ? 'agent' : 'leader', ...(dueOn === undefined ? {} : { dueOn }) },
      people,
    ),
  );
  return meetingCompleteForm({
    meeting,
    agentName: firstName(people.agent.name),
    topics: fitting(isNew ? joined(outcome.topics, thread.topics) : outcome.topics, meetingLimits.text),
    discussion: isNew
      ? joined([outcome.discussion ?? ''], [thread.discussion])
          .join('\n')
          .trim()
      : (outcome.discussion ?? ''),
    items: fitting(isNew ? joined(made, thread.items) : made, meetingLimits.items),
    notes: notes.map(({ id, content }) => ({ id, text: content.replaceAll(/\s+/g, ' ') })),
    canMakeItems: deps.itemMaker !== undefined,
    canMeasure: deps.journal !== undefined,
  });
}

export async function validateComplete(
  deps: MeetingTurnDeps,
  actor: Actor,
  meetingId: string,
  values: Values,
): Promise<Record<string, string>> {
  if ((values['notes'] ?? '').trim() === '') return completeFaults(values, 0);
  const meeting = await requireMeeting(deps, actor, meetingId);
  return completeFaults(values, (await openNotes(deps, actor, meeting)).length);
}

/** Keeps what the form says, and shows the leader what came of it. */
export async function saveComplete(deps: MeetingTurnDeps, context: ContextOf<'form'>): Promise<void> {
  const { actor, turn, reply } = context;
  const { values, context: meetingId } = turn;
  const meeting = await requireMeeting(deps, actor, meetingId);
  const people = await peopleOf(deps, meeting);
  const reading = { dates: deps.dates, today: dayIn(deps.clock.now(), actor.timezone) };
  const notes = (values['notes'] ?? '').trim() === '' ? [] : await openNotes(deps, actor, meeting);
  const noteIds = (readNumbers(values['notes'], notes.length) ?? []).flatMap((at) => notes[at - 1]?.id ?? []);
  const intervention = readIntervention(values);
  const { corrected, items } = await completeMeeting(deps, {
    actor,
    meetingId,
    surface: turn.platform,
    outcome: readOutcome(values),
    items: readItems(values, people, reading),
    noteIds,
    ...(intervention === undefined ? {} : { intervention }),
  });
  const done = corrected ? say.completed.corrected : say.completed.done;
  const said = items.length === 0 ? done : `${done} ${say.completed.itemsMade(items.length)}.`;
  await reply.sendPrivately(
    await showMeeting(deps, { actor, direct: isDirect(context) }, meetingId, { said: [said] }),
  );
}
