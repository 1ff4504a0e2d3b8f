import type { QuickNote } from '../../coaching/notes/quick-note.ts';
import type { User } from '../../coaching/people/user.ts';
import type { Form, Message } from '../message.ts';
import { escapeMarkdown } from '../markdown.ts';

const typeLabels = {
  POSITIVE: 'Positive',
  COACHING: 'Coaching',
  URGENT: 'Urgent',
  COMPLIANCE: 'Compliance',
  GENERAL: 'General',
} as const;
const priorityLabels = { HIGH: 'High', MEDIUM: 'Medium', LOW: 'Low' } as const;

const whoSees = 'You and your line can see this note; the person it is about cannot.';

/** A note just taken. `publicPlace`: others could read what was typed, and the writer should know. */
export function noteCreatedView(note: QuickNote, subject: string, publicPlace?: string): Message {
  return {
    view: 'note.created',
    summary: `Note about ${subject} saved`,
    blocks: [
      { kind: 'heading', text: `Noted about ${subject}` },
      { kind: 'text', markdown: escapeMarkdown(note.content) },
      {
        kind: 'fields',
        items: [
          { label: 'Type', value: typeLabels[note.type] },
          { label: 'Category', value: note.category ?? 'None' },
          { label: 'Priority', value: priorityLabels[note.priority] },
          ...(note.tags.length === 0
            ? []
            : [{ label: 'Tags', value: note.tags.map((tag) => `#${tag}`).join(' ') }]),
          ...(note.requiresFollowUp ? [{ label: 'Follow-up', value: 'Yes' }] : []),
        ],
      },
      ...(publicPlace === undefined
        ? []
        : [
            {
              kind: 'text' as const,
              markdown: `**Careful:** what you typed can be read by everyone in ${escapeMarkdown(publicPlace)}. You may want to delete it there and write notes to me directly.`,
            },
          ]),
      { kind: 'actions', actions: [{ id: 'note.undo', label: 'Undo', value: note.id }] },
    ],
    footer: whoSees,
  };
}

export const noteUndoneView = (subject: string): Message => ({
  view: 'note.undone',
  summary: `Note about ${subject} removed`,
  blocks: [{ kind: 'text', markdown: `Removed. The note about ${escapeMarkdown(subject)} is gone.` }],
});

export const noteGoneView = (): Message => ({
  view: 'note.gone',
  summary: 'That note is already gone',
  blocks: [{ kind: 'text', markdown: 'That note is already gone, so there is nothing to undo.' }],
});

/** The form behind `/note` without words. */
export function noteForm(people: readonly User[], context: string, words = ''): Form {
  return {
    id: 'note.create',
    title: 'Take a note',
    intro: whoSees,
    fields: [
      {
        name: 'person',
        label: 'About',
        required: true,
        type: 'select',
        options: people.map((user) => ({ value: user.id, label: user.name })),
      },
      {
        name: 'words',
        label: 'What did you notice?',
        required: true,
        type: 'text',
        multiline: true,
        maxLength: 3_000,
        placeholder: 'Great empathy on the call #quality',
        ...(words === '' ? {} : { initial: words }),
      },
      {
        name: 'type',
        label: 'Type',
        required: false,
        type: 'select',
        hint: 'Left empty, I read it from your words.',
        options: Object.entries(typeLabels).map(([value, label]) => ({ value, label })),
      },
    ],
    submitLabel: 'Save note',
    context,
  };
}

export const noteFormView = (form: Form): Message => ({
  view: 'note.form',
  summary: 'Take a note',
  blocks: [{ kind: 'form', form }],
  footer: 'Or in one line: /note @name great empathy on the call #quality',
});

export const noteWhoView = (candidates: readonly string[]): Message => ({
  view: 'note.who',
  summary: 'Who is the note about?',
  blocks: [
    {
      kind: 'text',
      markdown:
        candidates.length === 0
          ? 'Who is the note about? Begin with the name: `/note @Full Name what you noticed`. I look among the people of your organisation.'
          : `I know more than one: ${candidates.map(escapeMarkdown).join(', ')}. Please write the full name after \`/note @\`.`,
    },
  ],
});
