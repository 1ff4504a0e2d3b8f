import type { PlanRepository } from '../../../src/coaching/performance/ports.ts';
import type { PlanCheckInRecord, PlanRecord } from '../../../src/coaching/plans/plan-record.ts';
import type { PlanStore } from '../../../src/coaching/plans/ports.ts';
import type { AuditLog } from '../../../src/coaching/tenants/ports.ts';

const runs = ({ status }: PlanRecord): boolean => status === 'active' || status === 'extended';

/** Plans in memory, as their leaders and as their persons find them. `test/contract/plans` holds them to PostgreSQL. */
export function createFakePlanStore(audit: AuditLog): PlanStore & Pick<PlanRepository, 'current'> {
  const kept = new Map<string, PlanRecord>();
  const made = new Map<string, string>();
  const checkIns = new Map<string, PlanCheckInRecord[]>();
  const get = (organizationId: string, id: string): PlanRecord | undefined => {
    const plan = kept.get(id);
    return plan?.organizationId === organizationId ? structuredClone(plan) : undefined;
  };
  const all = (organizationId: string): PlanRecord[] =>
    [...kept.values()]
      .filter((plan) => plan.organizationId === organizationId)
      .sort((one, other) => other.createdAt.getTime() - one.createdAt.getTime())
      .map((plan) => structuredClone(plan));
  return {
    current: (organizationId, agentId) =>
      Promise.resolve(all(organizationId).find((plan) => plan.agentId === agentId && runs(plan))),
    find: (organizationId, id) => Promise.resolve(get(organizationId, id)),
    list: (organizationId, agentIds, { statuses, limit = 200 } = {}) =>
      Promise.resolve(
        all(organizationId)
          .filter(
            ({ agentId, status }) =>
              (agentIds?.includes(agentId) ?? true) && (statuses?.includes(status) ?? true),
          )
          .slice(0, limit),
      ),
    async add(plan, { turnId, audit: entry }) {
      const { organizationId } = plan;
      const key = `${organizationId}:${turnId}`;
      const known = get(organizationId, made.get(key) ?? '');
      if (known !== undefined) return known;
      made.set(key, plan.id);
      kept.set(plan.id, structuredClone(plan));
      await audit.record({ organizationId, ...entry });
      return structuredClone(plan);
    },
    async write({ plan, version, checkIns: held = [], audit: entry }) {
      const { organizationId, id, agentId } = plan;
      const now = get(organizationId, id);
      if (now === undefined) return undefined;
      if (now.version !== version) return { kind: 'stale', plan: now };
      const another = [...kept.values()].some((one) => one.agentId === agentId && one.id !== id && runs(one));
      if (runs(plan) && another) return { kind: 'running' };
      const written = { ...structuredClone(plan), version: version + 1 };
      kept.set(id, written);
      const days = new Map((checkIns.get(id) ?? []).map((one) => [one.dueOn, one]));
      for (const checkIn of held) days.set(checkIn.dueOn, structuredClone(checkIn));
      checkIns.set(
        id,
        [...days.values()].sort((one, other) => one.dueOn.localeCompare(other.dueOn)),
      );
      await audit.record({ organizationId, ...entry });
      return { kind: 'written', plan: structuredClone(written) };
    },
    checkIns: (organizationId, planId) =>
      Promise.resolve(get(organizationId, planId) === undefined ? [] : (checkIns.get(planId) ?? [])),
  };
}
