import { differenceInCalendarDays, getISODay, parseISO } from 'date-fns';
import { shiftDay } from '../performance/own-scores.ts';
import type { ActionPlan, PlanCheckIn } from '../performance/plan.ts';

type Scheduled = Pick<ActionPlan, 'startOn' | 'targetEndOn' | 'checkIn'>;

/** Two of these working days, apart from each other and away from the week's ends where there is room. */
function twoOf(workdays: readonly number[]): readonly (number | undefined)[] {
  const last = workdays.length - 1;
  return workdays.length >= 4 ? [workdays[1], workdays[last - 1]] : [workdays[0], workdays[last]];
}

const everyDays: Readonly<Partial<Record<PlanCheckIn, number>>> = { weekly: 7, biweekly: 14 };

/**
 * The days of a plan's check-ins, in order, none before the day after it begins and none after its planned end: daily on
 * each working day; twice weekly on two of them; weekly and every two weeks on the weekday it began, or on the next working
 * day where that is none.
 * @param workdays from 1 (Monday) to 7, at least one, as `workingDaysOf` gives them
 */
export function checkInDays(
  { startOn, targetEndOn, checkIn }: Scheduled,
  workdays: readonly number[],
): readonly string[] {
  const length = Math.max(0, differenceInCalendarDays(parseISO(targetEndOn), parseISO(startOn)));
  const all = Array.from({ length }, (_, index) => shiftDay(startOn, index + 1));
  const isOn = (day: string, days: readonly (number | undefined)[]) =>
    days.includes(getISODay(parseISO(day)));
  const every = everyDays[checkIn];
  if (every === undefined) {
    const days = checkIn === 'daily' ? workdays : twoOf(workdays);
    return all.filter((day) => isOn(day, days));
  }
  const moved = all
    .filter((_, index) => (index + 1) % every === 0)
    .flatMap((day) => all.find((other) => other >= day && isOn(other, workdays)) ?? []);
  return [...new Set(moved)];
}

/** The first after this day; undefined: no more before the plan's end. */
export const nextCheckIn = (
  plan: Scheduled,
  workdays: readonly number[],
  after: string,
): string | undefined => checkInDays(plan, workdays).find((day) => day > after);

/** Planned for today or before, and not held: oldest first, from the plan's next one on. */
export function openCheckIns(
  plan: Scheduled & Pick<ActionPlan, 'nextCheckInOn'>,
  workdays: readonly number[],
  today: string,
): readonly string[] {
  const { nextCheckInOn } = plan;
  if (nextCheckInOn === undefined || nextCheckInOn > today) return [];
  return [nextCheckInOn, ...checkInDays(plan, workdays).filter((day) => day > nextCheckInOn && day <= today)];
}
