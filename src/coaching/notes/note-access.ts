import { belowOf } from '../people/line.ts';
import type { UserRepository } from '../people/ports.ts';
import type { Actor, User } from '../people/user.ts';
import { noteNotAllowed, noteNotFound, notesAreForLeaders, onlyItsAuthor } from './note-errors.ts';
import type { QuickNoteRepository } from './ports.ts';
import type { QuickNote } from './quick-note.ts';

interface AccessDeps {
  notes: Pick<QuickNoteRepository, 'find'>;
  users: Pick<UserRepository, 'lineAbove'>;
}

/** @throws AppError NOTE_001. Leaders write about the people below them, coaches and admins about anyone; nobody about themselves. */
export async function requireMayWrite(
  users: Pick<UserRepository, 'lineAbove'>,
  author: Actor,
  subject: Pick<User, 'id' | 'name'>,
): Promise<void> {
  if (author.role === 'AGENT') throw noteNotAllowed(notesAreForLeaders);
  if (author.id === subject.id)
    throw noteNotAllowed('A quick note is about somebody you lead or coach, not about yourself.');
  if (author.role === 'ADMIN' || author.role === 'COACH') return;
  const line = await users.lineAbove(author.organizationId, subject.id);
  if (!line.includes(author.id))
    throw noteNotAllowed(
      `You can take notes about the people in your line, and ${subject.name} is not in it.`,
    );
}

/** The people an author may write notes about, by name; the same rule as `requireMayWrite`, for a whole list at once. */
export async function noteSubjects(users: Pick<UserRepository, 'list'>, author: Actor): Promise<User[]> {
  if (author.role === 'AGENT') return [];
  const people = await users.list(author.organizationId);
  if (author.role !== 'ADMIN' && author.role !== 'COACH') return belowOf(people, author.id);
  return people.filter((person) => person.id !== author.id);
}

async function isInLine({ users }: AccessDeps, actor: Actor, { authorId }: QuickNote): Promise<boolean> {
  return authorId === actor.id || (await users.lineAbove(actor.organizationId, authorId)).includes(actor.id);
}

/** A note, for whoever may read it: its author, the author's line, and once it was shared whom it is about. @throws AppError NOTE_005 */
export async function readNote(deps: AccessDeps, actor: Actor, noteId: string): Promise<QuickNote> {
  const note = await deps.notes.find(actor.organizationId, noteId);
  if (note === undefined) throw noteNotFound();
  const mayRead =
    note.subjectId === actor.id ? note.sharedAt !== undefined : await isInLine(deps, actor, note);
  if (!mayRead) throw noteNotFound();
  return note;
}

/** A note that this person sees to: they took it, or lead who did. Never whom it is about. @throws AppError NOTE_005 */
export async function noteToHandle(deps: AccessDeps, actor: Actor, noteId: string): Promise<QuickNote> {
  const note = await readNote(deps, actor, noteId);
  if (note.subjectId === actor.id) throw noteNotFound();
  return note;
}

/** A note of one's own. @throws AppError NOTE_005 for whoever may not even read it, NOTE_006 for all others */
export async function ownNote(deps: AccessDeps, actor: Actor, noteId: string): Promise<QuickNote> {
  const note = await noteToHandle(deps, actor, noteId);
  if (note.authorId !== actor.id) throw onlyItsAuthor();
  return note;
}
