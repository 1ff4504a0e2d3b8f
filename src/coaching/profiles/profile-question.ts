import { isOwnWords } from './edit-profile.ts';
import { definitionOf, type ProfileFieldKey } from './field-catalogue.ts';
import type { ProfileField, ProfileValue, Visibility } from './profile.ts';
import { askedFields, type Questionnaire } from './questionnaire.ts';

/** The question that waits, or that there is none left. */
export type ProfileQuestion =
  | {
      kind: 'question';
      field: ProfileFieldKey;
      /** From 1. */
      number: number;
      total: number;
      /** Who will see the answer, as things stand. */
      visibility: Visibility;
      /** What the profile holds now, e.g. from an import. */
      standing?: ProfileValue;
      canGoBack: boolean;
    }
  | { kind: 'finished'; filled: number; total: number };

/** As it is saved. */
export type State = Omit<Questionnaire, 'updatedAt'>;

/** With `exactOptionalPropertyTypes`, what is undefined is left out. */
export function state(
  { conversationKey, state: now, skipped, trail }: State,
  {
    field,
    visibility,
    lastTurn,
  }: Record<'field', ProfileFieldKey | undefined> & {
    visibility?: Visibility | undefined;
    lastTurn?: string | undefined;
  },
): State {
  return {
    ...{ conversationKey, state: now, skipped, trail },
    ...(field === undefined ? {} : { field }),
    ...(visibility === undefined ? {} : { visibility }),
    ...(lastTurn === undefined ? {} : { lastTurn }),
  };
}

/** The first question after `after` that the person neither answered themselves nor passed over. */
export function nextField(
  stored: ReadonlyMap<ProfileFieldKey, ProfileField>,
  skipped: readonly ProfileFieldKey[],
  after?: ProfileFieldKey,
): ProfileFieldKey | undefined {
  const start = after === undefined ? 0 : askedFields.findIndex((field) => field === after) + 1;
  return askedFields.slice(start).find((field) => !isOwnWords(stored.get(field)) && !skipped.includes(field));
}

export function toQuestion(now: State, stored: ReadonlyMap<ProfileFieldKey, ProfileField>): ProfileQuestion {
  const { field } = now;
  const total = askedFields.length;
  if (field === undefined)
    return { kind: 'finished', filled: askedFields.filter((one) => stored.has(one)).length, total };
  const standing = stored.get(field);
  return {
    kind: 'question',
    field,
    number: askedFields.findIndex((one) => one === field) + 1,
    total,
    visibility: now.visibility ?? standing?.visibility ?? definitionOf(field).visibility,
    ...(standing === undefined ? {} : { standing: standing.value }),
    canGoBack: now.trail.length > 0,
  };
}
