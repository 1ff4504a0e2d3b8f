import { peopleLedBy } from '../people/line.ts';
import type { Actor, User } from '../people/user.ts';
import type { PlanStatus } from '../performance/plan.ts';
import type { PlanDeps } from './plan-access.ts';
import type { PlanRecord } from './plan-record.ts';

export const openStatuses = ['draft', 'active', 'extended'] as const satisfies readonly PlanStatus[];

export interface ListedPlan {
  plan: PlanRecord;
  person: User;
}

/** Plans of those whom this person leads, newest first; nobody else's, and never one's own. */
export async function listPlans(
  { planStore, users }: Pick<PlanDeps, 'planStore' | 'users'>,
  actor: Actor,
  options: { statuses?: readonly PlanStatus[] } = {},
): Promise<ListedPlan[]> {
  const people = new Map((await peopleLedBy(users, actor)).map((person) => [person.id, person]));
  if (people.size === 0) return [];
  const plans = await planStore.list(actor.organizationId, [...people.keys()], options);
  return plans.flatMap((plan) => {
    const person = people.get(plan.agentId);
    return person === undefined ? [] : [{ plan, person }];
  });
}

/** The person's plan that is open, the one that runs before drafts; of somebody the actor does not lead there is none. */
export async function planOf(
  { planStore, users }: Pick<PlanDeps, 'planStore' | 'users'>,
  actor: Actor,
  personId: string,
  statuses: readonly PlanStatus[] = openStatuses,
): Promise<PlanRecord | undefined> {
  const led = (await peopleLedBy(users, actor)).some(({ id }) => id === personId);
  if (!led) return undefined;
  const plans = await planStore.list(actor.organizationId, [personId], { statuses });
  return plans.find(({ status }) => status !== 'draft') ?? plans[0];
}
