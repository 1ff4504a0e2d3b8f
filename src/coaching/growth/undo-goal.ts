import { fitCheckIn } from './next-check-in.ts';
import type { GrowthGoal } from './goal.ts';
import { ownerOf, type GoalChangeInput, type GrowthDeps } from './growth-deps.ts';
import { goalNotFound, nothingToUndo } from './growth-errors.ts';

/**
 * Takes the last change of a goal back: of words, steps, notes, check-ins, its end, or that it was made at all.
 * @param input.change the turn of that change, as the goal named it (`undoable`)
 * @returns the goal as it is again; undefined: it had just been made, and is gone
 * @throws AppError GROWTH_001, GROWTH_009 where something changed since
 */
export async function undoGoal(
  deps: Pick<GrowthDeps, 'growth' | 'clock'>,
  { actor, goalId, turnId, change }: GoalChangeInput & { change: string },
): Promise<GrowthGoal | undefined> {
  const at = deps.clock.now();
  const outcome = await deps.growth.undo(
    ownerOf(actor),
    goalId,
    { change, turnId, at },
    fitCheckIn(at, actor.timezone),
  );
  switch (outcome?.kind) {
    case undefined:
      throw goalNotFound();
    case 'nothing':
      throw nothingToUndo();
    case 'undone':
      return outcome.goal;
    case 'removed':
      return undefined;
  }
}
