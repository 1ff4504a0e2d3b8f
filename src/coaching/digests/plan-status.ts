import { differenceInCalendarDays, parseISO } from 'date-fns';
import { shiftDay } from '../performance/own-scores.ts';
import type { PlanState } from './digest.ts';
import { sessionDays, type RunningPlan } from './ports.ts';

/** A little behind the calendar is no reason to worry; as for the person's own view of it. */
const tolerancePercent = 10;

/** One word about a running plan: a check-in that is due comes first, then how far it is for the time that has passed. */
export function planStateOf(plan: RunningPlan, today: string): PlanState {
  const { nextCheckInOn, progress, startOn, endOn } = plan;
  if (nextCheckInOn !== undefined && nextCheckInOn < today) return 'check-in-overdue';
  if (nextCheckInOn !== undefined && nextCheckInOn <= shiftDay(today, sessionDays)) return 'check-in-due';
  if (progress === undefined) return 'not-measured';
  const length = differenceInCalendarDays(parseISO(endOn), parseISO(startOn));
  const passed = differenceInCalendarDays(parseISO(today), parseISO(startOn));
  const percentOfTime = length === 0 ? 100 : Math.min(100, Math.max(0, (100 * passed) / length));
  return progress >= percentOfTime - tolerancePercent ? 'on-track' : 'behind';
}
