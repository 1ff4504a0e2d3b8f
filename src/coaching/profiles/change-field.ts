import type { Actor } from '../people/user.ts';
import { editProfile, type EditOptions, type EditProfileDeps, type FieldEdit } from './edit-profile.ts';
import { definitionOf, type ProfileFieldKey } from './field-catalogue.ts';
import { notAList, valueFaulty } from './profile-errors.ts';
import type { ProfileValue, Visibility } from './profile.ts';
import { readValue } from './read-value.ts';
import { storedFields } from './show-profile.ts';

/** What a person says is to become of a field of theirs. */
export type FieldChange = { field: ProfileFieldKey } & (
  | { kind: 'set' | 'add' | 'drop'; text: string }
  | { kind: 'remove' }
  | { kind: 'visibility'; visibility: Visibility }
);

export type ChangeOutcome = 'saved' | 'shown-differently' | 'removed' | 'unchanged';

const isList = (value: ProfileValue | undefined): value is readonly string[] => Array.isArray(value);
const folded = (text: string): string => text.trim().toLowerCase();

function valueOf(field: ProfileFieldKey, text: string): ProfileValue {
  const kind = definitionOf(field).kind;
  // "…to visual, please." is not a part of what is set; a sentence keeps its full stop.
  const said = kind === 'text' ? text : text.replace(/,? please[.!]*$|[.!]+$/i, '');
  const read = readValue(field, said);
  if (read.kind === 'value') return read.value;
  throw valueFaulty(field, read.fault);
}

/** With the items named, or without them. */
async function changedList(
  deps: EditProfileDeps,
  actor: Actor,
  { kind, field, text }: Extract<FieldChange, { text: string }>,
): Promise<FieldEdit> {
  if (definitionOf(field).kind !== 'list') throw notAList(field);
  const named = valueOf(field, text);
  const items = isList(named) ? named : [];
  const stored = (await storedFields(deps, actor, actor.id)).get(field)?.value;
  const now = isList(stored) ? stored : [];
  const has = new Set(now.map(folded));
  const wanted = new Set(items.map(folded));
  const value =
    kind === 'add'
      ? [...now, ...items.filter((item) => !has.has(folded(item)))]
      : now.filter((item) => !wanted.has(folded(item)));
  return value.length === 0 ? { kind: 'remove', field } : { kind: 'set', field, value };
}

function editFor(deps: EditProfileDeps, actor: Actor, change: FieldChange): FieldEdit | Promise<FieldEdit> {
  switch (change.kind) {
    case 'set':
      return { kind: 'set', field: change.field, value: valueOf(change.field, change.text) };
    case 'add':
    case 'drop':
      return changedList(deps, actor, change);
    case 'remove':
    case 'visibility':
      return change;
  }
}

/**
 * Changes one field of one's own as words ask for it.
 * @param options.again the same turn tried before: what it finds done is its own doing
 * @throws AppError PROFILE_013 items of what is no list; as `editProfile`
 */
export async function changeField(
  deps: EditProfileDeps,
  actor: Actor,
  change: FieldChange,
  { again = false, ...options }: EditOptions & { again?: boolean },
): Promise<ChangeOutcome> {
  const edit = await editFor(deps, actor, change);
  const { changed } = await editProfile(deps, actor, actor.id, [edit], options);
  if (changed.length === 0 && !again) return 'unchanged';
  if (edit.kind === 'remove') return 'removed';
  return edit.kind === 'set' ? 'saved' : 'shown-differently';
}
