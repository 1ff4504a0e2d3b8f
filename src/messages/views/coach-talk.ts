import { spokenDay } from '../../coaching/talks/spoken-day.ts';
import type { CoachReply } from '../../coaching/talks/coach-reply.ts';
import type { RecalledTalk } from '../../coaching/talks/recall-talks.ts';
import { escapeMarkdown } from '../markdown.ts';
import type { Action, Block, Message } from '../message.ts';
import { words } from '../words/en.ts';

const { coach: say } = words;
const text = (markdown: string): Block[] => (markdown === '' ? [] : [{ kind: 'text', markdown }]);
const buttons = (actions: readonly Action[], visible = actions.length): Block[] =>
  actions.length === 0 ? [] : [{ kind: 'actions', actions, visible }];

/** Longer ideas are cut on their button; what is chosen is the whole. Characters. */
const labelAtMost = 70;

/**
 * What the coach says in one turn: what was heard, a quote with its place where one helps, one question, one row of buttons.
 * @param extraActions further buttons under a talk that is over
 */
export function coachView(reply: CoachReply, extraActions: readonly Action[] = []): Message {
  if (reply.ending !== undefined) return endView(reply, reply.ending, extraActions);
  const { talk, reflection, quote, question, choices } = reply;
  return {
    view: 'coach.question',
    summary: say.summary,
    blocks: [
      ...text(escapeMarkdown(reflection)),
      ...quoteBlock(quote),
      ...text(`**${escapeMarkdown(question)}**`),
      ...buttons(
        choices.map((choice, index) => ({
          id: 'talk.option',
          label: choice.length <= labelAtMost ? choice : `${choice.slice(0, labelAtMost - 1).trimEnd()}…`,
          value: `${talk.id}:${index}`,
        })),
      ),
    ],
    footer: words.audience.direct,
  };
}

function quoteBlock(quote: CoachReply['quote']): Block[] {
  if (quote === undefined) return [];
  const { title, version, section } = quote;
  const [first, ...rest] = section.split(' › ');
  const place = first === title ? rest.join(' › ') : section;
  return [{ kind: 'quote', text: quote.text, source: say.source(title, version, place) }];
}

function endView(
  { talk, reflection }: CoachReply,
  ending: NonNullable<CoachReply['ending']>,
  extraActions: readonly Action[],
): Message {
  const { topic, nextStep, nextStepOn, confidence } = talk;
  const hasStep = nextStep !== undefined;
  const opening = {
    closed: hasStep ? say.ended : say.endedWithout,
    stopped: hasStep ? say.stoppedWithStep : say.stopped,
  }[ending];
  const fields = [
    ...(topic === undefined ? [] : [{ label: say.fieldTopic, value: topic }]),
    ...(hasStep ? [{ label: say.fieldStep, value: nextStep }] : []),
    ...(nextStepOn === undefined ? [] : [{ label: say.fieldDay, value: spokenDay(nextStepOn) }]),
    ...(confidence === undefined ? [] : [{ label: say.fieldSure, value: say.sure(confidence) }]),
  ];
  return {
    view: 'coach.end',
    summary: say.summaryEnd,
    blocks: [
      ...text(escapeMarkdown(reflection)),
      ...text(opening),
      ...(fields.length === 0 ? [] : [{ kind: 'fields' as const, items: fields }]),
      ...text(hasStep ? say.thanks : say.comeBack),
      ...buttons(extraActions, 3),
    ],
    footer: words.audience.direct,
  };
}

/** What of a reply the conversation keeps as words: what a later turn reads of it. */
export function spokenReply({ talk, reflection, quote, question, ending }: CoachReply): string {
  const end = ending === undefined ? '' : [say.fieldStep, talk.nextStep ?? say.noStep].join(': ');
  return [reflection, quote === undefined ? '' : `“${quote.text}”`, question, end]
    .filter((part) => part !== '')
    .join('\n');
}

/** What the person has talked about, by day. @param extraActions buttons under the list */
export function talksView(talks: readonly RecalledTalk[], extraActions: readonly Action[] = []): Message {
  return {
    view: 'coach.talks',
    summary: say.talksTitle,
    blocks:
      talks.length === 0
        ? text(say.noTalks)
        : [
            {
              kind: 'lines',
              title: say.talksTitle,
              items: talks.map((talk) => ({
                text: `${spokenDay(talk.day)}: ${talk.topic ?? say.noStep}`,
                detail: detailOf(talk),
              })),
              empty: '',
            },
            ...buttons(extraActions, 3),
          ],
    footer: words.audience.direct,
  };
}

function detailOf({ nextStep, nextStepOn, state }: RecalledTalk): string {
  const step =
    nextStep === undefined
      ? say.noStep
      : say.step(nextStep, nextStepOn === undefined ? undefined : spokenDay(nextStepOn));
  return state === 'open' ? `${step} · ${say.stillOpen}` : step;
}

/** Five buttons, asked rarely. */
export const ratingView = (talkId: string): Message => ({
  view: 'coach.rate',
  summary: say.rateSummary,
  blocks: [
    ...text(say.rate),
    ...buttons(
      say.ratings.map((label, index) => ({ id: 'talk.rate', label, value: `${talkId}:${index + 1}` })),
    ),
  ],
  footer: words.audience.direct,
});

/** @param satisfaction from 1 to 5 */
export const ratedView = (satisfaction: number): Message => ({
  view: 'coach.rated',
  summary: say.rateSummary,
  blocks: text(say.rated(say.ratings[satisfaction - 1] ?? '')),
  footer: words.audience.direct,
});
