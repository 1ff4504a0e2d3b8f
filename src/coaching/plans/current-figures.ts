import { averageOf, metricKeys, type MetricKey } from '../performance/metric.ts';
import { shiftDay } from '../performance/own-scores.ts';
import type { MetricRepository } from '../performance/ports.ts';

const daysBack = 30;

export type CurrentFigures = Readonly<Partial<Record<MetricKey, number>>>;

/** Averages of the thirty days before `day`; where a plan that begins then starts from. */
export async function currentFigures(
  figures: Pick<MetricRepository, 'days'>,
  organizationId: string,
  agentId: string,
  day: string,
): Promise<CurrentFigures> {
  const days = await figures.days(organizationId, agentId, shiftDay(day, -daysBack), shiftDay(day, -1));
  return Object.fromEntries(
    metricKeys.flatMap((key) => {
      const average = averageOf(days, key);
      return average === undefined ? [] : [[key, Number(average.toFixed(2))]];
    }),
  );
}
