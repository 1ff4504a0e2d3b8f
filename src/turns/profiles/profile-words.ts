import { changeField, type FieldChange } from '../../coaching/profiles/change-field.ts';
import { undoEdit } from '../../coaching/profiles/edit-profile.ts';
import { readProfileWords, type ProfileWish } from '../../coaching/profiles/read-profile-words.ts';
import { showProfile } from '../../coaching/profiles/show-profile.ts';
import { profileChangedView } from '../../messages/views/profile.ts';
import { words } from '../../messages/words/en.ts';
import { AppError } from '../../shared/errors.ts';
import type { TextHandler } from '../handle-message.ts';
import { refusing } from '../knowledge/refusing.ts';
import { sayToActor } from '../say-to-actor.ts';
import type { ContextOf, TurnContext } from '../turn-context.ts';
import { showPerson, type ProfileCommandDeps } from './profile-command.ts';
import type { ProfileTurnDeps } from './profile-deps.ts';
import { startAndAsk } from './question-turns.ts';
import { showFieldToActor, showToActor } from './show-turns.ts';

const { profiles: say } = words;

/** "Set my learning style to visual", "who can see my star card?", "hide my aspirations": known by rule, before any model. */
export const createProfileTalk =
  (deps: ProfileCommandDeps): TextHandler =>
  async (context) => {
    const wish = readProfileWords(context.turn.text);
    if (wish === undefined) return false;
    await refusing((same: ContextOf<'message'>) => grant(deps, same, wish))(context);
    return true;
  };

async function grant(
  deps: ProfileCommandDeps,
  context: ContextOf<'message'>,
  wish: ProfileWish,
): Promise<void> {
  switch (wish.kind) {
    case 'fill':
      return startAndAsk(deps, context);
    case 'show':
      return showToActor(deps, context);
    case 'show-person':
      return showPerson(deps, context, wish.name);
    case 'show-field':
      return showFieldToActor(deps, context, wish.field);
    case 'undo':
      return undoAndShow(deps, context);
    default:
      return changeAndShow(deps, context, wish);
  }
}

/** One change of one's own profile, and the field as it stands then. */
export async function changeAndShow(
  deps: ProfileTurnDeps,
  context: TurnContext,
  change: FieldChange,
): Promise<void> {
  const { actor, event, turn } = context;
  const options = { editId: event.id, surface: turn.platform, again: event.attempts > 1 };
  const outcome = await changeField(deps, actor, change, options);
  const profile = await showProfile(deps, actor, actor.id);
  await sayToActor(context, profileChangedView(profile, change.field, outcome, event.id));
}

/** Takes back the last edit, or the one that a button names. */
export async function undoAndShow(
  deps: ProfileTurnDeps,
  context: TurnContext,
  editId?: string,
): Promise<void> {
  const { actor, event } = context;
  try {
    const { subjectId } = await undoEdit(deps, actor, editId);
    await showToActor(deps, context, { notice: say.undone }, subjectId);
  } catch (error) {
    // The first try of the same press has taken it back.
    if (!(error instanceof AppError) || error.code !== 'PROFILE_006' || event.attempts === 1) throw error;
    await showToActor(deps, context, { notice: say.undone });
  }
}
