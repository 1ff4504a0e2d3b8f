import type { PlanRepository } from '../../coaching/performance/ports.ts';
import type { Database } from '../database.ts';
import { contentColumns, toPlan } from './plan-rows.ts';

const running = ['active', 'extended'];

export function createPlanRepository(database: Database): PlanRepository {
  return {
    current: (organizationId, agentId) =>
      database.withScope({ organizationId }, async (client) => {
        const row = await client.actionPlan.findFirst({
          where: { agentId, status: { in: running } },
          orderBy: [{ startOn: 'desc' }, { id: 'asc' }],
        });
        return row === null ? undefined : toPlan(row);
      }),

    create: (organizationId, plan) =>
      database.withScope({ organizationId }, async (client) => {
        await client.actionPlan.createMany({
          data: {
            id: plan.id,
            organizationId,
            agentId: plan.agentId,
            createdBy: plan.createdBy ?? null,
            approvedBy: plan.approvedBy ?? null,
            startOn: new Date(plan.startOn),
            targetEndOn: new Date(plan.targetEndOn),
            status: plan.status,
            reason: plan.reason,
            ...contentColumns(plan),
            checkInFrequency: plan.checkIn,
            nextCheckInOn: plan.nextCheckInOn === undefined ? null : new Date(plan.nextCheckInOn),
          },
          skipDuplicates: true,
        });
      }),
  };
}
