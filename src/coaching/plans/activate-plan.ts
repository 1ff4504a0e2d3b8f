import { beginningOf } from './begin-plan.ts';
import { changePlan, type PlanInput } from './change-plan.ts';
import type { PlanDeps } from './plan-access.ts';
import type { PlanRecord } from './plan-record.ts';

/** Begins an approved plan today, before its first day; it runs as long as was agreed. @throws AppError as `changePlan` */
export const activatePlan = (deps: PlanDeps, input: PlanInput): Promise<PlanRecord> =>
  changePlan(deps, input, async ({ plan, person, today }) => ({
    steps: [{ name: 'activate' }],
    fields: await beginningOf(deps, plan, person, today),
    detail: { startOn: today },
  }));
