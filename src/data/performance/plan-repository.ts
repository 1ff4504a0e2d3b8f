import type { PlanRepository } from '../../coaching/performance/ports.ts';
import type { Database } from '../database.ts';
import { toPlan } from './plan-rows.ts';

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
  };
}
