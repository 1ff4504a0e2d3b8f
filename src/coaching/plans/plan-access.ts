import { leads } from '../people/line.ts';
import type { UserRepository } from '../people/ports.ts';
import type { Actor, User } from '../people/user.ts';
import type { MetricRepository } from '../performance/ports.ts';
import type { Clock } from '../../shared/clock.ts';
import { planNotFound } from './plan-errors.ts';
import { planSteps, stageOf, type PlanStepName } from './plan-machine.ts';
import type { PlanRecord } from './plan-record.ts';
import type { PlanStore } from './ports.ts';

export interface PlanDeps {
  planStore: PlanStore;
  figures: Pick<MetricRepository, 'days'>;
  users: Pick<UserRepository, 'list' | 'findById' | 'findByIds' | 'lineAbove'>;
  clock: Clock;
}

export interface OpenedPlan {
  plan: PlanRecord;
  person: User;
  /** What this actor may do with it as it stands. */
  steps: readonly PlanStepName[];
}

/** Decided by somebody else than whoever wrote it. */
const decisions: ReadonlySet<PlanStepName> = new Set(['approve', 'send-back', 'amend']);

/**
 * A plan for those who lead its person: the line above and admins, never the person.
 * @throws AppError PLAN_001, the same where there is none
 */
export async function openPlan(deps: PlanDeps, actor: Actor, planId: string): Promise<OpenedPlan> {
  const plan = await deps.planStore.find(actor.organizationId, planId);
  if (plan === undefined || !(await leads(deps.users, actor, plan.agentId))) throw planNotFound();
  const person = await deps.users.findById(actor.organizationId, plan.agentId);
  if (person === undefined) throw planNotFound();
  const decides = await mayDecide(deps, actor, plan);
  const steps = planSteps[stageOf(plan)].filter((step) => decides || !decisions.has(step));
  return { plan, person, steps };
}

export const isDecision = (step: PlanStepName): boolean => decisions.has(step);

/** Somebody above whoever wrote it, or an admin; of those who lead the person, and never the one who wrote it. */
async function mayDecide({ users }: PlanDeps, actor: Actor, { createdBy }: PlanRecord): Promise<boolean> {
  if (actor.id === createdBy) return false;
  if (actor.role === 'ADMIN') return true;
  return (
    createdBy !== undefined && (await users.lineAbove(actor.organizationId, createdBy)).includes(actor.id)
  );
}

/** Whom to ask for a decision: the nearest above whoever wrote it who leads the person too; where there is none, the admins. */
export async function approversOf(
  { users }: Pick<PlanDeps, 'users'>,
  { organizationId, agentId, createdBy }: PlanRecord,
): Promise<User[]> {
  const [above, line, people] = await Promise.all([
    createdBy === undefined ? [] : users.lineAbove(organizationId, createdBy),
    users.lineAbove(organizationId, agentId),
    users.list(organizationId),
  ]);
  const others = people.filter(({ id }) => id !== agentId && id !== createdBy);
  for (const id of above) {
    const nearest = others.find((one) => one.id === id && (one.role === 'ADMIN' || line.includes(id)));
    if (nearest !== undefined) return [nearest];
  }
  return others.filter(({ role }) => role === 'ADMIN');
}
