import { isWider } from '../../coaching/profiles/field-access.ts';
import {
  definitionOf,
  maxListLength,
  profileFieldKeys,
  type FieldDefinition,
  type ProfileFieldKey,
} from '../../coaching/profiles/field-catalogue.ts';
import {
  starStrengths,
  visibilities,
  type ProfileValue,
  type StarStrength,
} from '../../coaching/profiles/profile.ts';
import type { ShownField, ShownProfile } from '../../coaching/profiles/show-profile.ts';
import { showValue } from '../../coaching/profiles/show-value.ts';
import type { Form, FormField, Message } from '../message.ts';
import { words } from '../words/en.ts';

const { profiles: say, questions } = words;

/** What a form is about: a group of one's own fields, what a leader writes about somebody, or one answer. */
export type ProfileFormTopic =
  | { kind: 'own'; group: FieldDefinition['group'] }
  | { kind: 'line'; subjectId: string }
  | { kind: 'answer'; field: ProfileFieldKey };

/** Name of the input that holds who sees a field. */
export const seesInput = (field: ProfileFieldKey): string => `${field}.sees`;

/** Name of the input that holds the dots of a strength. */
export const dotsInputName = (strength: StarStrength): string => `star_card.${strength}`;

/** What a select says for "nothing". */
export const unsaid = { value: 'none', label: say.none } as const;
const option = (value: string) => ({ value, label: value });

/** As long as any list may be in words, with what parts its items. */
const maxValueLength = maxListLength + 100;

const base = (field: ProfileFieldKey) => ({ name: field, label: definitionOf(field).label, required: false });

/** What the person wrote: the organisation's list of people is not in it. */
const writtenIn = (shown: ShownField | undefined): ProfileValue | undefined =>
  shown === undefined || shown.source === 'directory' ? undefined : shown.value;

function valueInputs(field: ProfileFieldKey, shown: ShownField | undefined): FormField[] {
  const { kind, options } = definitionOf(field);
  const now = writtenIn(shown);
  if (kind === 'star-card') return starStrengths.map((strength) => dotsInput(strength, now));
  // A select cannot be emptied on every platform: leaving it open is a choice of its own.
  if (options !== undefined)
    return [
      {
        ...base(field),
        type: 'select',
        options: [unsaid, ...options.map((option) => ({ value: option, label: option }))],
        initial: typeof now === 'string' ? now : unsaid.value,
      },
    ];
  const initial = isList(now) ? now.join('\n') : now === undefined ? '' : showValue(now);
  const placeholder = placeholders[kind];
  return [
    {
      ...base(field),
      type: 'text',
      multiline: kind === 'list' || kind === 'text',
      maxLength: kind === 'list' ? maxValueLength : 500,
      ...(kind === 'list' ? { hint: say.formListHint } : {}),
      ...(initial === '' ? {} : { initial }),
      ...(placeholder === undefined ? {} : { placeholder }),
    },
  ];
}

const isList = (value: ProfileValue | undefined): value is readonly string[] => Array.isArray(value);

const placeholders: Partial<Record<FieldDefinition['kind'], string>> = {
  minutes: '30',
  wellbeing: '6 now, 8 in a year',
};

function dotsInput(strength: StarStrength, now: ProfileValue | undefined): FormField {
  const card = typeof now === 'object' && 'thinking' in now ? now : undefined;
  return {
    type: 'select',
    name: dotsInputName(strength),
    label: say.formDots(strength),
    required: false,
    options: [unsaid, ...Array.from({ length: 10 }, (_unused, dots) => option(String(dots)))],
    initial: card === undefined ? unsaid.value : String(card[strength]),
  };
}

function seesInputOf(field: ProfileFieldKey, shown: ShownField | undefined): FormField[] {
  const { label, widest, visibility } = definitionOf(field);
  const options = visibilities.filter((one) => !isWider(one, widest));
  if (options.length === 1) return [];
  return [
    {
      type: 'select',
      name: seesInput(field),
      label: say.formSees(label),
      required: true,
      options: options.map((value) => ({ value, label: say.choose[value] })),
      initial: shown === undefined || shown.source === 'directory' ? visibility : shown.visibility,
    },
  ];
}

export const fieldsOfGroup = (group: FieldDefinition['group']): ProfileFieldKey[] =>
  profileFieldKeys.filter((field) => definitionOf(field).group === group);

/** The fields that a leader may write and see: not those that the person wrote themselves. */
export const fieldsOfLeader = ({ fields }: ShownProfile): ProfileFieldKey[] =>
  profileFieldKeys.filter(
    (field) =>
      definitionOf(field).writers === 'line' &&
      !fields.some((shown) => shown.field === field && ['self', 'questionnaire'].includes(shown.source)),
  );

/** @param context comes back untouched with the values */
export function profileForm(profile: ShownProfile, topic: ProfileFormTopic, context: string): Form {
  const shown = (field: ProfileFieldKey) => profile.fields.find((one) => one.field === field);
  const common = { id: 'profile.edit', submitLabel: say.formSave, context } as const;
  switch (topic.kind) {
    case 'own':
      return {
        ...common,
        title: say.formTitle,
        intro: say.formIntro,
        fields: fieldsOfGroup(topic.group).flatMap((field) => [
          ...valueInputs(field, shown(field)),
          ...seesInputOf(field, shown(field)),
        ]),
      };
    case 'answer':
      return {
        ...common,
        title: questions.formTitle,
        fields: valueInputs(topic.field, shown(topic.field)),
      };
    case 'line': {
      const name = profile.subject.name.split(' ')[0] ?? profile.subject.name;
      return {
        ...common,
        title: say.formTitleOf,
        intro: say.formIntroOf(name),
        fields: fieldsOfLeader(profile).flatMap((field) => valueInputs(field, shown(field))),
      };
    }
  }
}

export const profileFormView = (form: Form): Message => ({
  view: 'profile.form',
  summary: form.title,
  blocks: [{ kind: 'form', form }],
  footer: say.footer,
});
