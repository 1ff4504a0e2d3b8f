import type { Attention, Digest, Praise, ScoreTrend } from '../../coaching/digests/digest.ts';
import { chartBlock, type ChartBlock } from '../chart.ts';
import type { Action, Block, LineItem, Message } from '../message.ts';
import { words } from '../words/en.ts';
import { agendaFields, agendaLines } from './digest-agenda.ts';
import { dayOfInstant, shortDay, shortName } from './digest-parts.ts';

const { digest: say } = words;

const teamsShown = 6;
/** Reasons beside a name; the others are in the order of things, not in the way. */
const reasonsShown = 2;
const buttonsShown = 3;
/** A smaller change of an average is none. */
const steadyPoints = 0.5;

const score = (value: number): string => String(Number(value.toFixed(1)));

/**
 * A digest on one screen: at most 2,200 characters, and twelve blocks in Slack. The notification names nobody and nothing.
 * @param reader.timezone by whose clocks times are told
 */
export function digestView(digest: Digest, reader: { timezone: string }): Message {
  const several = digest.teams.length > 0;
  return {
    view: 'digest.show',
    summary: say.summary,
    blocks: [
      { kind: 'heading', text: titleOf(digest) },
      { kind: 'text', markdown: scoreText(digest) },
      ...chartOf(digest),
      ...(several ? [teamsBlock(digest)] : []),
      {
        kind: 'lines',
        title: say.attention.title(digest.needing, digest.attention.length),
        // An item, not `empty`: the command line says it too.
        items:
          digest.attention.length === 0
            ? [{ text: say.attention.nobody }]
            : digest.attention.map((item) => attentionLine(item, reader.timezone)),
        empty: say.attention.nobody,
      },
      several ? agendaFields(digest) : agendaLines(digest, reader.timezone),
      ...(digest.praise.length === 0
        ? []
        : [
            {
              kind: 'lines' as const,
              title: say.praise.title,
              items: digest.praise.map((praise) => ({ text: praiseText(praise) })),
              empty: '',
            },
          ]),
      ...(several ? buttonsOf(digest) : []),
    ],
    footer: digest.plans === undefined ? `${say.footer} ${say.onlyDirect}` : say.footer,
  };
}

export const noDigestView = (): Message => ({
  view: 'digest.none',
  summary: say.summary,
  blocks: [{ kind: 'text', markdown: say.nobody }],
  footer: words.audience.direct,
});

function titleOf({ scope, leader }: Digest): string {
  if (scope === 'organization') return say.titles.organization;
  if (leader === undefined) return scope === 'team' ? say.titles.own : say.titles.teams;
  return (scope === 'team' ? say.titles.of : say.titles.teamsOf)(shortName(leader.name));
}

function against(value: number, before: number | undefined, than: string): string {
  if (before === undefined) return '';
  const change = value - before;
  if (Math.abs(change) < steadyPoints) return say.score.steady(than);
  return (change > 0 ? say.score.up : say.score.down)(score(Math.abs(change)), than);
}

function scoreText({ score: { now, last, before }, measured, people }: Digest): string {
  const lastWeek = last === undefined ? '' : `${against(last, before, say.score.weekBefore)}.`;
  if (now === undefined && last === undefined) return say.score.none(people);
  const coverage = say.score.measured(measured, people);
  if (now === undefined) return `${say.score.last(score(last ?? 0))}${lastWeek} ${coverage}`;
  const running = `${say.score.now(score(now))}${last === undefined ? '' : against(now, last, say.score.lastWeek(score(last)))}.`;
  const whole =
    last === undefined || before === undefined ? [] : [`${say.score.then(score(last))}${lastWeek}`];
  return [running, ...whole, coverage].join(' ');
}

