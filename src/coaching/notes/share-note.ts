import type { Actor } from '../people/user.ts';
import { ownNote } from './note-access.ts';
import { recordNote, type NoteChange, type NoteDeps } from './note-deps.ts';
import { noteNotFound } from './note-errors.ts';
import type { QuickNote } from './quick-note.ts';

/**
 * Lets the person whom a note is about read it, from now on and for good. Shared before, it stays as it is.
 * @throws AppError NOTE_005, NOTE_006
 */
export async function shareNote(
  deps: Pick<NoteDeps, 'notes' | 'users' | 'audit' | 'clock'>,
  actor: Actor,
  change: NoteChange,
): Promise<QuickNote> {
  await ownNote(deps, actor, change.noteId);
  const done = await deps.notes.change(actor.organizationId, change.noteId, ({ sharedAt }) => ({
    sharedAt: sharedAt ?? deps.clock.now(),
  }));
  if (done === undefined) throw noteNotFound();
  if (done.changed || change.again === true) await recordNote(deps, actor, 'share', change);
  return done.note;
}

/** A note that was shared with this person, for their thanks or question. @throws AppError NOTE_005 */
export async function noteSharedWith(
  { notes }: Pick<NoteDeps, 'notes'>,
  actor: Actor,
  noteId: string,
): Promise<QuickNote> {
  const note = await notes.find(actor.organizationId, noteId);
  if (note?.sharedAt === undefined || note.subjectId !== actor.id) throw noteNotFound();
  return note;
}
