import { dayIn } from '../people/day-in.ts';
import type { Actor } from '../people/user.ts';
import { reasonOf, titleOf } from './goal-words.ts';
import { goalLimits, type GrowthGoal } from './goal.ts';
import type { GrowthDeps } from './growth-deps.ts';
import { ownerOf } from './growth-deps.ts';
import { tooManyGoals, tooManySteps } from './growth-errors.ts';
import { readTarget } from './read-target.ts';

export interface CreateGoalInput {
  actor: Actor;
  /** In the person's words; a day at their end ("by March") becomes the target, unless `targetOn` says one. */
  words: string;
  reason?: string;
  /** `YYYY-MM-DD`. */
  targetOn?: string;
  /** In words, each with its day at the end where there is one. */
  steps?: readonly string[];
  /** The same turn makes the same goal once. */
  turnId?: string;
  /** The talk that it came from. */
  talkId?: string;
}

/**
 * A goal of one's own.
 * @throws AppError GROWTH_005 without words, GROWTH_006 when they are too long, GROWTH_007 with too many goals open,
 *   GROWTH_008 with too many steps
 */
export async function createGoal(deps: GrowthDeps, input: CreateGoalInput): Promise<GrowthGoal> {
  const { actor, turnId, talkId } = input;
  const owner = ownerOf(actor);
  const today = dayIn(deps.clock.now(), actor.timezone);
  const read = readTarget(input.words, deps.dates, today);
  const title = titleOf(read.text, 'goal');
  const targetOn = input.targetOn ?? read.day;
  const reason = reasonOf(input.reason ?? '');
  const steps = (input.steps ?? []).map((words) => stepOf(deps, words, today));
  if (steps.length > goalLimits.steps) throw tooManySteps();
  const open = await deps.growth.list(owner);
  const isMade = open.some(({ lastTurn }) => turnId !== undefined && lastTurn?.turnId === turnId);
  if (open.length >= goalLimits.active && !isMade) throw tooManyGoals();
  return deps.growth.create(owner, {
    title,
    steps,
    ...(reason === undefined ? {} : { reason }),
    ...(targetOn === undefined ? {} : { targetOn }),
    ...(turnId === undefined ? {} : { turnId }),
    ...(talkId === undefined ? {} : { talkId }),
  });
}

/** A step from words: "shadow Ana on Thursday". @throws AppError GROWTH_005 or GROWTH_006 */
export function stepOf(
  { dates }: Pick<GrowthDeps, 'dates'>,
  words: string,
  today: string,
): { text: string; dueOn?: string } {
  const { text, day } = readTarget(words, dates, today);
  return { text: titleOf(text, 'step'), ...(day === undefined ? {} : { dueOn: day }) };
}
