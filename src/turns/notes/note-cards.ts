import type { QuickNote } from '../../coaching/notes/quick-note.ts';
import type { Actor } from '../../coaching/people/user.ts';
import type { Message } from '../../messages/message.ts';
import { noteSharedView } from '../../messages/views/note-shared.ts';
import { noteCardView, type NoteCard } from '../../messages/views/note.ts';
import { words } from '../../messages/words/en.ts';
import type { NoteTurnDeps } from './note-turn-deps.ts';

type CardDeps = Pick<NoteTurnDeps, 'users' | 'sessions'>;

/** A note with the names that its card shows. */
export async function noteCardOf(deps: CardDeps, actor: Actor, note: QuickNote): Promise<NoteCard> {
  const { organizationId } = actor;
  const nameOf = async (id: string): Promise<string> =>
    (await deps.users.findById(organizationId, id))?.name ?? words.quickNotes.somebody;
  const [subject, author, addressedBy, session] = await Promise.all([
    nameOf(note.subjectId),
    nameOf(note.authorId),
    note.addressed?.by === undefined ? undefined : nameOf(note.addressed.by),
    note.linkedSessionId === undefined ? undefined : deps.sessions.find(organizationId, note.linkedSessionId),
  ]);
  return {
    note,
    subject,
    author,
    viewer: note.authorId === actor.id ? 'author' : 'line',
    timezone: actor.timezone,
    ...(session === undefined ? {} : { session }),
    ...(addressedBy === undefined ? {} : { addressedBy }),
  };
}

/** A note as this person may read it. @param said what was just done about it, made safe before */
export async function showNote(
  deps: CardDeps,
  actor: Actor,
  note: QuickNote,
  said?: string,
): Promise<Message> {
  const card = await noteCardOf(deps, actor, note);
  const { author, timezone } = card;
  if (note.subjectId === actor.id)
    return noteSharedView({ note, author, timezone, ...(said === undefined ? {} : { said }) });
  return noteCardView(card, said === undefined ? {} : { said });
}
