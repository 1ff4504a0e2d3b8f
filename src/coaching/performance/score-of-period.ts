import type { CustomMetric } from './custom-metric.ts';
import { scoreMetrics, trendOf, type MetricKey, type Trend } from './metric.ts';

/** One score of a person or a team in a week, month or quarter. */
export interface PeriodScore {
  metric: MetricKey;
  average: number;
  /** Against the period right before. */
  change?: number;
  trend?: Trend;
}

export interface CustomScore {
  metric: CustomMetric;
  average: number;
}

export const meanOf = (values: readonly number[]): number | undefined =>
  values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;

/** The composite and its parts, where they were measured. */
export function scoresOf(
  averageOf: (metric: MetricKey) => number | undefined,
  changeOf: (metric: MetricKey) => number | undefined,
): PeriodScore[] {
  return scoreMetrics.flatMap((metric): PeriodScore[] => {
    const [average, change] = [averageOf(metric), changeOf(metric)];
    if (average === undefined) return [];
    return [{ metric, average, ...(change === undefined ? {} : { change, trend: trendOf(metric, change) }) }];
  });
}
