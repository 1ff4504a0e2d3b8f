import { requireGoal } from './choose-goal.ts';
import { contentOf, type GrowthGoal, type GrowthStep } from './goal.ts';
import { ownerOf, type GoalChangeInput, type GrowthDeps } from './growth-deps.ts';
import { stepNotFound } from './growth-errors.ts';

export type StepDoing = 'tick' | 'untick' | 'remove';

/**
 * Ticks, unticks or removes one step. Ticking what is ticked changes nothing.
 * @throws AppError GROWTH_001, GROWTH_002 where the step is gone
 */
export async function changeStep(
  deps: Pick<GrowthDeps, 'growth' | 'clock'>,
  { actor, goalId, turnId, stepId, doing }: GoalChangeInput & { stepId: string; doing: StepDoing },
): Promise<GrowthGoal> {
  const at = deps.clock.now();
  const changed = await deps.growth.change(ownerOf(actor), goalId, { turnId, at }, (goal) => {
    if (!goal.steps.some(({ id }) => id === stepId)) throw stepNotFound();
    const steps = goal.steps.flatMap((step) => (step.id === stepId ? changedStep(step, doing, at) : [step]));
    return { ...contentOf(goal), steps };
  });
  return requireGoal(changed);
}

function changedStep(step: GrowthStep, doing: StepDoing, at: Date): GrowthStep[] {
  const { doneAt, ...open } = step;
  switch (doing) {
    case 'tick':
      return [{ ...open, doneAt: doneAt ?? at }];
    case 'untick':
      return [open];
    case 'remove':
      return [];
  }
}

const numbers = ['one', 'two', 'three', 'four', 'five', 'six'];
const ordinals = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
];
const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 2);

/**
 * The step that words name: "first", "2", "last", or words of its own; without any the next one to do (of `untick` the last
 * one done).
 * @throws AppError GROWTH_002
 */
export function stepNamed(goal: GrowthGoal, which: string, doing: StepDoing): GrowthStep {
  const { steps } = goal;
  const said = which.trim().toLowerCase();
  const wanted = steps.filter(({ doneAt }) =>
    doing === 'tick' ? doneAt === undefined : doneAt !== undefined,
  );
  const found = ((): GrowthStep | undefined => {
    if (said === '' || said === 'next') {
      if (doing === 'remove') return steps.length === 1 ? steps[0] : undefined;
      return doing === 'tick' ? wanted[0] : wanted.at(-1);
    }
    if (said === 'last') return steps.at(-1);
    const index = ordinals.indexOf(said) === -1 ? numbers.indexOf(said) : ordinals.indexOf(said);
    const number = /^(\d{1,2})/.exec(said)?.[1];
    if (index !== -1 || number !== undefined) return steps[index === -1 ? Number(number) - 1 : index];
    const scored = steps.map((step) => ({
      step,
      score: wordsOf(step.text).filter((word) => wordsOf(said).includes(word)).length,
    }));
    const best = Math.max(...scored.map(({ score }) => score));
    const hits = scored.filter(({ score }) => score === best && best > 0).map(({ step }) => step);
    const [hit, ...others] = hits.length < 2 ? hits : hits.filter((step) => wanted.includes(step));
    return others.length === 0 ? hit : undefined;
  })();
  if (found === undefined) throw stepNotFound();
  return found;
}
