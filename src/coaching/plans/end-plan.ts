import { planProgress } from '../performance/plan-progress.ts';
import { changePlan, type PlanInput } from './change-plan.ts';
import { planFieldInvalid } from './plan-errors.ts';
import type { PlanDeps } from './plan-access.ts';
import { planLimits } from './plan-fields.ts';
import type { PlanRecord } from './plan-record.ts';

export interface EndPlan extends PlanInput {
  how: 'complete' | 'fail' | 'cancel';
  /** The person left; of a plan that is not completed. @default false */
  resigned?: boolean;
  /** What came of it: the person reads it. Of a draft it may be empty. */
  notes: string;
  /** What to do otherwise next time. */
  lessons?: string;
}

/** Ends a plan, or puts a draft away, with what came of it. @throws AppError as `changePlan`; PLAN_004 (no notes) */
export const endPlan = (deps: PlanDeps, input: EndPlan): Promise<PlanRecord> => {
  const notes = input.notes.trim().slice(0, planLimits.words);
  const lessons = (input.lessons ?? '').trim().slice(0, planLimits.words);
  return changePlan(deps, input, async ({ plan, today }) => {
    const began = plan.activatedAt !== undefined;
    if (began && notes === '') throw planFieldInvalid('words', 'Say in a sentence what came of it.');
    const { score } = began
      ? await planProgress(deps.figures, plan.organizationId, plan, today)
      : { score: undefined };
    return {
      steps: [{ name: input.how, resigned: input.resigned ?? false }],
      fields: () => ({
        nextCheckInOn: undefined,
        ...(notes === '' ? {} : { outcomeNotes: notes }),
        ...(lessons === '' ? {} : { lessons }),
        ...(score === undefined ? {} : { score }),
      }),
    };
  });
};
