import type { HistoryPeriod } from '../../coaching/performance/read-history-period.ts';
import type { PeriodScore } from '../../coaching/performance/score-of-period.ts';
import type { CustomMetric } from '../../coaching/performance/custom-metric.ts';
import { definitionOf } from '../../coaching/performance/metric.ts';
import { formatShortDay, formatValue } from '../chart.ts';
import { words } from '../words/en.ts';

const { figures: say } = words;

const monthOf = (day: string, withYear = true): string =>
  new Date(`${day}T00:00:00Z`).toLocaleDateString('en-GB', {
    timeZone: 'UTC',
    month: 'long',
    ...(withYear ? { year: 'numeric' } : {}),
  });

/** `October 2026`, `the week of 16 Nov`, `July to September 2026`. */
export function periodName({ type, from, to }: HistoryPeriod): string {
  if (type === 'week') return say.week(formatShortDay(from));
  return type === 'month' ? monthOf(to) : say.quarter(monthOf(from, false), monthOf(to));
}

/** ` ▲ 2.1`, ` – steady`; empty where there is nothing to compare with. */
export function changeMark({ metric, change, trend }: PeriodScore): string {
  if (change === undefined || trend === undefined) return '';
  const by = formatValue(Math.abs(change), definitionOf(metric));
  return trend === 'steady' ? say.change.steady : (change > 0 ? say.change.up : say.change.down)(by);
}

export const customValue = (value: number, { unit, digits }: Pick<CustomMetric, 'unit' | 'digits'>): string =>
  formatValue(value, { unit, digits });

/** The parts of the composite and custom figures, each with its value. */
export function scoreFields(
  scores: readonly PeriodScore[],
  custom: readonly { metric: CustomMetric; average: number }[],
): { label: string; value: string }[] {
  return [
    ...scores
      .filter(({ metric }) => metric !== 'composite_score')
      .map((score) => ({
        label: definitionOf(score.metric).label,
        value: say.score(formatValue(score.average, definitionOf(score.metric)), changeMark(score)),
      })),
    ...custom.map(({ metric, average }) => ({ label: metric.label, value: customValue(average, metric) })),
  ];
}
