import type { QuickNote } from '../../coaching/notes/quick-note.ts';
import { escapeMarkdown } from '../markdown.ts';
import type { Form, Message } from '../message.ts';
import { words } from '../words/en.ts';
import { momentOf } from './moment.ts';

const { quickNotes: say } = words;

export interface SharedNote {
  note: QuickNote;
  /** Name of who took it. */
  author: string;
  /** IANA zone of the reader. */
  timezone: string;
  /** What was just done about it, made safe before. */
  said?: string;
}

/**
 * A note as the person whom it is about reads it: the words, when it was, what it was about. How the author sorted it, and
 * what the author made of it, is not theirs.
 */
export function noteSharedView({ note, author, timezone, said }: SharedNote): Message {
  const { fields } = say;
  const text = (markdown: string) => ({ kind: 'text', markdown }) as const;
  return {
    view: 'note.shared',
    summary: say.share.summary(author),
    blocks: [
      { kind: 'heading', text: say.share.heading(author) },
      text(escapeMarkdown(note.content)),
      {
        kind: 'fields',
        items: [
          { label: fields.when, value: momentOf(note.occurredAt, timezone) },
          ...(note.callId === undefined ? [] : [{ label: fields.call, value: note.callId }]),
          ...(note.customerId === undefined ? [] : [{ label: fields.customer, value: note.customerId }]),
        ],
      },
      text(said ?? say.share.asked),
      {
        kind: 'actions',
        actions: [
          { id: 'note.thank', label: say.buttons.thanks, value: note.id },
          { id: 'note.ask', label: say.buttons.ask, value: note.id },
        ],
      },
    ],
    footer: say.share.footer(author),
  };
}

/** What the person said to a note that was shared with them, for its author. @param question undefined: they say thanks */
export function noteAnsweredView(
  { content }: QuickNote,
  { subject, question }: { subject: string; question?: string },
): Message {
  const name = escapeMarkdown(subject);
  return {
    view: 'note.answered',
    summary: say.share.thanksSummary(subject),
    blocks: [
      { kind: 'text', markdown: question === undefined ? say.share.thanks(name) : say.share.question(name) },
      ...(question === undefined ? [] : [{ kind: 'text', markdown: escapeMarkdown(question) } as const]),
      { kind: 'quote', text: content, source: say.fields.words },
      ...(question === undefined
        ? []
        : [{ kind: 'text', markdown: say.share.answerDirectly(name) } as const]),
    ],
    footer: say.share.answerFooter(subject),
  };
}

/** What somebody who was told about a note would like to know. In characters. */
const longestQuestion = 1_000;

export const noteAskForm = (noteId: string, author: string): Form => ({
  id: 'note.ask',
  title: say.share.askTitle,
  fields: [
    {
      name: 'question',
      label: say.share.askLabel,
      required: true,
      hint: say.share.askHint(author),
      type: 'text',
      multiline: true,
      maxLength: longestQuestion,
    },
  ],
  submitLabel: say.share.askSubmit,
  context: noteId,
});
