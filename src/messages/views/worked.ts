import { factorCodes } from '../../coaching/effectiveness/factors.ts';
import { saidPrefix } from '../../coaching/effectiveness/measure.ts';
import type { MethodResult } from '../../coaching/effectiveness/ports.ts';
import type { NamedCase } from '../../coaching/effectiveness/review-case.ts';
import type { WhatWorked } from '../../coaching/effectiveness/what-worked.ts';
import { definitionOf, type MetricKey } from '../../coaching/performance/metric.ts';
import { formatDay } from '../../coaching/summaries/format-line.ts';
import { escapeMarkdown } from '../markdown.ts';
import type { Block, Form, Message } from '../message.ts';
import { words } from '../words/en.ts';

const { worked: say } = words;
/** Methods of one answer: more would not be read. */
const methodsShown = 6;

const labelOf = (issue: MetricKey): string => {
  const { label } = definitionOf(issue);
  return label.charAt(0).toLowerCase() + label.slice(1);
};
const valueText = (issue: MetricKey, value: number): string => {
  const { digits, unit } = definitionOf(issue);
  return `${value.toFixed(digits)}${unit}`;
};
const percentText = (percent: number): string => {
  const rounded = Math.round(percent);
  if (rounded === 0) return say.same;
  return rounded > 0 ? say.better(rounded) : say.worse(-rounded);
};
const text = (markdown: string): Block => ({ kind: 'text', markdown });

/** Methods and numbers, never people; or that nothing can be said yet, which says no number either. */
export function workedView({ issue, which, methods }: WhatWorked): Message {
  return {
    view: 'worked.methods',
    summary: say.summary,
    blocks: [
      { kind: 'heading', text: `${say.title(labelOf(issue))} ${say.where[which]}` },
      ...(methods.length === 0
        ? [text(say.silent(labelOf(issue), say.where[which])), text(say.howToFill)]
        : [
            ...methods.slice(0, methodsShown).map((method) => text(methodText(issue, method))),
            text(say.how),
          ]),
    ],
    footer: say.footer,
  };
}

function methodText(issue: MetricKey, result: MethodResult): string {
  const { method, cases, helped, medianImprovement, medianChange, sustained30, sustained90 } = result;
  const change =
    medianChange === undefined
      ? ''
      : `${medianChange > 0 ? '+' : '−'}${valueText(issue, Math.abs(medianChange))}`;
  return [
    say.line(escapeMarkdown(method), helped, cases),
    say.median(change, percentText(medianImprovement)),
    ...(sustained30 === undefined ? [] : [say.held(30, sustained30.held, sustained30.of)]),
    ...(sustained90 === undefined ? [] : [say.held(90, sustained90.held, sustained90.of)]),
  ].join(' · ');
}

/** A factor as people read it: a code in words, or what the leader said. */
function factorText(factor: string): string {
  if (factor.startsWith(saidPrefix)) return escapeMarkdown(factor.slice(saidPrefix.length));
  const code = factorCodes.find((one) => one === factor);
  return code === undefined ? escapeMarkdown(factor) : say.factors[code];
}

function caseText(one: NamedCase): string {
  const { issue, before, after, improvement, sustained30, sustained90 } = one;
  const [was, is] = [before?.[issue]?.average, after?.[issue]?.average];
  const { review } = say;
  return [
    review.case(escapeMarkdown(one.name), escapeMarkdown(one.method), labelOf(issue), formatDay(one.on)),
    was === undefined || is === undefined || improvement === undefined
      ? review.tooFew
      : review.change(valueText(issue, was), valueText(issue, is), percentText(improvement)),
    ...(sustained30 === undefined ? [] : [review.sustained(30, sustained30)]),
    ...(sustained90 === undefined ? [] : [review.sustained(90, sustained90)]),
    ...(one.successFactors.length === 0
      ? []
      : [review.helped(one.successFactors.map(factorText).join(', '))]),
    ...(one.failureFactors.length === 0
      ? []
      : [review.hindered(one.failureFactors.map(factorText).join(', '))]),
    ...(one.recommended ? [review.recommended] : []),
  ].join(' · ');
}

/** The leader's own measured 1:1s, each with a button to say what helped. */
export const casesView = (cases: readonly NamedCase[], said?: string): Message => ({
  view: 'worked.cases',
  summary: say.summary,
  blocks: [
    ...(said === undefined ? [] : [text(said)]),
    { kind: 'heading', text: say.review.title },
    ...(cases.length === 0 ? [text(say.review.none)] : []),
    ...cases.flatMap((one): Block[] => [
      text(caseText(one)),
      { kind: 'actions', actions: [{ id: 'worked.review', label: say.review.button, value: one.id }] },
    ]),
  ],
  footer: say.review.footer,
});

const wordsLength = 1_500;
const saidOf = (factors: readonly string[]): string =>
  factors
    .filter((factor) => factor.startsWith(saidPrefix))
    .map((factor) => factor.slice(saidPrefix.length))
    .join('\n');

export function reviewForm(one: NamedCase): Form {
  const { review } = say;
  const lines = (name: string, label: string, said: string) => ({
    ...{ name, label, required: false, type: 'text' as const, multiline: true, maxLength: wordsLength },
    ...(said === '' ? {} : { initial: said.slice(0, wordsLength) }),
  });
  return {
    id: 'worked.review',
    title: review.form,
    intro: `${one.name}, ${formatDay(one.on)}: ${one.method}`,
    fields: [
      lines('helped', review.fieldHelped, saidOf(one.successFactors)),
      lines('hindered', review.fieldHindered, saidOf(one.failureFactors)),
      {
        name: 'recommended',
        label: review.fieldRecommended,
        required: true,
        type: 'select',
        options: [
          { value: 'yes', label: review.yes },
          { value: 'no', label: review.no },
        ],
        initial: one.recommended ? 'yes' : 'no',
      },
    ],
    submitLabel: review.save,
    context: one.id,
  };
}

export const reviewFormView = (one: NamedCase): Message => ({
  view: 'worked.review',
  summary: say.summary,
  blocks: [{ kind: 'form', form: reviewForm(one) }],
  footer: say.review.footer,
});
