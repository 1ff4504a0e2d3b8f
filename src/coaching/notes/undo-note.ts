import type { Actor } from '../people/user.ts';
import { recordNote, type NoteChange, type NoteDeps } from './note-deps.ts';
import { wordsAreShared } from './note-errors.ts';
import type { QuickNote } from './quick-note.ts';

type UndoDeps = Pick<NoteDeps, 'notes' | 'users' | 'audit' | 'clock'>;

/**
 * Removes one's own note. Pressed twice, or on somebody else's note: nothing happens, and `gone` says so.
 * With `again` what the first try removed counts as removed now.
 * @throws AppError NOTE_008 once it was shared
 */
export async function undoNote(
  deps: UndoDeps,
  actor: Actor,
  change: NoteChange,
): Promise<{ kind: 'removed'; note: QuickNote } | { kind: 'gone' }> {
  const { noteId, again = false } = change;
  const note = await deps.notes.find(actor.organizationId, noteId, { removedToo: again });
  if (note === undefined || note.authorId !== actor.id) return { kind: 'gone' };
  const removed = await deps.notes.remove(actor.organizationId, noteId, deps.clock.now());
  if (!removed) {
    const left = await deps.notes.find(actor.organizationId, noteId);
    if (left?.sharedAt !== undefined) {
      const subject = await deps.users.findById(actor.organizationId, note.subjectId);
      throw wordsAreShared(subject?.name);
    }
    if (!again) return { kind: 'gone' };
  }
  await recordNote(deps, actor, 'undo', change);
  return { kind: 'removed', note };
}

/** Brings one's own removed note back; one that is there stays as it is. @returns undefined where there is none of theirs */
export async function restoreNote(
  deps: Pick<NoteDeps, 'notes' | 'audit'>,
  actor: Actor,
  change: NoteChange,
): Promise<QuickNote | undefined> {
  const note = await deps.notes.find(actor.organizationId, change.noteId, { removedToo: true });
  if (note === undefined || note.authorId !== actor.id) return undefined;
  const restored = await deps.notes.restore(actor.organizationId, note.id);
  if (restored || change.again === true) await recordNote(deps, actor, 'restore', change);
  return note;
}
