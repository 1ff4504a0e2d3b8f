import { dayIn } from '../people/day-in.ts';
import { requireGoal } from './choose-goal.ts';
import { stepOf } from './create-goal.ts';
import { contentOf, goalLimits, type GrowthGoal } from './goal.ts';
import { ownerOf, type GoalChangeInput, type GrowthDeps } from './growth-deps.ts';
import { goalEnded, tooManySteps } from './growth-errors.ts';

/**
 * Adds a step at the end, from words: "shadow Ana on Thursday".
 * @throws AppError GROWTH_001, 004 when the goal has ended, 005, 006, 008
 */
export async function addStep(
  deps: GrowthDeps,
  { actor, goalId, turnId, words }: GoalChangeInput & { words: string },
): Promise<GrowthGoal> {
  const at = deps.clock.now();
  const step = stepOf(deps, words, dayIn(at, actor.timezone));
  const changed = await deps.growth.change(ownerOf(actor), goalId, { turnId, at }, (goal) => {
    if (goal.status !== 'active') throw goalEnded();
    if (goal.steps.length >= goalLimits.steps) throw tooManySteps();
    return { ...contentOf(goal), steps: [...goal.steps, { id: '', ...step }] };
  });
  return requireGoal(changed);
}
