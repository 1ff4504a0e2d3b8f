import { differenceInCalendarDays, parseISO } from 'date-fns';
import { averageOf, definitionOf, type DailyFigures, type MetricKey } from './metric.ts';
import { shiftDay } from './own-scores.ts';
import type { ActionPlan, PlanTarget } from './plan.ts';
import type { MetricRepository } from './ports.ts';

/** What "now" rests on: so many days that have figures. */
const daysForNow = 7;
/** How far before the plan a beginning may be looked for. */
const daysBefore = 30;
/** A little behind the calendar is no reason to worry. */
const tolerance = 0.1;

export interface TargetProgress {
  metric: MetricKey;
  target: number;
  /** Where it stood when the plan began. */
  start?: number;
  /** Average of the last seven days with figures since the plan began. */
  now?: number;
  /**
   * `reached`, or `on-track` where at least as much of the way is done as of the time (less a tenth); `unknown` without
   * figures.
   */
  state: 'reached' | 'on-track' | 'behind' | 'unknown';
}

export interface PlanProgress {
  targets: readonly TargetProgress[];
  /**
   * How much of the way is done, 0 to 100: of each target the share between its start and its value, none below 0 or above
   * 100 %, all weighing the same. Targets without figures are left out; undefined where all are.
   */
  score?: number;
  /** From today to the planned end; below zero: it has passed. */
  daysLeft: number;
  /** From the plan's beginning to today, earliest first. */
  days: readonly DailyFigures[];
}

/** @param today `YYYY-MM-DD` where the person lives; of a plan that has ended, the day it did */
export async function planProgress(
  figures: Pick<MetricRepository, 'days'>,
  organizationId: string,
  plan: Pick<ActionPlan, 'agentId' | 'startOn' | 'targetEndOn' | 'targets'>,
  today: string,
): Promise<PlanProgress> {
  const all = await figures.days(organizationId, plan.agentId, shiftDay(plan.startOn, -daysBefore), today);
  const days = all.filter(({ day }) => day >= plan.startOn);
  const before = all.filter(({ day }) => day < plan.startOn);
  const length = differenceInCalendarDays(parseISO(plan.targetEndOn), parseISO(plan.startOn));
  const passed = differenceInCalendarDays(parseISO(today), parseISO(plan.startOn));
  const shareOfTime = length === 0 ? 1 : Math.min(1, Math.max(0, passed / length));
  const targets = plan.targets.map((target) => progressOf(target, { days, before, shareOfTime }));
  const score = scoreOf(targets);
  return {
    targets,
    ...(score === undefined ? {} : { score }),
    daysLeft: differenceInCalendarDays(parseISO(plan.targetEndOn), parseISO(today)),
    days,
  };
}

/** Average of the last seven days with this figure; undefined: there is none. */
export function lastAverage(days: readonly DailyFigures[], metric: MetricKey): number | undefined {
  return averageOf(days.filter(({ values }) => values[metric] !== undefined).slice(-daysForNow), metric);
}

function progressOf(
  { metric, target, start: written }: PlanTarget,
  course: { days: readonly DailyFigures[]; before: readonly DailyFigures[]; shareOfTime: number },
): TargetProgress {
  const now = lastAverage(course.days, metric);
  const start = written ?? lastAverage(course.before, metric);
  return {
    metric,
    target,
    ...(start === undefined ? {} : { start }),
    ...(now === undefined ? {} : { now }),
    state: now === undefined ? 'unknown' : stateOf({ metric, target, start, now }, course.shareOfTime),
  };
}

interface Course {
  metric: MetricKey;
  target: number;
  start: number | undefined;
  now: number;
}

const isReached = ({ metric, target, now }: Pick<Course, 'metric' | 'target' | 'now'>): boolean =>
  definitionOf(metric).better === 'lower' ? now <= target : now >= target;

function stateOf(course: Course, shareOfTime: number): TargetProgress['state'] {
  if (isReached(course)) return 'reached';
  const { start, target, now } = course;
  if (start === undefined || start === target) return 'behind';
  return (now - start) / (target - start) >= shareOfTime - tolerance ? 'on-track' : 'behind';
}

function scoreOf(targets: readonly TargetProgress[]): number | undefined {
  const shares = targets.flatMap(({ metric, target, start, now }) => {
    if (now === undefined) return [];
    if (isReached({ metric, target, now })) return [1];
    if (start === undefined || start === target) return [0];
    return [Math.min(1, Math.max(0, (now - start) / (target - start)))];
  });
  if (shares.length === 0) return undefined;
  return Math.round((shares.reduce((sum, share) => sum + share, 0) / shares.length) * 10_000) / 100;
}
