import type { ShownVoice } from '../../coaching/voice/show-voice.ts';
import { exampleKey, maxOwnWords } from '../../coaching/voice/voice-profile.ts';
import { escapeMarkdown } from '../markdown.ts';
import type { Action, Block, Form, Message } from '../message.ts';
import { words } from '../words/en.ts';

const { voice: say } = words;

/** Examples beside a button each; the command line shows more. */
const examplesShown = 5;

/**
 * How a coach writes, to that coach.
 * @param notice what was just done about it
 */
export function voiceView(voice: ShownVoice, notice?: string): Message {
  const { traits, ownWords, paused, examples } = voice;
  const isEmpty = examples.length === 0 && ownWords === '';
  const shown = examples.slice(0, examplesShown);
  const text = (markdown: string): Block => ({ kind: 'text', markdown });
  return {
    view: 'voice.shown',
    summary: notice ?? say.title,
    blocks: [
      ...(notice === undefined ? [] : [text(notice)]),
      { kind: 'heading', text: say.title },
      ...(paused ? [text(`*${say.paused}*`)] : []),
      ...(ownWords === '' ? [] : [text(`**${say.ownWords}**`), text(escapeMarkdown(ownWords))]),
      ...(isEmpty ? [text(say.nothingYet)] : []),
      ...(traits.length > 0 ? [text(traits.map((trait) => `- ${escapeMarkdown(trait)}`).join('\n'))] : []),
      ...(traits.length === 0 && examples.length > 0 ? [text(say.tooFew)] : []),
      ...(shown.length === 0
        ? []
        : [
            {
              kind: 'lines' as const,
              title: say.examples,
              items: shown.map(({ before, after }, index) => ({
                text: `${index + 1}. ${after}`,
                detail: say.before(before),
              })),
              empty: '',
            },
            text(
              examples.length > shown.length
                ? `${say.examplesShown(shown.length, examples.length)} ${say.privacy}`
                : say.privacy,
            ),
          ]),
      { kind: 'actions', actions: voiceActions(voice), visible: 3 },
    ],
    footer: say.footer,
  };
}

function voiceActions({ ownWords, paused, examples, undoable }: ShownVoice): Action[] {
  const isEmpty = examples.length === 0 && ownWords === '';
  return [
    { id: 'voice.form', label: say.edit, value: '' },
    paused
      ? { id: 'voice.resume', label: say.resume, value: '' }
      : { id: 'voice.pause', label: say.pause, value: '' },
    ...(undoable ? [{ id: 'voice.restore', label: say.undo, value: '' } as const] : []),
    ...(isEmpty
      ? []
      : [
          {
            id: 'voice.reset',
            label: say.reset,
            value: '',
            style: 'danger',
            confirm: { title: say.resetTitle, text: say.resetText, ok: say.resetOk },
          } as const,
        ]),
    ...examples.slice(0, examplesShown).map((example, index) => ({
      id: 'voice.forget' as const,
      label: say.forget(index + 1),
      value: exampleKey(example),
    })),
  ];
}

export const voiceForm = (ownWords: string): Form => ({
  id: 'voice.words',
  title: say.formTitle,
  intro: say.formIntro,
  fields: [
    {
      name: 'words',
      label: say.formLabel,
      required: false,
      hint: say.formHint,
      type: 'text',
      multiline: true,
      maxLength: maxOwnWords,
      ...(ownWords === '' ? {} : { initial: ownWords }),
    },
  ],
  submitLabel: say.formSave,
  context: '',
});

export const voiceFormView = (form: Form): Message => ({
  view: 'voice.form',
  summary: form.title,
  blocks: [{ kind: 'form', form }],
  footer: say.footer,
});
