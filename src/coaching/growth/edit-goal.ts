import { dayIn } from '../people/day-in.ts';
import { requireGoal } from './choose-goal.ts';
import { stepOf } from './create-goal.ts';
import { reasonOf, titleOf } from './goal-words.ts';
import { contentOf, goalLimits, type GrowthGoal, type GrowthStep } from './goal.ts';
import { ownerOf, type GoalChangeInput, type GrowthDeps } from './growth-deps.ts';
import { tooManySteps } from './growth-errors.ts';

/** What is left out stays as it is; an empty reason, and a target of null, go. */
export interface GoalEdit {
  title?: string;
  reason?: string;
  /** `YYYY-MM-DD`; null: none. */
  targetOn?: string | null;
  /** All steps in their new order, in words: those that read as before keep their tick and day. */
  steps?: readonly string[];
}

/** @throws AppError GROWTH_001 when it is gone, GROWTH_005, 006 and 008 for words that are none or too many */
export async function editGoal(
  deps: GrowthDeps,
  { actor, goalId, turnId }: GoalChangeInput,
  edit: GoalEdit,
): Promise<GrowthGoal> {
  const at = deps.clock.now();
  const today = dayIn(at, actor.timezone);
  const title = edit.title === undefined ? undefined : titleOf(edit.title, 'goal');
  const changed = await deps.growth.change(ownerOf(actor), goalId, { turnId, at }, (goal) => {
    const { reason, targetOn, ...rest } = contentOf(goal);
    const why = edit.reason === undefined ? reason : reasonOf(edit.reason);
    const day = edit.targetOn === undefined ? targetOn : (edit.targetOn ?? undefined);
    return {
      ...rest,
      title: title ?? goal.title,
      steps: edit.steps === undefined ? goal.steps : mergeSteps(deps, goal.steps, edit.steps, today),
      ...(why === undefined ? {} : { reason: why }),
      ...(day === undefined ? {} : { targetOn: day }),
    };
  });
  return requireGoal(changed);
}

/** How a step is written in a form, one a line. */
export const stepLine = ({ text, dueOn }: Pick<GrowthStep, 'text' | 'dueOn'>): string =>
  dueOn === undefined ? text : `${text} by ${dueOn}`;

function mergeSteps(
  deps: Pick<GrowthDeps, 'dates'>,
  before: readonly GrowthStep[],
  lines: readonly string[],
  today: string,
): GrowthStep[] {
  const left = [...before];
  const steps = lines
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const { text, dueOn } = stepInForm(deps, line, today);
      const index = left.findIndex((step) => step.text.toLowerCase() === text.toLowerCase());
      const [known] = index === -1 ? [] : left.splice(index, 1);
      return {
        id: known?.id ?? '',
        text,
        ...(dueOn === undefined ? {} : { dueOn }),
        ...(known?.doneAt === undefined ? {} : { doneAt: known.doneAt }),
      };
    });
  if (steps.length > goalLimits.steps) throw tooManySteps();
  return steps;
}

/** As `stepLine` writes it, whatever the day; else in words. */
function stepInForm(
  deps: Pick<GrowthDeps, 'dates'>,
  line: string,
  today: string,
): { text: string; dueOn?: string } {
  const [, text, dueOn] = /^(.+) by (\d{4}-\d{2}-\d{2})$/.exec(line) ?? [];
  return text !== undefined && dueOn !== undefined && !Number.isNaN(Date.parse(dueOn))
    ? { text: titleOf(text, 'step'), dueOn }
    : stepOf(deps, line, today);
}
