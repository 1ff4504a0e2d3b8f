import type { Forgotten } from '../../coaching/privacy/forget.ts';
import type { Forgettable, RetentionPeriods } from '../../coaching/privacy/ports.ts';
import type { Action, Block, Form, Message } from '../message.ts';
import { privacyWords as say } from '../words/privacy.ts';

const text = (markdown: string): Block => ({ kind: 'text', markdown });

const forgetAll: Action = {
  id: 'privacy.forget-all',
  label: say.forgetButton,
  value: '',
  style: 'danger',
  confirm: { title: say.forgetTitle, text: say.forgetText, ok: say.forgetOk },
};

/** Who sees what, how long it is kept, and what the person can do about it. */
export const privacyView = (periods: RetentionPeriods): Message => ({
  view: 'privacy.page',
  summary: say.title,
  blocks: [
    { kind: 'heading', text: say.title },
    text(say.intro),
    text(say.seen.map((line) => `- ${line}`).join('\n')),
    text(say.kept(periods)),
    text(say.canDo),
    {
      kind: 'actions',
      visible: 3,
      actions: [
        { id: 'privacy.export', label: say.exportButton, value: '' },
        forgetAll,
        { id: 'privacy.delete-me', label: say.deleteButton, value: '', style: 'danger' },
      ],
    },
  ],
  footer: say.footer,
});

/** Everything is a lot: a button asks once more. */
export const forgetEverythingView = (): Message => ({
  view: 'privacy.forget-all',
  summary: say.everythingAsk,
  blocks: [text(say.everythingAsk), { kind: 'actions', actions: [forgetAll] }],
  footer: say.footer,
});

/** What is gone, and what cannot be taken away from here. It repeats nothing of what was forgotten. */
export function forgottenView(done: Exclude<Forgotten, { kind: 'which' }>): Message {
  const lines =
    done.kind === 'nothing'
      ? [say.nothing]
      : [
          done.kind === 'forgotten'
            ? say.forgotten(done.what, done.messages)
            : say.allForgotten(done.messages),
          ...(done.kind === 'forgotten' && done.goals > 0 ? [say.goalsStay(done.goals)] : []),
          ...(done.takenBack > 0 ? [say.takenBack] : []),
          say.copies,
        ];
  return {
    view: 'privacy.forgotten',
    summary: lines[0] ?? '',
    blocks: [text(lines.join(' '))],
    footer: say.footer,
  };
}

const beginsAtMost = 80;
const shorten = (words: string): string =>
  words.length > beginsAtMost ? `${words.slice(0, beginsAtMost - 1).trimEnd()}…` : words;

/** @param dayOf the instant as a day, in the person's zone */
export const whichToForgetView = (options: readonly Forgettable[], dayOf: (at: Date) => string): Message => ({
  view: 'privacy.which',
  summary: say.which,
  blocks: [
    {
      kind: 'lines',
      title: say.which,
      items: options.map(({ at, talkId, messages, begins }, index) => ({
        text: `${index + 1}. ${shorten(begins.replaceAll(/\s+/g, ' ').trim())}`,
        detail: say.option(dayOf(at), talkId !== undefined, messages),
      })),
      empty: '',
    },
    {
      kind: 'actions',
      visible: options.length,
      actions: options.map(({ talkId, turnIds }, index) => ({
        id: talkId === undefined ? 'privacy.forget-exchange' : 'privacy.forget-talk',
        label: say.forgetOption(index + 1),
        value: talkId ?? turnIds[0] ?? '',
      })),
    },
  ],
  footer: say.footer,
});

/** What deletion means, and two words that confirm it. */
export const deleteMeForm = (): Form => ({
  id: 'privacy.delete-me',
  title: say.deleteTitle,
  intro: say.deleteIntro,
  fields: [
    {
      name: 'confirm',
      label: say.deleteField,
      required: true,
      type: 'text',
      multiline: false,
      maxLength: 40,
    },
  ],
  submitLabel: say.deleteSubmit,
  context: '',
});

export const deleteMeView = (): Message => ({
  view: 'privacy.delete-me',
  summary: say.deleteTitle,
  blocks: [{ kind: 'form', form: deleteMeForm() }],
  footer: say.footer,
});

export const deletedView = (): Message => ({
  view: 'privacy.deleted',
  summary: say.deleted,
  blocks: [text(say.deleted)],
  footer: say.footer,
});

/** What goes with the file. Its summary alone must say it: some platforms show no more. */
export const myDataView = (): Message => ({
  view: 'privacy.my-data',
  summary: say.exported,
  blocks: [text(`${say.exported} ${say.exportCareful}`)],
  footer: say.footer,
});
