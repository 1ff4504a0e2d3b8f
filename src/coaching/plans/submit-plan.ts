import { changePlan, type PlanInput } from './change-plan.ts';
import type { PlanDeps } from './plan-access.ts';
import type { PlanRecord } from './plan-record.ts';

/** Hands a draft to those who may approve it (`approversOf`). @throws AppError as `changePlan` */
export const submitPlan = (deps: PlanDeps, input: PlanInput): Promise<PlanRecord> =>
  changePlan(deps, input, () => ({ steps: [{ name: 'submit' }] }));
