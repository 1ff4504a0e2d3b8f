import { leads, peopleLedBy } from '../people/line.ts';
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
  const { organizationId } = actor;
  // An admin leads everybody: in a large organisation those are more than a statement may name.
  const led = actor.role === 'ADMIN' ? undefined : await peopleLedBy(users, actor);
  if (led?.length === 0) return [];
  const plans = await planStore.list(
    organizationId,
    led?.map(({ id }) => id),
    options,
  );
  const people =
    led ??
    (await users.findByIds(
      organizationId,
      plans.map(({ agentId }) => agentId),
    ));
  return plans.flatMap((plan) => {
    const person = people.find(({ id }) => id === plan.agentId && id !== actor.id);
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
  if (!(await leads(users, actor, personId))) return undefined;
  const plans = await planStore.list(actor.organizationId, [personId], { statuses });
  return plans.find(({ status }) => status !== 'draft') ?? plans[0];
}
