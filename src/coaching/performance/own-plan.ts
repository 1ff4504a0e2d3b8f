import { differenceInCalendarDays, parseISO } from 'date-fns';
import type { Actor } from '../people/user.ts';
import { averageOf, definitionOf, type DailyFigures, type MetricKey } from './metric.ts';
import { shiftDay, todayOf, type OwnScoresDeps } from './own-scores.ts';
import type { ActionPlan, PlanTarget } from './plan.ts';
import type { PlanRepository } from './ports.ts';

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

export interface OwnPlan {
  plan: ActionPlan;
  targets: readonly TargetProgress[];
  /** From today to the planned end; below zero: it has passed. */
  daysLeft: number;
  /** From the plan's beginning to today, earliest first. */
  days: readonly DailyFigures[];
}

export interface OwnPlanDeps extends OwnScoresDeps {
  actionPlans: Pick<PlanRepository, 'current'>;
}

/** The asker's own running plan with its progress; nobody else's. Undefined: there is none. */
export async function ownPlan(
  { actionPlans, figures, clock }: OwnPlanDeps,
  actor: Actor,
): Promise<OwnPlan | undefined> {
  const plan = await actionPlans.current(actor.organizationId, actor.id);
  if (plan === undefined) return undefined;
  const today = todayOf(clock, actor);
  const all = await figures.days(actor.organizationId, actor.id, shiftDay(plan.startOn, -daysBefore), today);
  const days = all.filter(({ day }) => day >= plan.startOn);
  const before = all.filter(({ day }) => day < plan.startOn);
  const length = differenceInCalendarDays(parseISO(plan.targetEndOn), parseISO(plan.startOn));
  const passed = differenceInCalendarDays(parseISO(today), parseISO(plan.startOn));
  const shareOfTime = length === 0 ? 1 : Math.min(1, Math.max(0, passed / length));
  return {
    plan,
    targets: plan.targets.map((target) => progressOf(target, { days, before, shareOfTime })),
    daysLeft: differenceInCalendarDays(parseISO(plan.targetEndOn), parseISO(today)),
    days,
  };
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

function stateOf(
  {
    metric,
    target,
    start,
    now,
  }: { metric: MetricKey; target: number; start: number | undefined; now: number },
  shareOfTime: number,
): TargetProgress['state'] {
  const lower = definitionOf(metric).better === 'lower';
  if (lower ? now <= target : now >= target) return 'reached';
  if (start === undefined || start === target) return 'behind';
  return (now - start) / (target - start) >= shareOfTime - tolerance ? 'on-track' : 'behind';
}

function lastAverage(days: readonly DailyFigures[], metric: MetricKey): number | undefined {
  return averageOf(days.filter(({ values }) => values[metric] !== undefined).slice(-daysForNow), metric);
}
