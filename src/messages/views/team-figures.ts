import type { PeriodType } from '../../coaching/performance/history-ports.ts';
import type { PersonFigures } from '../../coaching/performance/person-figures.ts';
import { definitionOf } from '../../coaching/performance/metric.ts';
import { shiftDay } from '../../coaching/performance/own-scores.ts';
import type { TeamFigures } from '../../coaching/performance/team-figures.ts';
import { formatDay } from '../../coaching/summaries/format-line.ts';
import { chartBlock, formatShortDay, formatValue, type ChartPoint } from '../chart.ts';
import { escapeMarkdown } from '../markdown.ts';
import type { Block, Message } from '../message.ts';
import { words } from '../words/en.ts';
import { changeMark, periodName, scoreFields } from './period-words.ts';

const { figures: say } = words;
const namesShown = 10;
const weeksShown = 6;

const text = (markdown: string): Block => ({ kind: 'text', markdown });
const composite = definitionOf('composite_score');
const points = (value: number): string => formatValue(value, composite);

/** Days from one period's end to the next one's, at most: a line goes from each to the next, and breaks where one is missing. */
const longestPeriod: Readonly<Record<PeriodType, number>> = { week: 7, month: 31, quarter: 92 };

/** Nothing where there is no course to see. */
function courseBlock(title: string, type: PeriodType, course: readonly ChartPoint[]): Block[] {
  const [first] = course;
  const last = course.at(-1);
  if (first === undefined || last === undefined || course.length < 2) return [];
  return [
    chartBlock({
      title,
      unit: composite.unit,
      digits: composite.digits,
      from: first.day,
      to: last.day,
      ...(composite.limits === undefined ? {} : { limits: composite.limits }),
      bridgeDays: longestPeriod[type],
      series: [{ name: composite.label, points: course }],
    }),
  ];
}

const movers = (label: string, people: TeamFigures['rose'], mark: (by: string) => string) =>
  people.length === 0
    ? []
    : [
        {
          label,
          value: people
            .map(({ name, change }) => say.team.mover(name, mark(points(Math.abs(change))).trim()))
            .join(', '),
        },
      ];

function withoutField(names: readonly string[]) {
  if (names.length === 0) return [];
  const [shown, more] = [names.slice(0, namesShown), names.length - namesShown];
  return [
    {
      label: say.team.without,
      value: [...shown, ...(more > 0 ? [say.team.others(more)] : [])].join(', '),
    },
  ];
}

/**
 * A team's figures, for the eyes of one of its leaders alone.
 * @param withPlans false: not in the direct message, where alone plans are spoken of
 */
export function teamFiguresView(team: TeamFigures, withPlans: boolean): Message {
  const { team: of } = say;
  const main = team.scores.find(({ metric }) => metric === 'composite_score');
  const period = periodName(team.period);
  const lead =
    main === undefined
      ? of.none(period, team.people)
      : of.lead(points(main.average), changeMark(main), period, team.measured, team.people);
  const { spread } = team;
  return {
    view: 'figures.team',
    summary: of.summary,
    blocks: [
      { kind: 'heading', text: of.title(team.of) },
      text(lead),
      ...courseBlock(
        of.course,
        team.period.type,
        team.course.map(({ ending, value }) => ({ day: ending, value })),
      ),
      {
        kind: 'fields',
        items: [
          ...scoreFields(team.scores, team.custom),
          ...movers(of.rose, team.rose, say.change.up),
          ...movers(of.fell, team.fell, say.change.down),
          ...(spread === undefined
            ? []
            : [
                {
                  label: of.spread,
                  value: of.spreadOf(points(spread.usual), spread.most.name, points(spread.most.value)),
                },
              ]),
          ...withoutField(team.without),
          { label: of.sessions, value: String(team.sessions) },
          ...(withPlans ? [{ label: of.plans, value: String(team.plans) }] : []),
        ],
      },
      ...(team.teams.length === 0
        ? []
        : [
            {
              kind: 'lines' as const,
              title: of.teams,
              items: team.teams.map(({ leader, people, composite: value }) => ({
                text: of.teamLine(leader, people, value === undefined ? of.noComposite : points(value)),
              })),
              empty: '',
            },
          ]),
      ...(team.scores.some(({ change }) => change !== undefined) ? [text(of.changes)] : []),
    ],
    footer: say.footer,
  };
}

/** One person's weeks, for the eyes of one of their leaders alone. */
export function personFiguresView(figures: PersonFigures): Message {
  const { person: of } = say;
  const main = figures.scores.find(({ metric }) => metric === 'composite_score');
  const period = periodName(figures.period);
  const weeks = figures.weeks.flatMap(({ ending, days, composite: value }) =>
    value === undefined ? [] : [{ ending, days, value }],
  );
  const fields = [
    ...scoreFields(figures.scores, figures.custom),
    ...(figures.spread === undefined
      ? []
      : [{ label: of.spread, value: of.spreadOf(points(figures.spread)) }]),
  ];
  return {
    view: 'figures.person',
    summary: of.summary,
    blocks: [
      { kind: 'heading', text: figures.person.name },
      text(
        figures.daysWorked === 0
          ? of.none(period)
          : main === undefined
            ? of.noComposite(period)
            : of.lead(points(main.average), changeMark(main), period, figures.daysWorked),
      ),
      ...courseBlock(
        of.course,
        'week',
        weeks.map(({ ending, value }) => ({ day: ending, value })),
      ),
      ...(fields.length === 0 ? [] : [{ kind: 'fields' as const, items: fields }]),
      ...(weeks.length === 0
        ? []
        : [
            {
              kind: 'lines' as const,
              title: of.weeks,
              items: weeks.slice(-weeksShown).map(({ ending, days, value }) => ({
                text: of.week(formatShortDay(shiftDay(ending, -6)), points(value), days),
              })),
              empty: '',
            },
          ]),
      ...annotationsBlock(figures.annotations),
      {
        kind: 'actions',
        actions: [{ id: 'annotation.form', label: of.annotate, value: figures.person.id }],
      },
    ],
    footer: of.footer(figures.person.name),
  };
}

/** What was written beside figures; nothing where nothing was. */
export function annotationsBlock(annotations: PersonFigures['annotations']): Block[] {
  if (annotations.length === 0) return [];
  return [
    {
      kind: 'lines',
      title: say.annotations.title,
      items: annotations.map(({ day, kind, description }) => ({
        text: say.annotations.line(formatDay(day), kind, description),
      })),
      empty: '',
    },
  ];
}

/** Several people have the name. */
export const whichPersonView = (names: readonly string[]): Message => ({
  view: 'figures.who',
  summary: say.team.summary,
  blocks: [text(say.whichPerson(names.map(escapeMarkdown)))],
  footer: words.audience.direct,
});
