import type { Actor } from '../people/user.ts';
import type { NoteDeps } from './create-note.ts';
import type { QuickNote } from './quick-note.ts';

/**
 * Removes one's own note. Pressed twice, or on somebody else's note: nothing happens, and `gone` says so.
 * @param again the same press once more, after its first try was cut short: what that try removed counts as removed now
 */
export async function undoNote(
  deps: Pick<NoteDeps, 'notes' | 'audit' | 'clock'>,
  actor: Actor,
  noteId: string,
  surface: string,
  again = false,
): Promise<{ kind: 'removed'; note: QuickNote } | { kind: 'gone' }> {
  const note = await deps.notes.find(actor.organizationId, noteId, { removedToo: again });
  if (note === undefined || note.authorId !== actor.id) return { kind: 'gone' };
  await deps.notes.remove(actor.organizationId, noteId, deps.clock.now());
  await deps.audit.record({
    organizationId: actor.organizationId,
    actorId: actor.id,
    action: 'note.undo',
    subjectType: 'quick_note',
    subjectId: noteId,
    surface,
  });
  return { kind: 'removed', note };
}
