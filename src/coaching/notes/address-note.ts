import type { Actor } from '../people/user.ts';
import { noteToHandle } from './note-access.ts';
import { recordNote, type NoteChange, type NoteDeps } from './note-deps.ts';
import { noteNotFound, noteReasonTooLong } from './note-errors.ts';
import { noteLimits, type NotePatch, type QuickNote } from './quick-note.ts';

type HandleDeps = Pick<NoteDeps, 'notes' | 'users' | 'audit' | 'clock'>;

async function handle(
  deps: HandleDeps,
  actor: Actor,
  change: NoteChange,
  doing: 'address' | 'reopen',
  toPatch: (note: QuickNote) => NotePatch,
): Promise<QuickNote> {
  await noteToHandle(deps, actor, change.noteId);
  const done = await deps.notes.change(actor.organizationId, change.noteId, toPatch);
  if (done === undefined) throw noteNotFound();
  if (done.changed || change.again === true) await recordNote(deps, actor, doing, change);
  return done.note;
}

/**
 * Marks a note addressed, with who did it, when, and what was done. Who comes second changes nothing but adds what was done
 * where nothing was said yet.
 * @throws AppError NOTE_003 too long, NOTE_005 not theirs
 */
export function addressNote(
  deps: HandleDeps,
  actor: Actor,
  { how = '', ...change }: NoteChange & { how?: string },
): Promise<QuickNote> {
  const said = how.trim();
  if (said.length > noteLimits.how) throw noteReasonTooLong('What was done', noteLimits.how);
  return handle(deps, actor, change, 'address', ({ addressed }) => {
    if (addressed === undefined)
      return { addressed: { at: deps.clock.now(), by: actor.id, ...(said === '' ? {} : { how: said }) } };
    if (addressed.how !== undefined || said === '') return {};
    return { addressed: { at: addressed.at, by: addressed.by ?? actor.id, how: said } };
  });
}

/** Opens an addressed note again; what was said to have been done goes. @throws AppError NOTE_005 */
export const reopenNote = (deps: HandleDeps, actor: Actor, change: NoteChange): Promise<QuickNote> =>
  handle(deps, actor, change, 'reopen', () => ({ addressed: null }));
