import { addDays, addMonths, formatISO, parseISO } from 'date-fns';
import { dayIn } from '../people/day-in.ts';
import type { WallTime } from '../follow-ups/ports.ts';
import { instantOf } from '../follow-ups/wall-time.ts';
import type { CheckInPlan, GoalContent } from './goal.ts';

const dayMs = 24 * 3_600_000;
const stepDays = { weekly: 7, biweekly: 14 } as const;
/** Longer than any: from one check-in to the next. */
const stepMs = { weekly: 7 * dayMs, biweekly: 14 * dayMs, monthly: 28 * dayMs } as const;

/** The check-in number `count` after the first, by the calendar: of the 31st a shorter month has its last day. */
function nth({ every, first }: Omit<CheckInPlan, 'nextAt'>, count: number): WallTime {
  const start = parseISO(first.date);
  const day = every === 'monthly' ? addMonths(start, count) : addDays(start, count * stepDaysOf(every));
  return { date: formatISO(day, { representation: 'date' }), time: first.time };
}
const stepDaysOf = (every: CheckInPlan['every']): number =>
  every === 'weekly' || every === 'biweekly' ? stepDays[every] : 0;

/**
 * When the next check-in is, after `after`: at the hour that was asked for, by the clocks of the person's zone on that day.
 * @param timezone IANA zone of the person today: who moves is asked at the same hour there
 * @returns undefined: the only one is over
 */
export function nextCheckIn(
  plan: Omit<CheckInPlan, 'nextAt'>,
  after: Date,
  timezone: string,
): Date | undefined {
  const first = instantOf(plan.first, timezone);
  if (first > after) return first;
  if (plan.every === 'once') return undefined;
  // One earlier than the distance says: a month, and the day on which clocks change, are shorter than they are counted.
  const passed = Math.floor((after.getTime() - first.getTime()) / stepMs[plan.every]);
  let count = Math.max(0, plan.every === 'monthly' ? Math.floor(passed * 0.9) - 1 : passed - 1);
  let at = instantOf(nth(plan, count), timezone);
  while (at <= after) {
    count += 1;
    at = instantOf(nth(plan, count), timezone);
  }
  return at;
}

/** The plan as it goes on from `now`. */
export const planFrom = (plan: Omit<CheckInPlan, 'nextAt'>, now: Date, timezone: string): CheckInPlan => {
  const nextAt = nextCheckIn(plan, now, timezone);
  return { every: plan.every, first: plan.first, ...(nextAt === undefined ? {} : { nextAt }) };
};

/** What comes back from an earlier time: a check-in that is over by now is the next one instead. */
export const fitCheckIn =
  (now: Date, timezone: string) =>
  (content: GoalContent): GoalContent => {
    const { checkIn } = content;
    const isOver = checkIn?.nextAt !== undefined && checkIn.nextAt <= now;
    return checkIn !== undefined && isOver
      ? { ...content, checkIn: planFrom(checkIn, now, timezone) }
      : content;
  };

/** The same hour tomorrow, by the person's clocks. */
export function tomorrowAt(time: string, now: Date, timezone: string): Date {
  const today = parseISO(dayIn(now, timezone));
  return instantOf({ date: formatISO(addDays(today, 1), { representation: 'date' }), time }, timezone);
}
