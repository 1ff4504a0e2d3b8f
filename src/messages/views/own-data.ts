import { dayIn } from '../../coaching/people/day-in.ts';
import type { OwnAction } from '../../coaching/actions/own-actions.ts';
import { definitionOf } from '../../coaching/performance/metric.ts';
import type { OwnNextSession } from '../../coaching/performance/own-next-session.ts';
import type { OwnPlan } from '../../coaching/performance/own-plan.ts';
import type { OwnScores } from '../../coaching/performance/own-scores.ts';
import type { WhatChanged } from '../../coaching/performance/what-changed.ts';
import type { Actor } from '../../coaching/people/user.ts';
import { formatDay } from '../../coaching/summaries/format-line.ts';
import { escapeMarkdown } from '../markdown.ts';
import type { Block, Message } from '../message.ts';
import { words } from '../words/en.ts';
import { momentOf } from './moment.ts';
import { mainScore, valueOf } from './own-scores.ts';

const { ownData: say } = words;
const text = (markdown: string): Block => ({ kind: 'text', markdown });

export interface OwnOverview {
  scores: OwnScores;
  actions: readonly OwnAction[];
  session: OwnNextSession | undefined;
  /** Undefined: none, or not to be shown here. */
  plan: OwnPlan | undefined;
}

/** `/me`: what a person would look for first. */
export function ownOverviewView({ scores, actions, session, plan }: OwnOverview, zone: string): Message {
  const { labels, items, noSession } = say.overview;
  const main = mainScore(scores);
  const overdue = actions.filter((item) => item.overdue).length;
  return {
    view: 'own.overview',
    summary: say.overview.summary,
    blocks: [
      { kind: 'heading', text: say.overview.title },
      ...(main === undefined
        ? [text(say.scores.none(formatDay(scores.period.from), formatDay(scores.period.to)))]
        : [text(main.text), main.chart]),
      {
        kind: 'fields',
        items: [
          { label: labels.items, value: items(actions.length, overdue) },
          { label: labels.session, value: session === undefined ? noSession : sessionInShort(session, zone) },
          ...(plan === undefined
            ? []
            : [
                {
                  label: labels.plan,
                  value: say.plan.until(formatDay(plan.plan.targetEndOn), plan.daysLeft),
                },
              ]),
        ],
      },
      text(say.overview.more),
    ],
    footer: say.footer,
  };
}

const sessionInShort = ({ session, ledBy }: OwnNextSession, zone: string): string =>
  [
    say.session.kinds[session.type],
    momentOf(session.scheduledAt, zone),
    ...(ledBy === undefined ? [] : [say.session.with(ledBy).replace(/\.$/, '')]),
  ].join(', ');

/** A title is its leader's words: only who leads a session reads it here. */
export function ownSessionView(next: OwnNextSession | undefined, { id, timezone }: Actor): Message {
  const { session: words } = say;
  const blocks: Block[] =
    next === undefined
      ? [text(words.none)]
      : [
          { kind: 'heading', text: words.title },
          text(
            words.when(
              words.kinds[next.session.type],
              momentOf(next.session.scheduledAt, timezone),
              timezone,
            ),
          ),
          ...(next.ledBy === undefined ? [] : [text(words.with(escapeMarkdown(next.ledBy)))]),
          ...(next.session.facilitatorId === id ? [text(words.own(escapeMarkdown(next.session.title)))] : []),
        ];
  return { view: 'own.session', summary: words.summary, blocks, footer: words.footer };
}

/** What changed for the asker; `withPlan` false: where it is not to be shown. */
export function ownChangesView(changed: WhatChanged, { timezone }: Actor, withPlan = true): Message {
  const { changes: words } = say;
  const lists = [
    {
      title: words.scores,
      items: changed.scores.map(({ metric, was, now }) =>
        words.score(definitionOf(metric).label, valueOf(metric, was), valueOf(metric, now)),
      ),
    },
    {
      title: words.items,
      items: [
        ...changed.added.map(words.added),
        ...changed.done.map(words.done),
        ...changed.overdue.map(words.overdue),
      ],
    },
    {
      title: words.summaries,
      items: changed.summaries.map(({ title, date }) => words.summaryOf(title, formatDay(date))),
    },
    { title: words.plan, items: withPlan ? planChanges(changed) : [] },
    {
      title: words.session,
      items: changed.nextSession === undefined ? [] : [sessionInShort(changed.nextSession, timezone)],
    },
  ].filter(({ items }) => items.length > 0);
  return {
    view: 'own.changes',
    summary: words.summary,
    blocks: [
      { kind: 'heading', text: words.title },
      text(sinceInWords(changed, timezone)),
      ...(lists.length === 0
        ? [text(words.nothing)]
        : lists.map(({ title, items }): Block => ({
            kind: 'lines',
            title,
            items: items.map((item) => ({ text: item })),
            empty: '',
          }))),
    ],
    footer: say.footer,
  };
}

function sinceInWords({ since, from }: WhatChanged, zone: string): string {
  const { since: words } = say.changes;
  if (from?.kind === 'session') return words.session(formatDay(from.date));
  const day = formatDay(dayIn(since, zone));
  return from === undefined ? words.none(day) : words.look(day);
}

function planChanges({ plan }: WhatChanged): string[] {
  if (plan === undefined) return [];
  const { changes, plan: words } = say;
  const news = [...(plan.began ? [changes.began] : []), ...plan.updates];
  return news.length === 0 || plan.nextCheckInOn === undefined
    ? news
    : [...news, words.checkIn(formatDay(plan.nextCheckInOn))];
}
