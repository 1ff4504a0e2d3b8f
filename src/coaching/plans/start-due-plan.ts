import { deterministicId } from '../../shared/ids.ts';
import { dayIn } from '../people/day-in.ts';
import { beginningOf } from './begin-plan.ts';
import type { PlanDeps } from './plan-access.ts';
import { stageOf, takeStep } from './plan-machine.ts';
import type { PlanRecord } from './plan-record.ts';

/**
 * Begins an approved plan whose first day has come where its person lives. Run again, or for one that is not due, it changes
 * nothing; nor where another of the person's plans runs.
 * @returns the plan that this run, or an earlier one of the same plan and version, began; undefined: none
 */
export async function startDuePlan(
  deps: PlanDeps,
  { organizationId, planId }: { organizationId: string; planId: string },
): Promise<PlanRecord | undefined> {
  const plan = await deps.planStore.find(organizationId, planId);
  if (plan === undefined) return undefined;
  // An earlier run began it, and may have died before it told anybody.
  if (plan.status === 'active' && plan.lastTurnId === startOf(planId, plan.version - 1)) return plan;
  if (stageOf(plan) !== 'approved') return undefined;
  const person = await deps.users.findById(organizationId, plan.agentId);
  if (person === undefined) return undefined;
  const now = deps.clock.now();
  const today = dayIn(now, person.timezone);
  if (plan.startOn > today) return undefined;
  const stepped: PlanRecord = { ...plan, ...takeStep(plan, { name: 'activate' }, { now, today }) };
  const fields = (await beginningOf(deps, plan, person, today))(stepped);
  const written = await deps.planStore.write({
    plan: { ...stepped, ...fields, changedBy: plan.approvedBy, lastTurnId: startOf(planId, plan.version) },
    version: plan.version,
    audit: {
      action: 'plan.activate',
      subjectType: 'action_plan',
      subjectId: planId,
      surface: 'job',
      detail: { startOn: today },
    },
  });
  return written?.kind === 'written' ? written.plan : undefined;
}

/** Stands for a turn where nobody acts. */
const startOf = (planId: string, version: number): string =>
  deterministicId('plan-start', planId, String(version));
