import { workingDaysOf } from '../people/working-days.ts';
import { isDay } from '../summaries/verify-lines.ts';
import { changePlan, type PlanInput } from './change-plan.ts';
import { nextCheckIn } from './check-in-days.ts';
import { planEndInvalid, planFieldInvalid } from './plan-errors.ts';
import type { PlanDeps } from './plan-access.ts';
import { planLimits } from './plan-fields.ts';
import type { PlanRecord } from './plan-record.ts';

/**
 * Gives a running plan more time; the reason goes to its updates, where the person reads it.
 * @throws AppError as `changePlan`; PLAN_004 (no reason)
 */
export const extendPlan = (
  deps: PlanDeps,
  input: PlanInput & { targetEndOn: string; reason: string },
): Promise<PlanRecord> => {
  const { targetEndOn } = input;
  const reason = input.reason.trim().slice(0, planLimits.words);
  return changePlan(deps, input, ({ plan, person, now, today }) => {
    if (!isDay(targetEndOn)) throw planEndInvalid();
    if (reason === '') throw planFieldInvalid('words', 'Say why it gets more time: the person will read it.');
    return {
      steps: [{ name: 'extend', targetEndOn }],
      fields: (after) => {
        const next = plan.nextCheckInOn ?? nextCheckIn(after, workingDaysOf(person.shiftPattern), today);
        return {
          ...(next === undefined ? {} : { nextCheckInOn: next }),
          updates: [...plan.updates, { at: now, by: input.actor.id, text: reason }],
        };
      },
      detail: { targetEndOn, extension: plan.extensionCount + 1 },
    };
  });
};
