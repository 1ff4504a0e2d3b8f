import { addDays, differenceInCalendarDays, format, isWeekend, parseISO, startOfISOWeek } from 'date-fns';
import { dayIn } from '../people/day-in.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Actor } from '../people/user.ts';
import type { Period } from '../records/read-period.ts';
import {
  averageOf,
  definitionOf,
  scoreMetrics,
  trendOf,
  type DailyFigures,
  type MetricKey,
  type Trend,
} from './metric.ts';
import { periodInvalid } from './performance-errors.ts';
import type { MetricRepository } from './ports.ts';

const defaultDays = 30;
/** What a picture can show and a person can read. */
const mostDays = 366;

export interface MetricSummary {
  metric: MetricKey;
  /** Of the period; undefined: not measured in it. */
  average?: number;
  /** Against the period of the same length right before; undefined where either has no figures. */
  change?: number;
  trend?: Trend;
  best?: { day: string; value: number };
  worst?: { day: string; value: number };
}

export interface WeekAverages {
  /** Monday, `YYYY-MM-DD`. */
  monday: string;
  /** Days with figures. */
  days: number;
  averages: Readonly<Partial<Record<MetricKey, number>>>;
}

export interface OwnScores {
  period: Required<Period>;
  before: Required<Period>;
  /** The first is the one that is asked about; earlier ones only serve `before`. */
  summaries: readonly [MetricSummary, ...MetricSummary[]];
  weeks: readonly WeekAverages[];
  /** Days with figures, earliest first. */
  days: readonly DailyFigures[];
  /** Weekdays before today without any figures. */
  weekdaysWithout: number;
}

export interface OwnScoresDeps {
  figures: Pick<MetricRepository, 'days'>;
  clock: Clock;
}

export const todayOf = (clock: Clock, { timezone }: Pick<Actor, 'timezone'>): string =>
  dayIn(clock.now(), timezone);

export const shiftDay = (day: string, days: number): string =>
  format(addDays(parseISO(day), days), 'yyyy-MM-dd');

/** Whole days up to today, at most a year; the last 30 where none are named. @throws AppError METRIC_002 */
function toDays({ from, to }: Period, today: string): Required<Period> {
  const last = to === undefined || to > today ? today : to;
  const first = from ?? shiftDay(last, 1 - defaultDays);
  if (first > last) throw periodInvalid();
  const earliest = shiftDay(last, 1 - mostDays);
  return { from: first < earliest ? earliest : first, to: last };
}

/**
 * The asker's own figures: averages by week and over the period, against the period before.
 * @param options.metric one figure alone; default: the composite and its parts
 * @throws AppError METRIC_002
 */
export async function ownScores(
  { figures, clock }: OwnScoresDeps,
  actor: Actor,
  { period = {}, metric }: { period?: Period; metric?: MetricKey } = {},
): Promise<OwnScores> {
  const today = todayOf(clock, actor);
  const { from, to } = toDays(period, today);
  const length = differenceInCalendarDays(parseISO(to), parseISO(from)) + 1;
  const before = { from: shiftDay(from, -length), to: shiftDay(from, -1) };
  const all = await figures.days(actor.organizationId, actor.id, before.from, to);
  const days = all.filter(({ day }) => day >= from);
  const earlier = all.filter(({ day }) => day < from);
  const [first, ...rest] = metric === undefined ? scoreMetrics : [metric];
  const summarise = (key: MetricKey) => summaryOf(key, days, earlier);
  return {
    period: { from, to },
    before,
    summaries: [summarise(first), ...rest.map(summarise)],
    weeks: weeksOf(days, [first, ...rest]),
    days,
    weekdaysWithout: weekdaysIn(from, to).filter(
      (day) => day < today && !days.some((known) => known.day === day),
    ).length,
  };
}

function summaryOf(
  key: MetricKey,
  days: readonly DailyFigures[],
  earlier: readonly DailyFigures[],
): MetricSummary {
  const [average, was] = [averageOf(days, key), averageOf(earlier, key)];
  if (average === undefined) return { metric: key };
  const values = days.flatMap(({ day, values: { [key]: value } }) =>
    value === undefined ? [] : [{ day, value }],
  );
  // Of equal days the earliest.
  const extreme = (isLower: boolean) =>
    values.reduce<(typeof values)[number] | undefined>(
      (found, day) =>
        found === undefined || (isLower ? day.value < found.value : day.value > found.value) ? day : found,
      undefined,
    );
  const lowerIsBetter = definitionOf(key).better === 'lower';
  const [best, worst] = [extreme(lowerIsBetter), extreme(!lowerIsBetter)];
  return {
    metric: key,
    average,
    ...(was === undefined ? {} : { change: average - was, trend: trendOf(key, average - was) }),
    ...(best === undefined ? {} : { best }),
    ...(worst === undefined ? {} : { worst }),
  };
}

function weeksOf(days: readonly DailyFigures[], keys: readonly MetricKey[]): WeekAverages[] {
  const weeks = new Map<string, DailyFigures[]>();
  for (const figures of days) {
    const monday = format(startOfISOWeek(parseISO(figures.day)), 'yyyy-MM-dd');
    weeks.set(monday, [...(weeks.get(monday) ?? []), figures]);
  }
  return [...weeks].map(([monday, inWeek]) => ({
    monday,
    days: inWeek.length,
    averages: Object.fromEntries(
      keys.flatMap((key) => {
        const average = averageOf(inWeek, key);
        return average === undefined ? [] : [[key, average]];
      }),
    ),
  }));
}

function weekdaysIn(from: string, to: string): string[] {
  const length = differenceInCalendarDays(parseISO(to), parseISO(from)) + 1;
  return Array.from({ length }, (_, index) => shiftDay(from, index)).filter(
    (day) => !isWeekend(parseISO(day)),
  );
}
