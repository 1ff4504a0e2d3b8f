import { z } from 'zod';
import { isMetric } from '../../coaching/performance/metric.ts';
import { planCheckIns, planStatuses, type ActionPlan } from '../../coaching/performance/plan.ts';
import type { PlanRepository } from '../../coaching/performance/ports.ts';
import type { Database } from '../database.ts';
import type { ActionPlan as Row } from '../generated/client.ts';
import { oneOf } from '../one-of.ts';

const targetsJson = z
  .record(z.string(), z.object({ target: z.number(), start: z.number().optional() }))
  .catch({});
const criteriaJson = z
  .object({ mandatory: z.array(z.string()).default([]), recommended: z.array(z.string()).default([]) })
  .catch({ mandatory: [], recommended: [] });
const updatesJson = z
  .array(z.object({ at: z.iso.datetime({ offset: true }), by: z.string().optional(), text: z.string() }))
  .catch([]);

const toDay = (date: Date): string => date.toISOString().slice(0, 10);
const running = ['active', 'extended'];

/** Targets of figures that this version does not know are left out rather than shown wrongly. */
function toPlan(row: Row): ActionPlan {
  return {
    id: row.id,
    agentId: row.agentId,
    startOn: toDay(row.startOn),
    targetEndOn: toDay(row.targetEndOn),
    status: oneOf(planStatuses, row.status),
    reason: row.reason,
    targets: Object.entries(targetsJson.parse(row.targetMetrics)).flatMap(([metric, { target, start }]) =>
      isMetric(metric) ? [{ metric, target, ...(start === undefined ? {} : { start }) }] : [],
    ),
    ...criteriaJson.parse(row.successCriteria),
    checkIn: oneOf(planCheckIns, row.checkInFrequency),
    ...(row.nextCheckInOn === null ? {} : { nextCheckInOn: toDay(row.nextCheckInOn) }),
    updates: updatesJson.parse(row.progressUpdates).map(({ at, by, text }) => ({
      at: new Date(at),
      text,
      ...(by === undefined ? {} : { by }),
    })),
    createdAt: row.createdAt,
  };
}

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
            targetMetrics: Object.fromEntries(
              plan.targets.map(({ metric, target, start }) => [
                metric,
                start === undefined ? { target } : { target, start },
              ]),
            ),
            successCriteria: { mandatory: [...plan.mandatory], recommended: [...plan.recommended] },
            checkInFrequency: plan.checkIn,
            nextCheckInOn: plan.nextCheckInOn === undefined ? null : new Date(plan.nextCheckInOn),
            progressUpdates: plan.updates.map(({ at, by, text }) => ({
              at: at.toISOString(),
              text,
              ...(by === undefined ? {} : { by }),
            })),
          },
          skipDuplicates: true,
        });
      }),
  };
}
