import { changePlan, type PlanInput } from './change-plan.ts';
import { planFieldInvalid } from './plan-errors.ts';
import type { PlanDeps } from './plan-access.ts';
import { planLimits } from './plan-fields.ts';
import type { PlanRecord } from './plan-record.ts';

/** Writes down how a running plan goes; its person reads it with the plan. @throws AppError as `changePlan`; PLAN_004 */
export const updatePlan = (deps: PlanDeps, input: PlanInput & { words: string }): Promise<PlanRecord> => {
  const text = input.words.trim().slice(0, planLimits.words);
  return changePlan(deps, input, ({ plan, now }) => {
    if (text === '') throw planFieldInvalid('words', 'Write what you would like to keep with the plan.');
    return {
      steps: [{ name: 'update' }],
      fields: () => ({ updates: [...plan.updates, { at: now, by: input.actor.id, text }] }),
    };
  });
};
