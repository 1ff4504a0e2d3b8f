import { goalNotFound } from './growth-errors.ts';
import type { GrowthGoal } from './goal.ts';

export type GoalChoice =
  { kind: 'chosen'; goal: GrowthGoal } | { kind: 'several'; goals: readonly GrowthGoal[] } | { kind: 'none' };

/** So long after a goal was talked about, words without a name mean that one. */
const talkedAboutMs = 24 * 3_600_000;

const fold = (text: string): string[] =>
  text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1);
/** "closing" names "close more calls" as well as "closing calls". */
const stem = (word: string): string => word.replace(/(?:ings?|ed|es|s|e)$/, '');
const fillers: ReadonlySet<string> = new Set([
  'my',
  'the',
  'to',
  'of',
  'on',
  'about',
  'for',
  'at',
  'in',
  'and',
  'goal',
  'first',
  'main',
  'new',
]);
const stems = (text: string): string[] =>
  fold(text)
    .filter((word) => !fillers.has(word))
    .map(stem);

/** How many of the words name this goal: of its title first, of its steps second. */
function fit(goal: GrowthGoal, wanted: readonly string[]): number {
  const title = new Set(stems(goal.title));
  const steps = new Set(goal.steps.flatMap(({ text }) => stems(text)));
  return wanted.reduce((sum, word) => sum + (title.has(word) ? 2 : steps.has(word) ? 1 : 0), 0);
}

/**
 * Which goal is meant: by the words that name it, else the only one, else the one talked about last.
 * @param about words that name it, or empty
 * @param goals those that may be meant
 */
export function chooseGoal(about: string, goals: readonly GrowthGoal[], now: Date): GoalChoice {
  const [only, ...others] = goals;
  if (only === undefined) return { kind: 'none' };
  const wanted = stems(about);
  if (wanted.length > 0) {
    const scored = goals.map((goal) => ({ goal, score: fit(goal, wanted) }));
    const best = Math.max(...scored.map(({ score }) => score));
    const [hit, ...more] = scored.filter(({ score }) => score === best);
    if (best > 0 && hit !== undefined && more.length === 0) return { kind: 'chosen', goal: hit.goal };
    // Named, and nothing here is called so: the wrong one must not be changed.
    return {
      kind: 'several',
      goals: best === 0 ? goals : scored.filter(({ score }) => score === best).map(({ goal }) => goal),
    };
  }
  if (others.length === 0) return { kind: 'chosen', goal: only };
  const talked = (goal: GrowthGoal): number => goal.talkedAt?.getTime() ?? 0;
  const [last, before] = [...goals].sort((one, other) => talked(other) - talked(one));
  const isRecent = last !== undefined && now.getTime() - talked(last) < talkedAboutMs;
  return isRecent && before !== undefined && talked(before) < talked(last)
    ? { kind: 'chosen', goal: last }
    : { kind: 'several', goals };
}

/** @throws AppError GROWTH_001 */
export function requireGoal(goal: GrowthGoal | undefined): GrowthGoal {
  if (goal === undefined) throw goalNotFound();
  return goal;
}
