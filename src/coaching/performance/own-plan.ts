import type { Actor } from '../people/user.ts';
import { todayOf, type OwnScoresDeps } from './own-scores.ts';
import { planProgress, type PlanProgress } from './plan-progress.ts';
import type { ActionPlan } from './plan.ts';
import type { PlanRepository } from './ports.ts';

export type { TargetProgress } from './plan-progress.ts';

export interface OwnPlan extends Omit<PlanProgress, 'score'> {
  plan: ActionPlan;
}

export interface OwnPlanDeps extends OwnScoresDeps {
  actionPlans: Pick<PlanRepository, 'current'>;
}

/** The asker's own running plan with its progress; nobody else's. Undefined: there is none. */
export async function ownPlan(
  { actionPlans, figures, clock }: OwnPlanDeps,
  actor: Actor,
): Promise<OwnPlan | undefined> {
  const plan = await actionPlans.current(actor.organizationId, actor.id);
  if (plan === undefined) return undefined;
  const { targets, daysLeft, days } = await planProgress(
    figures,
    actor.organizationId,
    plan,
    todayOf(clock, actor),
  );
  return { plan, targets, daysLeft, days };
}
