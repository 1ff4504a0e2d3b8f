import type { Actor } from '../people/user.ts';
import { titleOf } from './goal-words.ts';
import { goalLimits, type GrowthGoal } from './goal.ts';
import { ownerOf, type GrowthDeps } from './growth-deps.ts';

export interface TalkGoal {
  actor: Actor;
  /** What the person wants, in their words. */
  title: string;
  /** The next step that they chose, in their words. */
  step?: string;
  /** `YYYY-MM-DD`. */
  stepOn?: string;
  talkId: string;
  /** The same turn keeps it once. */
  turnId: string;
}

/**
 * Keeps what a coaching talk came to as a goal with its first step.
 * @throws AppError GROWTH_005 without words
 */
export async function goalFromTalk(
  deps: Pick<GrowthDeps, 'growth'>,
  { actor, title, step, stepOn, talkId, turnId }: TalkGoal,
): Promise<GrowthGoal> {
  const first =
    step === undefined || step.trim() === ''
      ? []
      : [
          {
            text: titleOf(shortened(step, goalLimits.step), 'step'),
            ...(stepOn === undefined ? {} : { dueOn: stepOn }),
          },
        ];
  return deps.growth.create(ownerOf(actor), {
    title: titleOf(shortened(title), 'goal'),
    steps: first,
    talkId,
    turnId,
  });
}

/** A topic may be told at length; a goal's title is cut at a word. */
function shortened(text: string, limit: number = goalLimits.title): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length <= limit ? line : `${line.slice(0, limit - 1).replace(/\s+\S*$/, '')}…`;
}
