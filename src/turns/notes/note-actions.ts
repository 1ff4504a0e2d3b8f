import { addressNote, reopenNote } from '../../coaching/notes/address-note.ts';
import { correctNote, type NoteCorrection } from '../../coaching/notes/correct-note.ts';
import { readNote } from '../../coaching/notes/note-access.ts';
import type { NoteChange } from '../../coaching/notes/note-deps.ts';
import { notePriorities, noteTypes, type QuickNote } from '../../coaching/notes/quick-note.ts';
import { restoreNote, undoNote } from '../../coaching/notes/undo-note.ts';
import { noteGoneView, noteUndoneView } from '../../messages/views/note.ts';
import { words } from '../../messages/words/en.ts';
import { AppError } from '../../shared/errors.ts';
import type { ActionHandlers } from '../actions.ts';
import { refusing } from '../knowledge/refusing.ts';
import type { ContextOf } from '../turn-context.ts';
import { showNote } from './note-cards.ts';
import { sendNoteForm } from './note-command.ts';
import type { NoteTurnDeps } from './note-turn-deps.ts';
import { createNoteListAction } from './notes-command.ts';

const { said } = words.quickNotes;

type Press = ContextOf<'action'>;

/** One press on a note's card. The note stands first in the value, what it is set to after a colon. */
export const pressOn = ({ turn, event }: Press): NoteChange & { set: string } => {
  const [noteId = '', set = ''] = turn.value.split(':');
  return { noteId, set, surface: turn.platform, again: event.attempts > 1 };
};

const outOfDate = (): AppError =>
  new AppError({
    code: 'NOTE_012',
    message: 'a button of a note with a value that says nothing',
    userMessage: words.outOfDate,
  });

/** The buttons of a note's card that need no form and reach nobody else. */
export function createNoteActions(
  deps: NoteTurnDeps,
): Pick<
  ActionHandlers,
  | 'note.form'
  | 'note.undo'
  | 'note.restore'
  | 'note.show'
  | 'note.list'
  | 'note.type'
  | 'note.priority'
  | 'note.follow-up'
  | 'note.reopen'
> {
  /** The card that was pressed shows the note as it is now. */
  const update = async ({ actor, turn, reply }: Press, note: QuickNote, text: string): Promise<void> => {
    await reply.replace(turn.messageId, await showNote(deps, actor, note, text));
  };
  const correcting = (toCorrection: (set: string) => NoteCorrection | undefined) =>
    refusing(async (context: Press) => {
      const { set, ...change } = pressOn(context);
      const correction = toCorrection(set);
      if (correction === undefined) throw outOfDate();
      const note = await correctNote(deps, context.actor, change, correction);
      await update(context, note, said.corrected);
    });
  return {
    'note.form': refusing((context) => sendNoteForm(deps, context)),
    'note.list': createNoteListAction(deps),
    'note.show': refusing(async (context) => {
      const { noteId } = pressOn(context);
      const note = await readNote(deps, context.actor, noteId);
      await context.reply.sendPrivately(await showNote(deps, context.actor, note), {
        subject: { type: 'quick_note', id: note.id },
      });
    }),
    'note.type': correcting((set) => {
      const type = noteTypes.find((known) => known === set);
      return type && { type };
    }),
    'note.priority': correcting((set) => {
      const priority = notePriorities.find((known) => known === set);
      return priority && { priority };
    }),
    'note.follow-up': correcting((set) =>
      set === 'yes' || set === 'no' ? { requiresFollowUp: set === 'yes' } : undefined,
    ),
    'note.reopen': refusing(async (context) => {
      await update(context, await reopenNote(deps, context.actor, pressOn(context)), said.reopened);
    }),
    'note.undo': refusing(async (context) => {
      const { actor, turn, reply } = context;
      const undone = await undoNote(deps, actor, pressOn(context));
      if (undone.kind === 'gone') {
        await reply.sendPrivately(noteGoneView());
        return;
      }
      const { note } = undone;
      const subject = await deps.users.findById(actor.organizationId, note.subjectId);
      await reply.replace(
        turn.messageId,
        noteUndoneView(subject?.name ?? words.quickNotes.somebody, note.id),
      );
    }),
    'note.restore': refusing(async (context) => {
      const note = await restoreNote(deps, context.actor, pressOn(context));
      if (note === undefined) await context.reply.sendPrivately(noteGoneView());
      else await update(context, note, said.restored);
    }),
  };
}

/** What was done about a note, from its form. */
export const addressFromForm = (
  deps: NoteTurnDeps,
  { actor, turn, event }: ContextOf<'form'>,
): Promise<QuickNote> =>
  addressNote(deps, actor, {
    noteId: turn.context,
    how: turn.values['how'] ?? '',
    surface: turn.platform,
    again: event.attempts > 1,
  });
