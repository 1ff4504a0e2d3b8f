import { isProfileField } from '../../coaching/profiles/field-catalogue.ts';
import type { ActionHandlers } from '../actions.ts';
import type { Command } from '../commands/commands.ts';
import { refusing } from '../knowledge/refusing.ts';
import { createProfileCommand, type ProfileCommandDeps } from './profile-command.ts';
import {
  createProfileForm,
  createProfileFormAction,
  createProfileFormQueries,
} from './profile-form-turns.ts';
import { changeAndShow, createProfileTalk, undoAndShow } from './profile-words.ts';
import { createAnswerTaker, createQuestionActions, visibilityIn } from './question-turns.ts';
import { showToActor } from './show-turns.ts';

type ShownActionId = 'profile.show' | 'profile.visible' | 'profile.undo';

/** Always the profile of the person who presses, or what they themselves wrote, whatever a button says. */
const createShownActions = (deps: ProfileCommandDeps): Pick<ActionHandlers, ShownActionId> => ({
  'profile.show': refusing((context) => showToActor(deps, context)),
  'profile.visible': refusing(async (context) => {
    const [field = ''] = context.turn.value.split(':');
    const visibility = visibilityIn(context.turn.value);
    if (!isProfileField(field) || visibility === undefined) return showToActor(deps, context);
    await changeAndShow(deps, context, { kind: 'visibility', field, visibility });
  }),
  'profile.undo': refusing((context) => undoAndShow(deps, context, context.turn.value)),
});

/** Profiles in chat: for `create-turn-deps.ts`. */
export const createProfileTurns = (deps: ProfileCommandDeps) => ({
  commands: [['profile', createProfileCommand(deps)]] as readonly (readonly [string, Command])[],
  actions: { ...createShownActions(deps), ...createProfileFormAction(deps), ...createQuestionActions(deps) },
  forms: { 'profile.edit': createProfileForm(deps) },
  formQueries: createProfileFormQueries(deps),
  /** Takes the answer to a question that waits; goes before whatever else reads words in the direct message. */
  answers: createAnswerTaker(deps),
  /** Takes words about one's profile; after whoever holds a conversation with the person. */
  talk: createProfileTalk(deps),
});
