import type { ListedPlan } from '../../coaching/plans/list-plans.ts';
import { stageOf } from '../../coaching/plans/plan-machine.ts';
import { formatDay } from '../../coaching/summaries/format-line.ts';
import { escapeMarkdown } from '../markdown.ts';
import type { Action, LineItem, Message } from '../message.ts';
import { words } from '../words/en.ts';
import { firstName } from './connection-reason.ts';

const { plans: say } = words;

const shownAtMost = 15;
const buttonsAtMost = 5;

/** Plans of those whom the reader leads. */
export function planListView(plans: readonly ListedPlan[]): Message {
  if (plans.length === 0) return planSaidView(say.noneListed);
  const shown = plans.slice(0, shownAtMost);
  return {
    view: 'plan.list',
    summary: say.summary,
    blocks: [
      { kind: 'lines', title: say.listTitle, items: shown.map(lineOf), empty: '' },
      ...(plans.length > shown.length
        ? [{ kind: 'text' as const, markdown: say.more(plans.length - shown.length) }]
        : []),
      {
        kind: 'actions',
        actions: shown.slice(0, buttonsAtMost).map(({ plan, person }): Action => ({
          id: 'plan.show',
          label: say.open(firstName(person.name)).slice(0, 60),
          value: plan.id,
        })),
        visible: 3,
      },
    ],
    footer: words.audience.direct,
  };
}

function lineOf({ plan, person }: ListedPlan): LineItem {
  const { score, nextCheckInOn, status } = plan;
  const detail = [
    ...(status === 'draft' ? [] : [say.until(formatDay(plan.targetEndOn))]),
    ...(score === undefined ? [] : [say.score(Math.round(score))]),
    ...(nextCheckInOn === undefined ? [] : [say.nextCheckIn(formatDay(nextCheckInOn))]),
  ];
  return {
    text: say.listed(person.name, say.stages[stageOf(plan)]),
    ...(detail.length === 0 ? {} : { detail: detail.join(' · ') }),
  };
}

/** One or two sentences, such as that there is nothing to show. */
export const planSaidView = (markdown: string): Message => ({
  view: 'plan.said',
  summary: say.summary,
  blocks: [{ kind: 'text', markdown }],
  footer: words.audience.direct,
});

/** The same where there is no plan, and where it is not theirs to see. */
export const noPlanView = (): Message => planSaidView(say.none);

export const whichPersonView = (names: readonly string[]): Message =>
  planSaidView(say.which(names.map(escapeMarkdown).join(', ')));
