import { createNoteActions } from './note-actions.ts';
import { createNoteCommand, createNoteForm, createNoteFormQueries } from './note-command.ts';
import { createNoteFormTurns } from './note-form-turns.ts';
import { createNoteSharing } from './note-sharing.ts';
import type { NoteTurnDeps } from './note-turn-deps.ts';
import { createNotesCommand } from './notes-command.ts';

/** Quick notes in chat: for `create-turn-deps.ts`. */
export function createNoteTurns(deps: NoteTurnDeps) {
  const about = createNoteFormTurns(deps);
  return {
    commands: [
      ['note', createNoteCommand(deps)],
      ['notes', createNotesCommand(deps)],
    ] as const,
    actions: { ...createNoteActions(deps), ...createNoteSharing(deps), ...about.actions },
    forms: { 'note.create': createNoteForm(deps), ...about.forms },
    formQueries: { ...createNoteFormQueries(deps), ...about.queries },
  };
}
