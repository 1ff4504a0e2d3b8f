import { formatItemLine, readItemLine } from '../../coaching/one-on-ones/item-lines.ts';
import { requireMeeting } from '../../coaching/one-on-ones/meeting-deps.ts';
import type { OneOnOne } from '../../coaching/one-on-ones/one-on-one.ts';
import { hasNotePrefix, readThreadNote } from '../../coaching/one-on-ones/read-thread-note.ts';
import type { User } from '../../coaching/people/user.ts';
import { meetingNotedView, meetingSaidView, meetingThreadView } from '../../messages/views/meeting.ts';
import { words } from '../../messages/words/en.ts';
import { AppError } from '../../shared/errors.ts';
import type { TextHandler } from '../handle-message.ts';
import { threadUnder } from '../place.ts';
import type { ContextOf, TurnContext } from '../turn-context.ts';
import type { Place } from '../turn.ts';
import type { MeetingTurnDeps } from './meeting-turn-deps.ts';

/**
 * Posts where the notes of a running 1:1 go, once, into the direct message of whoever began it: a thread, where the platform
 * has them; elsewhere notes are written with a word before them.
 */
export async function openThread(
  deps: MeetingTurnDeps,
  { actor, platform, reply }: TurnContext,
  meeting: OneOnOne,
  agent: User,
): Promise<void> {
  const direct = await reply.directTarget();
  if (direct === undefined) return;
  const root = { ...direct, place: topOf(direct.place) };
  const { organizationId } = actor;
  const threaded = platform.platform !== 'teams';
  const messageId = await deps.deliverer.send(platform, root, meetingThreadView(meeting, agent, threaded), {
    organizationId,
    key: `meeting:${meeting.id}:thread`,
    subject: { type: 'coaching_session', id: meeting.id },
  });
  const thread = threadUnder(platform.platform, root.place, messageId);
  if (thread.threadId === undefined) return;
  await deps.sessions.bindThread(organizationId, meeting.id, thread.key);
  await deps.references.save(organizationId, {
    platform: platform.platform,
    installationId: root.installationId,
    place: thread,
    ...(root.replyHandle === undefined ? {} : { replyHandle: root.replyHandle }),
  });
}

/** The direct message itself: a press inside a thread does not open one in it. */
function topOf({ threadId, key, ...place }: Place): Place {
  return {
    ...place,
    key: threadId !== undefined && key.endsWith(`:${threadId}`) ? key.slice(0, -threadId.length - 1) : key,
  };
}

/** The running 1:1 that these words are written about; `several`: it cannot be told. */
async function meetingMeant(
  deps: MeetingTurnDeps,
  { actor, turn }: ContextOf<'message'>,
): Promise<OneOnOne | 'several' | undefined> {
  const { organizationId, id } = actor;
  if (turn.place.kind !== 'direct') return undefined;
  if (turn.place.threadId !== undefined) {
    const session = await deps.sessions.findByThread(organizationId, turn.place.key);
    const meeting = session && (await deps.meetings.find(organizationId, session.id));
    if (meeting?.status === 'in_progress') return meeting;
  }
  if (!hasNotePrefix(turn.text)) return undefined;
  const running = await deps.meetings.list(organizationId, {
    leaderIds: [id],
    statuses: ['in_progress'],
    order: 'latest',
    limit: 2,
  });
  return running.length > 1 ? 'several' : running[0];
}

const isQuestion = (text: string): boolean => /\?\s*$/.test(text) && !hasNotePrefix(text);

/** Keeps what is written in the thread of a running 1:1, before anything else reads it. Questions are answered as ever. */
export function createMeetingThread(deps: MeetingTurnDeps): TextHandler {
  return async (context) => {
    const { actor, turn, event, reply } = context;
    if (isQuestion(turn.text)) return false;
    const meeting = await meetingMeant(deps, context);
    if (meeting === undefined) return false;
    if (meeting === 'several') {
      await reply.sendPrivately(meetingSaidView(words.meetings.thread.several));
      return true;
    }
    try {
      await requireMeeting(deps, actor, meeting.id);
    } catch (error) {
      if (error instanceof AppError && error.retry === 'never') return false;
      throw error;
    }
    await deps.meetings.addNote(actor.organizationId, meeting.id, {
      authorId: actor.id,
      text: turn.text.trim(),
      turnId: event.id,
    });
    await reply.send(meetingNotedView(readThreadNote(turn.text).kind));
    return true;
  };
}

/** What the thread's notes fill into the form that completes the 1:1. */
export async function fromThread(
  deps: Pick<MeetingTurnDeps, 'meetings' | 'dates'>,
  meeting: OneOnOne,
  people: { leader: User; agent: User },
  today: string,
): Promise<{ topics: string[]; discussion: string; items: string[] }> {
  const notes = (await deps.meetings.notes(meeting.organizationId, meeting.id)).map(({ text }) =>
    readThreadNote(text),
  );
  const of = (kind: 'topic' | 'note' | 'action') =>
    notes.filter((note) => note.kind === kind).map(({ text }) => text);
  const items = of('action').flatMap((line) => {
    const item = readItemLine(line, people, { dates: deps.dates, today });
    return item === undefined ? [] : [formatItemLine(item, people)];
  });
  return { topics: of('topic'), discussion: of('note').join('\n'), items };
}
