import { beginningOf } from './begin-plan.ts';
import { changePlan, type PlanInput } from './change-plan.ts';
import type { PlanDeps } from './plan-access.ts';
import type { PlanRecord } from './plan-record.ts';

/**
 * Approves a draft, handed in or not; it begins at once where its first day has come, else on that day (`startDuePlan`).
 * @throws AppError as `changePlan`
 */
export const approvePlan = (deps: PlanDeps, input: PlanInput): Promise<PlanRecord> =>
  changePlan(deps, input, async ({ plan, person, today }) => {
    const approve = { name: 'approve', by: input.actor.id } as const;
    if (plan.startOn > today) return { steps: [approve] };
    const fields = await beginningOf(deps, plan, person, today);
    return { steps: [approve, { name: 'activate' }], fields, detail: { startOn: today } };
  });
