import { wallTimeOf } from '../follow-ups/wall-time.ts';
import { requireGoal } from './choose-goal.ts';
import { contentOf, type CheckInPlan, type GrowthGoal } from './goal.ts';
import { ownerOf, type GoalChangeInput, type GrowthDeps } from './growth-deps.ts';
import { goalEnded, scheduleUnreadable } from './growth-errors.ts';
import { planFrom, tomorrowAt } from './next-check-in.ts';
import { readSchedule } from './read-schedule.ts';

/**
 * Plans check-ins as the person says, in their zone: "every other Friday at 9".
 * @param input.plan instead of words, e.g. from a form
 * @throws AppError GROWTH_001, GROWTH_003 where no time can be read or it has passed, GROWTH_004 when the goal has ended
 */
export async function scheduleCheckIn(
  deps: GrowthDeps,
  input: GoalChangeInput & ({ words: string } | { plan: Omit<CheckInPlan, 'nextAt'> }),
): Promise<GrowthGoal> {
  const { actor, goalId, turnId } = input;
  const { timezone } = actor;
  const at = deps.clock.now();
  const read =
    'plan' in input
      ? input.plan
      : readSchedule(input.words, { moments: deps.moments, now: wallTimeOf(at, timezone), timezone });
  if (read === undefined) throw scheduleUnreadable();
  const plan = planFrom(read, at, timezone);
  if (plan.nextAt === undefined) throw scheduleUnreadable();
  const changed = await deps.growth.change(ownerOf(actor), goalId, { turnId, at }, (goal) => {
    if (goal.status !== 'active') throw goalEnded();
    return { ...contentOf(goal), checkIn: plan };
  });
  return requireGoal(changed);
}

/** No check-ins until the person asks for them again. @throws AppError GROWTH_001 */
export async function stopCheckIns(
  deps: Pick<GrowthDeps, 'growth' | 'clock'>,
  { actor, goalId, turnId }: GoalChangeInput,
): Promise<GrowthGoal> {
  const at = deps.clock.now();
  const changed = await deps.growth.change(ownerOf(actor), goalId, { turnId, at }, (goal) => {
    const { checkIn, ...rest } = contentOf(goal);
    return checkIn === undefined ? contentOf(goal) : rest;
  });
  return requireGoal(changed);
}

/**
 * The check-in that is asked now comes again tomorrow at its hour; those after it stay as they are.
 * @throws AppError GROWTH_001, GROWTH_003 where none is planned, GROWTH_004 when the goal has ended
 */
export async function postponeCheckIn(
  deps: Pick<GrowthDeps, 'growth' | 'clock'>,
  { actor, goalId, turnId }: GoalChangeInput,
): Promise<GrowthGoal> {
  const at = deps.clock.now();
  const changed = await deps.growth.change(ownerOf(actor), goalId, { turnId, at }, (goal) => {
    const { checkIn } = goal;
    if (goal.status !== 'active') throw goalEnded();
    if (checkIn === undefined) throw scheduleUnreadable();
    const tomorrow = tomorrowAt(checkIn.first.time, at, actor.timezone);
    // One that is due before that anyway is not put off by it.
    const isSooner = checkIn.nextAt !== undefined && checkIn.nextAt < tomorrow;
    return { ...contentOf(goal), checkIn: isSooner ? checkIn : { ...checkIn, nextAt: tomorrow } };
  });
  return requireGoal(changed);
}
