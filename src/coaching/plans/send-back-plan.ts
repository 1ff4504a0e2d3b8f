import { changePlan, type PlanInput } from './change-plan.ts';
import { planFieldInvalid } from './plan-errors.ts';
import type { PlanDeps } from './plan-access.ts';
import { planLimits } from './plan-fields.ts';
import type { PlanRecord } from './plan-record.ts';

/**
 * Gives a plan that was handed in, or approved and has not begun, back to whoever wrote it.
 * @param input.words what should change; never shown to the person
 * @throws AppError as `changePlan`; PLAN_004
 */
export const sendBackPlan = (deps: PlanDeps, input: PlanInput & { words: string }): Promise<PlanRecord> => {
  const words = input.words.trim().slice(0, planLimits.words);
  return changePlan(deps, input, () => {
    if (words === '') throw planFieldInvalid('words', 'Say what should change, so that it can.');
    return { steps: [{ name: 'send-back', words }] };
  });
};
