import type { EChartsCoreOption } from 'echarts/core';
import {
  formatShortDay,
  formatValue,
  type Chart,
  type ChartPoint,
  type ChartSeries,
} from '../messages/chart.ts';
import { words } from '../messages/words/en.ts';

/** In points; painted at twice the density. */
export const chartSize = { width: 500, height: 250 } as const;

export const fontFamily = 'DejaVu Sans';

const dayMs = 86_400_000;
/** A longer pause breaks the line: it would tell of days that nobody measured. */
const longestBridgeDays = 4;
/** With more points their marks would run into one another; then the last alone is marked. */
const mostMarks = 32;

const ink = { title: '#1d2733', label: '#5b6875', grid: '#e4e8ec', target: '#4a4a4a' } as const;
/** Told apart without colour vision (Okabe and Ito), and by mark and dash besides. */
const looks = [
  { color: '#0072b2', symbol: 'circle', dash: 'solid' },
  { color: '#d55e00', symbol: 'rect', dash: 'dashed' },
  { color: '#009e73', symbol: 'triangle', dash: 'dotted' },
  { color: '#6b4c9a', symbol: 'diamond', dash: [8, 3, 2, 3] },
] as const;

const instant = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** As many as can be read side by side. */
const daysShown = 6;

/** From the first day to the last, evenly. */
function shownDays({ from, to }: Chart): number[] {
  const days = Math.round((instant(to) - instant(from)) / dayMs);
  const steps = Math.max(1, Math.min(daysShown - 1, days));
  return Array.from(
    { length: steps + 1 },
    (_, index) => instant(from) + Math.round((index * days) / steps) * dayMs,
  );
}

/** What is drawn: calm, light, the last value written at the end of each line. */
export function toOption(chart: Chart): EChartsCoreOption {
  const several = chart.series.length > 1;
  const text = { fontFamily, color: ink.label, fontSize: 10 };
  return {
    animation: false,
    backgroundColor: '#ffffff',
    textStyle: { fontFamily },
    title: {
      text: chart.title,
      left: 14,
      top: 10,
      textStyle: { ...text, color: ink.title, fontSize: 13, fontWeight: 'bold' },
    },
    ...(several ? { legend: { top: 32, left: 10, itemWidth: 26, itemHeight: 8, textStyle: text } } : {}),
    grid: { left: 46, right: 58, top: several ? 60 : 44, bottom: 30 },
    xAxis: {
      // Not `time`: that one chooses days of its own, which run into one another.
      type: 'value',
      min: instant(chart.from),
      max: Math.max(instant(chart.to), instant(chart.from) + dayMs),
      axisLine: { lineStyle: { color: ink.grid } },
      axisTick: { show: false },
      splitLine: { show: false },
      axisLabel: {
        ...text,
        customValues: shownDays(chart),
        formatter: (at: number) => formatShortDay(new Date(at).toISOString().slice(0, 10)),
      },
    },
    yAxis: {
      type: 'value',
      ...rangeOf(chart),
      axisLine: { show: false },
      axisTick: { show: false },
      splitLine: { lineStyle: { color: ink.grid } },
      axisLabel: { ...text, formatter: (value: number) => formatValue(value, chart) },
    },
    series: chart.series.map((series, index) => toLine(chart, series, index)),
  };
}

/** A tenth of room above and below what is shown, so that small changes are seen and none looks like a cliff. */
function rangeOf({
  series,
  target,
  limits,
}: Chart): { min: number; max: number; interval?: number } | { scale: true } {
  const values = [
    ...series.flatMap(({ points }) => points.map(({ value }) => value)),
    ...(target === undefined ? [] : [target]),
  ];
  if (values.length === 0) return limits ?? { scale: true };
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = Math.max((high - low) * 0.1, Math.abs(high) * 0.03, 0.1);
  const step = stepOf(high - low + 2 * room);
  const min = Math.floor((low - room) / step) * step;
  const max = Math.ceil((high + room) / step) * step;
  return {
    min: Math.max(min, limits?.min ?? -Infinity),
    max: Math.min(max, limits?.max ?? Infinity),
    interval: step,
  };
}

/** 1, 2 or 5 times a power of ten, about a quarter of the range: whole numbers at the axis. */
function stepOf(range: number): number {
  const raw = range / 4;
  const power = 10 ** Math.floor(Math.log10(raw));
  return power * ([1, 2, 5].find((factor) => factor * power >= raw) ?? 10);
}

function toLine(chart: Chart, { name, points }: ChartSeries, index: number) {
  const look = looks[index % looks.length] ?? looks[0];
  const marked = points.length <= mostMarks;
  const last = points.at(-1);
  return {
    name,
    type: 'line',
    data: withPauses(points, chart.bridgeDays ?? longestBridgeDays),
    connectNulls: false,
    symbol: look.symbol,
    symbolSize: 6,
    showSymbol: marked,
    itemStyle: { color: look.color },
    lineStyle: { color: look.color, width: 2, type: look.dash },
    endLabel: {
      show: last !== undefined,
      fontFamily,
      fontSize: 11,
      fontWeight: 'bold',
      color: look.color,
      formatter: () => (last === undefined ? '' : formatValue(last.value, chart)),
    },
    ...(index === 0 && chart.target !== undefined
      ? {
          markLine: {
            silent: true,
            symbol: 'none',
            lineStyle: { color: ink.target, width: 1.2, type: [6, 4] },
            label: {
              position: 'insideStartTop',
              distance: [4, 2],
              fontFamily,
              fontSize: 10,
              color: ink.target,
              formatter: () => targetLabel(chart),
            },
            data: [{ yAxis: chart.target }],
          },
        }
      : {}),
  };
}

const targetLabel = (chart: Chart): string =>
  chart.target === undefined ? '' : words.charts.targetLine(formatValue(chart.target, chart));

function withPauses(points: readonly ChartPoint[], bridgeDays: number): [number, number | null][] {
  return points.flatMap(({ day, value }, index): [number, number | null][] => {
    const at = instant(day);
    const before = points[index - 1];
    const paused = before !== undefined && at - instant(before.day) > bridgeDays * dayMs;
    return [...(paused ? [[at - dayMs, null] as [number, null]] : []), [at, value]];
  });
}