/** One picture: the average by week, and beside it where it used to be. */
function chartOf({ weeks, level, scope }: Digest): ChartBlock[] {
  const [first] = weeks;
  const last = weeks.at(-1);
  if (first === undefined || last === undefined || weeks.length < 2) return [];
  const isTeam = scope === 'team';
  return [
    chartBlock({
      title: isTeam ? say.chart.team : say.chart.organization,
      unit: '',
      digits: 1,
      limits: { min: 0, max: 100 },
      from: first.monday,
      to: last.monday,
      bridgeDays: 7,
      series: [
        {
          name: isTeam ? say.chart.series : say.chart.all,
          points: weeks.map(({ monday, average }) => ({ day: monday, value: average })),
        },
        ...(level === undefined
          ? []
          : [
              {
                name: say.chart.level,
                points: [first, last].map(({ monday }) => ({ day: monday, value: level })),
              },
            ]),
      ],
    }),
  ];
}

function teamsBlock({ teams }: Digest): Block {
  const shown = teams.slice(0, teamsShown);
  const more = teams.length - shown.length;
  return {
    kind: 'lines',
    title: say.teams.title,
    items: [
      ...shown.map(({ leader, score: trend, needing }) => ({
        text: say.teams.line(
          leader === undefined ? say.teams.none : shortName(leader),
          teamScore(trend),
          teamChange(trend),
          needing,
        ),
      })),
      ...(more === 0 ? [] : [{ text: say.teams.more(more) }]),
    ],
    empty: '',
  };
}

function teamScore({ now, last }: ScoreTrend): string {
  const value = now ?? last;
  return value === undefined ? say.teams.noScore : score(value);
}

function teamChange({ now, last, before }: ScoreTrend): string {
  const [value, than] = now === undefined ? [last, before] : [now, last];
  if (value === undefined || than === undefined || Math.abs(value - than) < steadyPoints) return '';
  return (value > than ? say.teams.up : say.teams.down)(score(Math.abs(value - than)));
}

const attentionLine = ({ name, reasons }: Attention, zone: string): LineItem => ({
  text: shortName(name),
  detail: reasons
    .slice(0, reasonsShown)
    .map((reason) => reasonText(reason, zone))
    .join(' · '),
});

function reasonText(reason: Attention['reasons'][number], zone: string): string {
  const { reasons } = say.attention;
  switch (reason.kind) {
    case 'check-in-missed':
      return reasons[reason.kind](shortDay(reason.on));
    case 'urgent-notes':
      return reasons[reason.kind](reason.count, dayOfInstant(reason.since, zone));
    case 'falling':
      return reasons[reason.kind](score(reason.from), score(reason.to));
    case 'below-level':
      return reasons[reason.kind](score(reason.now), score(reason.level));
    case 'attendance':
      return reasons[reason.kind](`${score(reason.percent)}%`);
    case 'overdue':
      return reasons[reason.kind](reason.items, shortDay(reason.oldest));
    case 'session-missed':
      return reasons[reason.kind](dayOfInstant(reason.at, zone));
    case 'no-meeting':
      return reasons[reason.kind](reason.lastOn === undefined ? undefined : shortDay(reason.lastOn));
  }
}

function praiseText(praise: Praise): string {
  switch (praise.kind) {
    case 'rise':
      return say.praise.rise(shortName(praise.name), score(praise.from), score(praise.to));
    case 'record':
      return say.praise.record(shortName(praise.name), score(praise.score));
    case 'notes':
      return say.praise.notes(shortName(praise.name), praise.count);
    case 'team-record':
      return say.praise['team-record'](score(praise.score));
  }
}

/** The teams with most to look at, one press away. */
function buttonsOf({ teams }: Digest): Block[] {
  const actions = teams
    .filter(({ needing }) => needing > 0)
    .sort((one, other) => other.needing - one.needing)
    .flatMap(({ leaderId, leader }): Action[] =>
      leaderId === undefined || leader === undefined
        ? []
        : [{ id: 'digest.team', label: say.teams.show(shortName(leader)), value: leaderId }],
    )
    .slice(0, buttonsShown);
  return actions.length === 0 ? [] : [{ kind: 'actions', actions }];
}
