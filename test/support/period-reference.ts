import {
  endOfISOWeek,
  endOfMonth,
  endOfQuarter,
  format,
  parseISO,
  startOfISOWeek,
  startOfMonth,
  startOfQuarter,
  subDays,
} from 'date-fns';
import type { PeriodFigures, PeriodType } from '../../src/coaching/performance/history-ports.ts';
import type { MetricKey, RecordedMetric } from '../../src/coaching/performance/metric.ts';

/** Daily figures in hundredths, so that sums are exact. */
export type Hundredths = Readonly<Partial<Record<RecordedMetric, number>>>;

const averaged = [
  'service_score',
  'productivity_score',
  'quality_score',
  'attendance_rate',
  'adherence_score',
  'composite_score',
  'csat',
  'fcr',
  'aht',
  'qa_score',
] as const satisfies readonly MetricKey[];
const trended = averaged.slice(0, 6);
const weights = {
  service_score: 25,
  productivity_score: 20,
  quality_score: 20,
  attendance_rate: 20,
  adherence_score: 15,
} as const;

const spans: Record<PeriodType, readonly [(day: Date) => Date, (day: Date) => Date]> = {
  week: [startOfISOWeek, endOfISOWeek],
  month: [startOfMonth, endOfMonth],
  quarter: [startOfQuarter, endOfQuarter],
};
const toDay = (date: Date): string => format(date, 'yyyy-MM-dd');
/** Halves away from zero, as numerics round; neither is below zero. */
const divided = (value: bigint, by: bigint): bigint => (2n * value + by) / (2n * by);

function withComposite(values: Hundredths): Readonly<Partial<Record<MetricKey, number>>> {
  let sum = 0;
  for (const [part, weight] of Object.entries(weights)) {
    const value = values[part as keyof typeof weights];
    if (value === undefined) return values;
    sum += value * weight;
  }
  return { ...values, composite_score: Math.floor((sum + 50) / 100) };
}

/** Weeks, months and quarters of one person the plain way: a day after the other. */
export function periodsByHand(agentId: string, days: ReadonlyMap<string, Hundredths>): PeriodFigures[] {
  const all: PeriodFigures[] = [];
  for (const [type, [startOf, endOf]] of Object.entries(spans) as [
    PeriodType,
    (typeof spans)[PeriodType],
  ][]) {
    const groups = new Map<string, Readonly<Partial<Record<MetricKey, number>>>[]>();
    for (const [day, values] of days) {
      const ending = toDay(endOf(parseISO(day)));
      groups.set(ending, [...(groups.get(ending) ?? []), withComposite(values)]);
    }
    const averagesOf = (ending: string): Map<MetricKey, bigint> => {
      const found = new Map<MetricKey, bigint>();
      for (const metric of averaged) {
        const values = (groups.get(ending) ?? []).flatMap(({ [metric]: value }) =>
          value === undefined ? [] : [BigInt(value)],
        );
        if (values.length > 0)
          found.set(
            metric,
            divided(
              values.reduce((sum, value) => sum + value, 0n),
              BigInt(values.length),
            ),
          );
      }
      return found;
    };
    for (const [ending, inPeriod] of groups) {
      const averages = averagesOf(ending);
      const before = averagesOf(toDay(subDays(startOf(parseISO(ending)), 1)));
      const composites = inPeriod.flatMap(({ composite_score: value }) =>
        value === undefined ? [] : [BigInt(value)],
      );
      const n = BigInt(composites.length);
      const [sum, squares] = [
        composites.reduce((total, value) => total + value, 0n),
        composites.reduce((total, value) => total + value * value, 0n),
      ];
      all.push({
        agentId,
        type,
        ending,
        daysWorked: inPeriod.length,
        averages: Object.fromEntries([...averages].map(([metric, value]) => [metric, Number(value) / 100])),
        trends: Object.fromEntries(
          trended.flatMap((metric) => {
            const [now, was] = [averages.get(metric), before.get(metric)];
            return now === undefined || was === undefined ? [] : [[metric, Number(now - was) / 100]];
          }),
        ),
        ...(n === 0n ? {} : { variance: Number(divided(n * squares - sum * sum, n * n * 100n)) / 100 }),
      });
    }
  }
  return all;
}
