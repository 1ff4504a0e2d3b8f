import type { LinkableSession } from '../../coaching/notes/ports.ts';
import {
  noteCategories,
  noteLimits,
  notePriorities,
  noteTypes,
  type QuickNote,
} from '../../coaching/notes/quick-note.ts';
import type { User } from '../../coaching/people/user.ts';
import { formatDay } from '../../coaching/summaries/format-line.ts';
import type { Form, FormField, Message, PersonField, PersonPool } from '../message.ts';
import { words } from '../words/en.ts';
import { momentOf } from './moment.ts';

const { quickNotes: say } = words;

/** The longest text that every platform's input takes. */
const longestInput = 3_000;
/** A list of more is found by typing; as many as a platform shows in one list. */
const peopleShown = 100;

const initially = (value: string | undefined) =>
  value === undefined || value === '' ? {} : { initial: value };
const typeOptions = noteTypes.map((value) => ({ value, label: say.types[value] }));

/** One of these people, found by typing. @param chosen stands in the field already */
function personField(
  people: readonly Pick<User, 'id' | 'name'>[],
  among: PersonPool,
  chosen?: Pick<User, 'id' | 'name'>,
): PersonField {
  const first = people.slice(0, peopleShown);
  const shown =
    chosen === undefined || first.some(({ id }) => id === chosen.id)
      ? first
      : [chosen, ...first.slice(0, peopleShown - 1)];
  return {
    type: 'person',
    among,
    options: shown.map(({ id, name }) => ({ value: id, label: name })),
    more: people.length > peopleShown,
    ...(chosen === undefined ? {} : { initial: chosen.id }),
  };
}

const typeField = (initial?: string): FormField => ({
  name: 'type',
  label: say.fields.type,
  required: initial !== undefined,
  type: 'select',
  ...(initial === undefined ? { hint: say.typeHint } : { initial }),
  options: typeOptions,
});

/** The form behind `/note` without words, and "Save as note". */
export function noteForm(
  people: readonly Pick<User, 'id' | 'name'>[],
  context: string,
  { text = '', about }: { text?: string; about?: Pick<User, 'id' | 'name'> } = {},
): Form {
  return {
    id: 'note.create',
    title: say.formTitle,
    intro: say.see.form,
    fields: [
      {
        name: 'person',
        label: say.formAbout,
        required: true,
        ...(people.length > peopleShown ? { hint: say.personHint } : {}),
        ...personField(people, 'noted', about),
      },
      {
        name: 'words',
        label: say.formWords,
        required: true,
        type: 'text',
        multiline: true,
        maxLength: longestInput,
        placeholder: say.wordsPlaceholder,
        ...initially(text.slice(0, longestInput)),
      },
      typeField(),
    ],
    submitLabel: say.save,
    context,
  };
}

/** Everything that its author may set. The context names the note, and its version as it was shown. */
export function noteChangeForm(note: QuickNote, timezone: string): Form {
  const text = (name: string, label: string, initial: string | undefined, maxLength: number): FormField => ({
    name,
    label,
    required: false,
    type: 'text',
    multiline: false,
    maxLength,
    ...initially(initial),
  });
  const isFixed = note.sharedAt !== undefined || note.content.length > longestInput;
  const known = noteCategories.find((name) => name === note.category);
  const own = known === undefined && note.category !== undefined ? [note.category] : [];
  return {
    id: 'note.change',
    title: say.changeTitle,
    ...(note.sharedAt === undefined ? {} : { intro: say.wordsFixed }),
    fields: [
      ...(isFixed
        ? []
        : [
            {
              name: 'words',
              label: say.formWords,
              required: true,
              type: 'text',
              multiline: true,
              maxLength: longestInput,
              initial: note.content,
            } satisfies FormField,
          ]),
      typeField(note.type),
      {
        name: 'category',
        label: say.fields.category,
        required: false,
        type: 'select',
        options: [
          { value: 'none', label: say.fields.none },
          ...[...own, ...noteCategories].map((name) => ({ value: name, label: name })),
        ],
        initial: note.category ?? 'none',
      },
      text('subcategory', say.fields.subcategory, note.subcategory, noteLimits.label),
      {
        name: 'priority',
        label: say.fields.priority,
        required: true,
        type: 'select',
        options: notePriorities.map((value) => ({ value, label: say.priorities[value] })),
        initial: note.priority,
      },
      {
        name: 'followUp',
        label: say.fields.followUp,
        required: true,
        type: 'select',
        options: [
          { value: 'yes', label: say.fields.yes },
          { value: 'no', label: say.fields.no },
        ],
        initial: note.requiresFollowUp ? 'yes' : 'no',
      },
      { ...text('when', say.when, momentOf(note.occurredAt, timezone), 60), hint: say.whenHint },
      text('callId', say.fields.call, note.callId, noteLimits.reference),
      text('customerId', say.fields.customer, note.customerId, noteLimits.reference),
    ],
    submitLabel: say.saveChange,
    context: `${note.id}:${note.version}`,
  };
}

export const noteAddressForm = (noteId: string): Form => ({
  id: 'note.address',
  title: say.addressTitle,
  fields: [
    {
      name: 'how',
      label: say.how,
      required: false,
      type: 'text',
      multiline: true,
      maxLength: noteLimits.how,
      placeholder: say.howPlaceholder,
    },
  ],
  submitLabel: say.addressTitle,
  context: noteId,
});

/** What stands for no session in `noteLinkForm`. */
export const noSession = 'none';

export const noteLinkForm = (note: QuickNote, sessions: readonly LinkableSession[]): Form => ({
  id: 'note.link',
  title: say.linkTitle,
  fields: [
    {
      name: 'session',
      label: say.linkField,
      required: true,
      hint: say.linkHint,
      type: 'select',
      options: [
        ...sessions.map(({ id, title, date }) => ({ value: id, label: `${formatDay(date)} · ${title}` })),
        ...(note.linkedSessionId === undefined ? [] : [{ value: noSession, label: say.noSession }]),
      ],
      ...initially(note.linkedSessionId),
    },
  ],
  submitLabel: say.saveChange,
  context: note.id,
});

/** A form that the platform did not open by itself. */
export const noteFormView = (form: Form): Message => ({
  view: 'note.form',
  summary: form.title,
  blocks: [{ kind: 'form', form }],
  footer:
    form.id === 'note.ask' ? words.audience.direct : form.id === 'note.create' ? say.oneLine : say.see.form,
});
