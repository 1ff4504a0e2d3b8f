import type { CitedPlace, Verdict } from '../../coaching/knowledge/feedback/feedback.ts';
import { maxSentQuestion } from '../../coaching/knowledge/feedback/send-question.ts';
import { escapeMarkdown } from '../markdown.ts';
import type { Action, Block, Form, Message } from '../message.ts';
import { words } from '../words/en.ts';

const { feedback } = words;

/** One quiet row under an answer: two thumbs, the rest behind "…". */
export const feedbackRow = (turnId: string): Block => ({
  kind: 'actions',
  visible: 2,
  actions: [
    { id: 'answer.up', label: feedback.up, value: turnId },
    { id: 'answer.down', label: feedback.down, value: turnId },
    { id: 'answer.wrong', label: feedback.wrong, value: turnId },
    { id: 'answer.missing', label: feedback.missing, value: turnId },
  ],
});

export interface FeedbackTaken {
  turnId: string;
  verdict: Verdict;
  /** Of what is reported. */
  cited?: CitedPlace;
  /** Only the asker can send the question along. */
  isAsker: boolean;
  /** Given with Teams' own thumbs, whose box asks for words. */
  inTeams: boolean;
}

/** What was passed on, word for word, and what was not. For the eyes of the one who pressed. */
export function feedbackTakenView(taken: FeedbackTaken): Message {
  const { turnId, verdict, isAsker, inTeams } = taken;
  const said = saidOf(taken);
  if (verdict === 'up') return plain('feedback.taken', said);
  const sendQuestion: Action = { id: 'gap.form', label: feedback.sendQuestion, value: turnId };
  const actions: Action[] = [
    ...(verdict === 'down'
      ? [
          { id: 'answer.wrong', label: feedback.wrong, value: turnId } as const,
          { id: 'answer.missing', label: feedback.missing, value: turnId } as const,
        ]
      : []),
    ...(isAsker ? [sendQuestion] : []),
  ];
  const privacy = isAsker ? `${feedback.nameless} ${feedback.withQuestion}` : feedback.nameless;
  return {
    view: 'feedback.taken',
    summary: 'Passed on to the admins, without your name',
    blocks: [
      { kind: 'text', markdown: said },
      { kind: 'text', markdown: privacy },
      ...(inTeams && verdict === 'down' ? [{ kind: 'text' as const, markdown: feedback.teamsBox }] : []),
      ...(actions.length === 0 ? [] : [{ kind: 'actions' as const, actions }]),
    ],
    footer: `${words.audience.direct} ${feedback.takeBack}`,
  };
}

function saidOf({ verdict, cited }: FeedbackTaken): string {
  // A curated entry's name is a key; its headings begin with its title.
  const place =
    cited === undefined ? '' : escapeMarkdown(cited.section === '' ? cited.document : cited.section);
  const where = (words: (place: string) => string): string => (place === '' ? '' : words(place));
  switch (verdict) {
    case 'up':
      return feedback.thanksUp;
    case 'down':
      return feedback.thanksDown(where(feedback.from));
    case 'wrong':
      return feedback.thanksWrong(where(feedback.in));
    case 'missing':
      return feedback.thanksMissing(where(feedback.in));
  }
}

const plain = (view: string, markdown: string): Message => ({
  view,
  summary: markdown,
  blocks: [{ kind: 'text', markdown }],
  footer: words.audience.direct,
});

export const feedbackAgainView = (): Message => plain('feedback.again', feedback.again);

/** Shows exactly what will be sent; whoever fills it in may change it. */
export const questionForm = (turnId: string, question: string): Form => ({
  id: 'gap.question',
  title: feedback.formTitle,
  intro: feedback.formIntro,
  fields: [
    {
      name: 'question',
      label: feedback.formLabel,
      required: true,
      type: 'text',
      multiline: true,
      maxLength: maxSentQuestion,
      initial: question,
    },
  ],
  submitLabel: feedback.formSend,
  context: turnId,
});

export const questionFormView = (form: Form): Message => ({
  view: 'feedback.form',
  summary: form.title,
  blocks: [{ kind: 'form', form }],
  footer: words.audience.direct,
});

export const questionSentView = (question: string): Message => ({
  view: 'feedback.sent',
  summary: 'Sent to the admins, without your name',
  blocks: [
    { kind: 'text', markdown: feedback.sent },
    { kind: 'quote', text: question, source: words.audience.direct },
  ],
});
