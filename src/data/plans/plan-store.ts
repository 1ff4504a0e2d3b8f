import type { PlanStore, PlanWritten } from '../../coaching/plans/ports.ts';
import type { Database, ScopedClient } from '../database.ts';
import { Prisma } from '../generated/client.ts';
import { toCheckIn, toCheckInColumns, toColumns, toRecord } from '../performance/plan-rows.ts';
import { isUuid } from '../sessions/is-uuid.ts';

/** Of a list: nobody reads more at once. */
const listedAtMost = 200;

/** A second running plan of one person: the index `action_plans_one_running`. */
const isTaken = (error: unknown): boolean =>
  error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';

async function read(client: ScopedClient, id: string) {
  const row = await client.actionPlan.findUnique({ where: { id } });
  return row === null ? undefined : toRecord(row);
}

/** Plans on PostgreSQL. The row policy keeps tenants apart; whom a plan is shown to is decided by the verbs. */
export function createPlanStore(database: Database): PlanStore {
  return {
    find: async (organizationId, id) =>
      isUuid(id) ? database.withScope({ organizationId }, (client) => read(client, id)) : undefined,

    list: (organizationId, agentIds, { statuses, limit = listedAtMost } = {}) =>
      database.withScope({ organizationId }, async (client) => {
        const rows = await client.actionPlan.findMany({
          where: {
            organizationId,
            ...(agentIds === undefined ? {} : { agentId: { in: [...agentIds] } }),
            ...(statuses === undefined ? {} : { status: { in: [...statuses] } }),
          },
          orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
          take: limit,
        });
        return rows.map(toRecord);
      }),

    add: (plan, { turnId, audit }) =>
      database.withScope({ organizationId: plan.organizationId }, async (client) => {
        const { id, organizationId, agentId, createdBy, createdAt } = plan;
        const made = await client.actionPlan.createMany({
          data: {
            id,
            organizationId,
            agentId,
            createdBy: createdBy ?? null,
            createdAt,
            turnId,
            ...toColumns(plan),
          },
          skipDuplicates: true,
        });
        if (made.count === 1) await client.auditLog.createMany({ data: { organizationId, ...audit } });
        const row = await client.actionPlan.findFirstOrThrow({ where: { organizationId, turnId } });
        return toRecord(row);
      }),

    async write({ plan, version, checkIns = [], audit }) {
      const { id, organizationId, agentId } = plan;
      try {
        return await database.withScope(
          { organizationId },
          async (client): Promise<PlanWritten | undefined> => {
            const changed = await client.actionPlan.updateMany({
              where: { id, version },
              data: { ...toColumns(plan), version: version + 1 },
            });
            const now = await read(client, id);
            if (now === undefined) return undefined;
            if (changed.count === 0) return { kind: 'stale', plan: now };
            for (const checkIn of checkIns) {
              const columns = toCheckInColumns(checkIn);
              const dueOn = new Date(checkIn.dueOn);
              await client.planCheckIn.upsert({
                where: { planId_dueOn: { planId: id, dueOn } },
                create: { organizationId, planId: id, agentId, dueOn, ...columns },
                update: columns,
              });
            }
            const { detail, ...entry } = audit;
            await client.auditLog.createMany({
              data: { organizationId, ...entry, ...(detail === undefined ? {} : { detail: { ...detail } }) },
            });
            return { kind: 'written', plan: now };
          },
        );
      } catch (error) {
        if (isTaken(error)) return { kind: 'running' };
        throw error;
      }
    },

    checkIns: (organizationId, planId) =>
      database.withScope({ organizationId }, async (client) => {
        const rows = await client.planCheckIn.findMany({
          where: { planId, state: { in: ['held', 'missed'] } },
          orderBy: { dueOn: 'asc' },
        });
        return rows.map(toCheckIn);
      }),
  };
}
