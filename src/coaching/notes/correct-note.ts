import type { Actor } from '../people/user.ts';
import { ownNote } from './note-access.ts';
import { recordNote, type NoteChange, type NoteDeps } from './note-deps.ts';
import { changedMeanwhile, noteNotFound, noteReasonTooLong, wordsAreShared } from './note-errors.ts';
import { noteLimits, type NotePatch, type QuickNote } from './quick-note.ts';

/** What its author may set by hand. */
export type NoteCorrection = Pick<
  NotePatch,
  | 'type'
  | 'category'
  | 'subcategory'
  | 'priority'
  | 'content'
  | 'tags'
  | 'requiresFollowUp'
  | 'callId'
  | 'customerId'
  | 'occurredAt'
>;

const labels = [
  ['category', 'The category', noteLimits.label],
  ['subcategory', 'The subcategory', noteLimits.label],
  ['callId', 'The call', noteLimits.reference],
  ['customerId', 'The customer', noteLimits.reference],
] as const;

function differs(note: QuickNote, correction: NoteCorrection): boolean {
  const before: Record<string, unknown> = { ...note };
  return Object.entries(correction).some(
    ([field, value]) => JSON.stringify(value) !== JSON.stringify(before[field] ?? null),
  );
}

/**
 * Changes what was read from the words, or the words. Of a note that was shared the words stay.
 * @param change.expected the version that a form was filled in for; default: whichever there is, as one tap sets one thing
 * @param change.aboutName name of the person, for what is said. Default: no name
 * @throws AppError NOTE_003, NOTE_005, NOTE_006, NOTE_007 changed since `expected`, NOTE_008
 */
export async function correctNote(
  deps: Pick<NoteDeps, 'notes' | 'users' | 'audit'>,
  actor: Actor,
  change: NoteChange & { expected?: number; aboutName?: string },
  correction: NoteCorrection,
): Promise<QuickNote> {
  for (const [field, label, limit] of labels)
    if ((correction[field] ?? '').length > limit) throw noteReasonTooLong(label, limit);
  await ownNote(deps, actor, change.noteId);
  const done = await deps.notes.change(actor.organizationId, change.noteId, (note) => {
    // A form that is sent again finds its own work.
    if (!differs(note, correction)) return {};
    if (change.expected !== undefined && note.version !== change.expected) throw changedMeanwhile();
    const rewords = correction.content !== undefined && correction.content !== note.content;
    if (note.sharedAt !== undefined && rewords) throw wordsAreShared(change.aboutName);
    return correction;
  });
  if (done === undefined) throw noteNotFound();
  if (done.changed || change.again === true) await recordNote(deps, actor, 'correct', change);
  return done.note;
}
