import { z } from 'zod';
import { isMetric } from '../../coaching/performance/metric.ts';
import { planCheckIns, planStatuses, type ActionPlan } from '../../coaching/performance/plan.ts';
import {
  planOutcomes,
  type CriterionMark,
  type PlanCheckInRecord,
  type PlanRecord,
} from '../../coaching/plans/plan-record.ts';
import type { ActionPlan as Row, PlanCheckIn as CheckInRow } from '../generated/client.ts';
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

/** Targets of figures that this version does not know are left out rather than shown wrongly. */
export function toPlan(row: Row): ActionPlan {
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

const marksJson = z
  .object({
    marks: z.record(z.string(), z.object({ met: z.boolean(), at: z.iso.datetime({ offset: true }) })),
  })
  .catch({ marks: {} });
const figuresJson = z.record(z.string(), z.number()).catch({});

/** Columns of what a leader writes; shared by plans that are kept whole and those that are changed. */
const contentColumns = (
  plan: Pick<ActionPlan, 'targets' | 'mandatory' | 'recommended' | 'updates'>,
  marks: Readonly<Record<string, CriterionMark>> = {},
) => ({
  targetMetrics: Object.fromEntries(
    plan.targets.map(({ metric, target, start }) => [
      metric,
      start === undefined ? { target } : { target, start },
    ]),
  ),
  successCriteria: {
    mandatory: [...plan.mandatory],
    recommended: [...plan.recommended],
    marks: Object.fromEntries(
      Object.entries(marks).map(([text, { met, at }]) => [text, { met, at: at.toISOString() }]),
    ),
  },
  progressUpdates: plan.updates.map(({ at, by, text }) => ({
    at: at.toISOString(),
    text,
    ...(by === undefined ? {} : { by }),
  })),
});

export function toRecord(row: Row): PlanRecord {
  const { marks } = marksJson.parse(row.successCriteria);
  return {
    ...toPlan(row),
    organizationId: row.organizationId,
    createdBy: row.createdBy ?? undefined,
    submittedAt: row.submittedAt ?? undefined,
    sentBack: row.sentBack ?? undefined,
    approvedBy: row.approvedBy ?? undefined,
    approvedAt: row.approvedAt ?? undefined,
    activatedAt: row.activatedAt ?? undefined,
    actualEndOn: row.actualEndOn === null ? undefined : toDay(row.actualEndOn),
    extensionCount: row.extensionCount,
    outcome: row.outcome === null ? undefined : oneOf(planOutcomes, row.outcome),
    outcomeNotes: row.outcomeNotes ?? undefined,
    lessons: row.lessonsLearned ?? undefined,
    score: row.currentScore === null ? undefined : Number(row.currentScore),
    marks: Object.fromEntries(
      Object.entries(marks).map(([text, { met, at }]) => [text, { met, at: new Date(at) }]),
    ),
    version: row.version,
    changedBy: row.changedBy ?? undefined,
    lastTurnId: row.lastTurnId ?? undefined,
  };
}

/** Everything of a plan that its verbs may change. */
export const toColumns = (plan: PlanRecord) => ({
  ...contentColumns(plan, plan.marks),
  status: plan.status,
  reason: plan.reason,
  startOn: new Date(plan.startOn),
  targetEndOn: new Date(plan.targetEndOn),
  checkInFrequency: plan.checkIn,
  nextCheckInOn: plan.nextCheckInOn === undefined ? null : new Date(plan.nextCheckInOn),
  submittedAt: plan.submittedAt ?? null,
  sentBack: plan.sentBack ?? null,
  approvedBy: plan.approvedBy ?? null,
  approvedAt: plan.approvedAt ?? null,
  activatedAt: plan.activatedAt ?? null,
  actualEndOn: plan.actualEndOn === undefined ? null : new Date(plan.actualEndOn),
  extensionCount: plan.extensionCount,
  outcome: plan.outcome ?? null,
  outcomeNotes: plan.outcomeNotes ?? null,
  lessonsLearned: plan.lessons ?? null,
  currentScore: plan.score ?? null,
  changedBy: plan.changedBy ?? null,
  lastTurnId: plan.lastTurnId ?? null,
});

export function toCheckIn(row: CheckInRow): PlanCheckInRecord {
  return {
    dueOn: toDay(row.dueOn),
    state: row.state === 'missed' ? 'missed' : 'held',
    ...(row.heldOn === null ? {} : { heldOn: toDay(row.heldOn) }),
    ...(row.heldBy === null ? {} : { heldBy: row.heldBy }),
    ...(row.notes === null ? {} : { notes: row.notes }),
    figures: figuresJson.parse(row.figures),
    ...(row.score === null ? {} : { score: Number(row.score) }),
  };
}

export const toCheckInColumns = (checkIn: PlanCheckInRecord) => ({
  state: checkIn.state,
  heldOn: checkIn.heldOn === undefined ? null : new Date(checkIn.heldOn),
  heldBy: checkIn.heldBy ?? null,
  notes: checkIn.notes ?? null,
  figures: { ...checkIn.figures },
  score: checkIn.score ?? null,
});
