import { words } from './words/en.ts';

/** Figures over days, for a picture and for its words. Plain text; values are shown rounded to `digits`. */
export interface Chart {
  title: string;
  /** After each value, with its space where it needs one: `%`, ` s`; empty: points. */
  unit: string;
  /** Decimals shown. */
  digits: number;
  /** First and last day of the picture, `YYYY-MM-DD`, inclusive; there may be days without a point. */
  from: string;
  to: string;
  /** Where values cannot lie outside, e.g. percentages. Default: no limits. */
  limits?: { min: number; max: number };
  /** At most four can be told apart. Points in order of their day. */
  series: readonly ChartSeries[];
  /** A longer pause between two points breaks their line, in days. @default 4, so that a weekend does not */
  bridgeDays?: number;
  /** A line across. */
  target?: number;
}

export interface ChartSeries {
  name: string;
  points: readonly ChartPoint[];
}

export interface ChartPoint {
  /** `YYYY-MM-DD` */
  day: string;
  value: number;
}

/** A chart as it is painted for one sending; it is never stored. */
export interface Picture {
  png: Uint8Array;
  /** Its name on a platform that has to hold it before a message can show it, e.g. Slack's file id. */
  reference?: string;
}

export interface ChartBlock {
  kind: 'chart';
  chart: Chart;
  /** The numbers in words: for who cannot see the picture, and in its place where there is none. */
  alt: string;
  /** Set on the way out, where it could be painted (`src/turns/with-pictures.ts`). */
  picture?: Picture;
}

/** The only way to make the block: its words come from the figures that are painted. */
export const chartBlock = (chart: Chart): ChartBlock => ({ kind: 'chart', chart, alt: describeChart(chart) });

/** `27 Nov`, the same in every zone. */
export function formatShortDay(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  return `${date.getUTCDate()} ${date.toLocaleDateString('en-GB', { timeZone: 'UTC', month: 'short' })}`;
}

/** `84.5%`; whole numbers without decimals. */
export const formatValue = (value: number, { unit, digits }: Pick<Chart, 'unit' | 'digits'>): string =>
  `${Number(value.toFixed(digits))}${unit}`;

function describeChart(chart: Chart): string {
  const { charts: say } = words;
  const parts = chart.series.map((series) => describeSeries(chart, series));
  const target = chart.target === undefined ? [] : [say.target(formatValue(chart.target, chart))];
  return [
    say.title(chart.title, formatShortDay(chart.from), formatShortDay(chart.to)),
    ...parts,
    ...target,
  ].join(' ');
}

function describeSeries(chart: Chart, { name, points }: ChartSeries): string {
  const { charts: say } = words;
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined) return say.nothing(name);
  const at = ({ day, value }: ChartPoint) => say.at(formatValue(value, chart), formatShortDay(day));
  if (points.length === 1) return say.one(name, at(first));
  const by = (better: (one: number, other: number) => boolean) =>
    points.reduce((best, point) => (better(point.value, best.value) ? point : best));
  // Of the numbers as they are shown: two that read the same have no difference.
  const shown = (value: number) => Number(value.toFixed(chart.digits));
  const change = Number((shown(last.value) - shown(first.value)).toFixed(chart.digits));
  return say.course(name, {
    first: at(first),
    last: at(last),
    change: change === 0 ? say.same : (change > 0 ? say.up : say.down)(formatValue(Math.abs(change), chart)),
    lowest: at(by((one, other) => one < other)),
    highest: at(by((one, other) => one > other)),
  });
}
