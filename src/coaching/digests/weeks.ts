import { format, parseISO, startOfISOWeek } from 'date-fns';
import { shiftDay } from '../performance/own-scores.ts';
import type { Tally } from './ports.ts';

/** A week speaks for itself from so many days with figures on. */
export const enoughDays = 3;

/** Monday of the week that a day falls in. */
export const mondayOf = (day: string): string => format(startOfISOWeek(parseISO(day)), 'yyyy-MM-dd');

/** Monday of the week so many weeks before that of `today`. */
export const mondayBefore = (today: string, weeks: number): string => shiftDay(mondayOf(today), -7 * weeks);

/** Undefined without figures. */
export const averageOfTally = ({ sum, days }: Tally): number | undefined =>
  days === 0 ? undefined : sum / days;

export const addTallies = (tallies: readonly Tally[]): Tally =>
  tallies.reduce((all, { sum, days }) => ({ sum: all.sum + sum, days: all.days + days }), {
    sum: 0,
    days: 0,
  });

/**
 * Averages of consecutive weeks, newest first, as far back as each has enough days: from the running week where it has, else
 * from last week.
 */
export function recentWeeks(weeks: readonly Tally[]): number[] {
  const [running] = weeks;
  const from = running !== undefined && running.days >= enoughDays ? 0 : 1;
  const averages: number[] = [];
  for (const week of weeks.slice(from)) {
    if (week.days < enoughDays) break;
    averages.push(week.sum / week.days);
  }
  return averages;
}
