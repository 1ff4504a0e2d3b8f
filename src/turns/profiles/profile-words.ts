import { editProfile, undoEdit, type FieldEdit } from '../../coaching/profiles/edit-profile.ts';
import { definitionOf, type ProfileFieldKey } from '../../coaching/profiles/field-catalogue.ts';
import { valueFaulty } from '../../coaching/profiles/profile-errors.ts';
import type { ProfileValue } from '../../coaching/profiles/profile.ts';
import { readProfileWords, type ProfileWish } from '../../coaching/profiles/read-profile-words.ts';
import { readValue } from '../../coaching/profiles/read-value.ts';
import { storedFields } from '../../coaching/profiles/show-profile.ts';
import { profileSaidView } from '../../messages/views/profile.ts';
import { words } from '../../messages/words/en.ts';
import { AppError } from '../../shared/errors.ts';
import type { TextHandler } from '../handle-message.ts';
import { refusing } from '../knowledge/refusing.ts';
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
    case 'set':
      return applyAndShow(deps, context, {
        kind: 'set',
        field: wish.field,
        value: valueOf(wish.field, wish.text),
      });
    case 'add':
    case 'drop':
      return changeList(deps, context, wish);
    case 'remove':
      return applyAndShow(deps, context, { kind: 'remove', field: wish.field });
    case 'visibility':
      return applyAndShow(deps, context, wish);
  }
}

function valueOf(field: ProfileFieldKey, text: string): ProfileValue {
  const kind = definitionOf(field).kind;
  // "…to visual, please." is not a part of what is set; a sentence keeps its full stop.
  const said = kind === 'text' ? text : text.replace(/[,]? please[.!]*$|[.!]+$/i, '');
  const read = readValue(field, said);
  if (read.kind === 'value') return read.value;
  throw valueFaulty(field, read.fault);
}

/** One change of one's own profile, and the field as it stands then. */
export async function applyAndShow(
  deps: ProfileTurnDeps,
  context: TurnContext,
  edit: FieldEdit,
): Promise<void> {
  const { actor, event, turn } = context;
  const options = { editId: event.id, surface: turn.platform };
  const { changed } = await editProfile(deps, actor, actor.id, [edit], options);
  // Tried again, the first try has changed it.
  const isDone = changed.length > 0 || event.attempts > 1;
  const { label } = definitionOf(edit.field);
  const notice = ((): string => {
    if (edit.kind === 'remove') return isDone ? say.removed(label) : say.nothingToRemove(label);
    if (!isDone) return say.unchanged;
    return edit.kind === 'set' ? say.saved : say.changed;
  })();
  await showFieldToActor(deps, context, edit.field, { notice, ...(isDone ? { undo: event.id } : {}) });
}

const folded = (text: string): string => text.trim().toLowerCase();

/** Adds to or takes from a list, one item or several. */
async function changeList(
  deps: ProfileTurnDeps,
  context: TurnContext,
  { kind, field, text }: Extract<ProfileWish, { kind: 'add' | 'drop' }>,
): Promise<void> {
  const { label, kind: shape } = definitionOf(field);
  if (shape !== 'list') {
    await context.reply.sendPrivately(profileSaidView(say.notList(label)));
    return;
  }
  const named = valueOf(field, text);
  const items = isList(named) ? named : [];
  const stored = (await storedFields(deps, context.actor, context.actor.id)).get(field)?.value;
  const now = isList(stored) ? stored : [];
  const wanted = new Set(items.map(folded));
  const rest = now.filter((item) => !wanted.has(folded(item)));
  if (kind === 'add') {
    const has = new Set(now.map(folded));
    const value = [...now, ...items.filter((item) => !has.has(folded(item)))];
    return applyAndShow(deps, context, { kind: 'set', field, value });
  }
  if (rest.length === now.length && context.event.attempts === 1) {
    await context.reply.sendPrivately(profileSaidView(say.noSuchItem(label)));
    return;
  }
  return applyAndShow(
    deps,
    context,
    rest.length === 0 ? { kind: 'remove', field } : { kind: 'set', field, value: rest },
  );
}

const isList = (value: ProfileValue | undefined): value is readonly string[] => Array.isArray(value);

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
