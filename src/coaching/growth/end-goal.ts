import { requireGoal } from './choose-goal.ts';
import { contentOf, type GrowthGoal } from './goal.ts';
import { ownerOf, type GoalChangeInput, type GrowthDeps } from './growth-deps.ts';
import { planFrom } from './next-check-in.ts';

/** Achieved, or dropped: it is no failure. Nothing is asked about it any more. @throws AppError GROWTH_001 */
export async function endGoal(
  deps: Pick<GrowthDeps, 'growth' | 'clock'>,
  { actor, goalId, turnId, how }: GoalChangeInput & { how: 'achieved' | 'dropped' },
): Promise<GrowthGoal> {
  const at = deps.clock.now();
  const changed = await deps.growth.change(ownerOf(actor), goalId, { turnId, at }, (goal) =>
    goal.status === how ? contentOf(goal) : { ...contentOf(goal), status: how, endedAt: at },
  );
  return requireGoal(changed);
}

/** Active again, with its steps; check-ins go on from the next one. @throws AppError GROWTH_001 */
export async function reopenGoal(
  deps: Pick<GrowthDeps, 'growth' | 'clock'>,
  { actor, goalId, turnId }: GoalChangeInput,
): Promise<GrowthGoal> {
  const at = deps.clock.now();
  const changed = await deps.growth.change(ownerOf(actor), goalId, { turnId, at }, (goal) => {
    const { endedAt, ...rest } = contentOf(goal);
    if (endedAt === undefined) return rest;
    const { checkIn } = rest;
    return {
      ...rest,
      status: 'active',
      ...(checkIn === undefined ? {} : { checkIn: planFrom(checkIn, at, actor.timezone) }),
    };
  });
  return requireGoal(changed);
}
