import type { ActionHandlers } from '../actions.ts';
import type { FormHandlers } from '../forms.ts';
import { createActionCommand, createActionsCommand } from './action-commands.ts';
import { createActionWords, type ActionWordDeps } from './action-words.ts';
import {
  createAssignActions,
  createAssignForm,
  createAssignFormQueries,
  type AssignTurnDeps,
} from './assign-turns.ts';
import { createItemButtons } from './item-buttons.ts';
import { createItemForms } from './item-forms.ts';

export type ActionTurnDeps = ActionWordDeps & AssignTurnDeps;

/** Action items in chat: for `create-turn-deps.ts`. */
export function createActionTurns(deps: ActionTurnDeps) {
  const forms = createItemForms(deps);
  return {
    commands: [
      ['action', createActionCommand(deps)],
      ['actions', createActionsCommand(deps)],
    ] as const,
    actions: {
      ...createAssignActions(deps),
      ...createItemButtons(deps),
      ...forms.actions,
    } satisfies Partial<ActionHandlers>,
    forms: { 'action.assign': createAssignForm(deps), ...forms.forms } satisfies Partial<FormHandlers>,
    formQueries: { ...createAssignFormQueries(deps), ...forms.queries },
    words: createActionWords(deps),
  };
}
