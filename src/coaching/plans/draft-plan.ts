import { newId } from '../../shared/ids.ts';
import { dayIn } from '../people/day-in.ts';
import { leads } from '../people/line.ts';
import type { Actor } from '../people/user.ts';
import type { PlanDeps } from './plan-access.ts';
import { planNotFound } from './plan-errors.ts';
import { readPlanFields, type PlanFieldsText } from './plan-fields.ts';
import type { PlanRecord } from './plan-record.ts';

export interface DraftPlan {
  actor: Actor;
  /** Somebody whom the actor leads. */
  personId: string;
  fields: PlanFieldsText;
  turnId: string;
  surface: string;
}

/**
 * Writes a draft, of which its person knows nothing. The same turn again gets the same draft.
 * @throws AppError PLAN_001 (not theirs to lead), PLAN_004 (a field)
 */
export async function draftPlan(
  { planStore, users, clock }: Pick<PlanDeps, 'planStore' | 'users' | 'clock'>,
  { actor, personId, fields, turnId, surface }: DraftPlan,
): Promise<PlanRecord> {
  const { organizationId } = actor;
  const person = await users.findById(organizationId, personId);
  if (person === undefined || !(await leads(users, actor, personId))) throw planNotFound();
  const now = clock.now();
  const id = newId();
  const plan: PlanRecord = {
    ...readPlanFields(fields, dayIn(now, person.timezone)),
    id,
    organizationId,
    agentId: personId,
    status: 'draft',
    updates: [],
    createdAt: now,
    createdBy: actor.id,
    extensionCount: 0,
    marks: {},
    version: 1,
    changedBy: actor.id,
    lastTurnId: turnId,
  };
  const audit = {
    actorId: actor.id,
    action: 'plan.draft',
    subjectType: 'action_plan',
    subjectId: id,
    surface,
  };
  return planStore.add(plan, { turnId, audit });
}
