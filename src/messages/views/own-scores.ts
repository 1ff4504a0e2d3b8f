import { differenceInCalendarDays, parseISO } from 'date-fns';
import { definitionOf, type MetricKey, type Trend } from '../../coaching/performance/metric.ts';
import type { MetricSummary, OwnScores } from '../../coaching/performance/own-scores.ts';
import type { Annotation } from '../../coaching/performance/annotation-ports.ts';
import { formatDay } from '../../coaching/summaries/format-line.ts';
import { chartBlock, formatShortDay, formatValue, type Chart, type ChartBlock } from '../chart.ts';
import type { Block, Message } from '../message.ts';
import { words } from '../words/en.ts';
import { annotationsBlock } from './team-figures.ts';

const { scores: say, footer } = words.ownData;

/** Weeks beside the picture; longer times are read off it. */
const weeksShown = 6;

export const valueOf = (metric: MetricKey, value: number): string => formatValue(value, definitionOf(metric));

/** @param days how many the period has, and the one before */
function changeInWords(metric: MetricKey, trend: Trend, change: number, days: string): string {
  // "Down by" would be wrong of a handle time that became longer.
  const said = trend === 'worse' && change > 0 ? say.against.worseUp : say.against[trend];
  return said(valueOf(metric, Math.abs(change)), days);
}

const markOf = ({ trend, change = 0 }: MetricSummary): string =>
  trend === undefined ? '' : trend === 'worse' && change > 0 ? say.worseUp : say.marks[trend];

function scoresChart({ period, days }: OwnScores, metric: MetricKey): Chart {
  const { label, unit, digits, limits } = definitionOf(metric);
  return {
    title: label,
    unit,
    digits,
    ...period,
    ...(limits === undefined ? {} : { limits }),
    series: [
      {
        name: label,
        points: days.flatMap(({ day, values: { [metric]: value } }) =>
          value === undefined ? [] : [{ day, value }],
        ),
      },
    ],
  };
}

/** Average and trend of the figure that is asked about, and its picture; nothing where it was not measured. */
export function mainScore(scores: OwnScores): { text: string; chart: ChartBlock } | undefined {
  const [{ metric, average, change, trend }] = scores.summaries;
  if (average === undefined) return undefined;
  const { from, to } = scores.period;
  const days = say.days(differenceInCalendarDays(parseISO(to), parseISO(from)) + 1);
  const against =
    change === undefined || trend === undefined ? '' : changeInWords(metric, trend, change, days);
  const said = say.average(
    definitionOf(metric).label,
    valueOf(metric, average),
    formatShortDay(from),
    formatShortDay(to),
  );
  return {
    text: `${said}${against}.`,
    chart: chartBlock(scoresChart(scores, metric)),
  };
}

/** The asker's own figures, for their eyes alone. @param annotations what their leaders wrote beside them */
export function ownScoresView(scores: OwnScores, annotations: readonly Annotation[] = []): Message {
  const [main, ...parts] = scores.summaries;
  const { label } = definitionOf(main.metric);
  const shown = mainScore(scores);
  const measured = parts.filter(({ average }) => average !== undefined);
  const blocks: Block[] =
    scores.days.length === 0
      ? [{ kind: 'text', markdown: say.none(formatDay(scores.period.from), formatDay(scores.period.to)) }]
      : [
          ...(shown === undefined
            ? [{ kind: 'text' as const, markdown: say.noneOf(label) }]
            : [{ kind: 'text' as const, markdown: shown.text }, shown.chart]),
          ...(measured.length === 0 ? [] : [partsBlock(measured)]),
          ...(shown === undefined ? [] : weeksBlock(scores, main.metric)),
          { kind: 'text', markdown: remarks(scores) },
          ...annotationsBlock(annotations),
        ];
  return {
    view: 'own.scores',
    summary: say.summary,
    blocks: [
      { kind: 'heading', text: parts.length === 0 ? say.title(label.toLowerCase()) : say.all },
      ...blocks,
    ],
    footer,
  };
}

const partsBlock = (parts: readonly MetricSummary[]): Block => ({
  kind: 'fields',
  items: parts.map((part) => ({
    label: definitionOf(part.metric).label,
    value: say.part(valueOf(part.metric, part.average ?? 0), markOf(part)),
  })),
});

function weeksBlock({ weeks }: OwnScores, metric: MetricKey): Block[] {
  const items = weeks
    .slice(-weeksShown)
    .flatMap(({ monday, days, averages: { [metric]: average } }) =>
      average === undefined
        ? []
        : [{ text: say.week(formatShortDay(monday), valueOf(metric, average), days) }],
    );
  return items.length < 2 ? [] : [{ kind: 'lines', title: say.weeks, items, empty: '' }];
}

function remarks({ summaries: [main], weekdaysWithout }: OwnScores): string {
  const day = (at: { day: string; value: number }) =>
    [valueOf(main.metric, at.value), formatShortDay(at.day)] as const;
  return [
    ...(main.best === undefined ? [] : [say.best(...day(main.best))]),
    ...(main.worst === undefined || main.worst.day === main.best?.day ? [] : [say.worst(...day(main.worst))]),
    ...(weekdaysWithout === 0 ? [] : [say.without(weekdaysWithout)]),
  ].join(' ');
}
