import { requireGoal } from './choose-goal.ts';
import { noteOf } from './goal-words.ts';
import type { GrowthGoal, GrowthNote } from './goal.ts';
import { ownerOf, type GoalChangeInput, type GrowthDeps } from './growth-deps.ts';

/**
 * Notes how it goes, in the person's words; what was said to a check-in answers it.
 * @throws AppError GROWTH_001, GROWTH_005 without words, GROWTH_006 when they are too long
 */
export async function addProgressNote(
  deps: Pick<GrowthDeps, 'growth' | 'clock'>,
  {
    actor,
    goalId,
    turnId,
    words,
    kind = 'progress',
  }: GoalChangeInput & { words: string; kind?: GrowthNote['kind'] },
): Promise<GrowthGoal> {
  const text = noteOf(words);
  const note = { kind, text, turnId, at: deps.clock.now() };
  return requireGoal(await deps.growth.addNote(ownerOf(actor), goalId, note));
}
