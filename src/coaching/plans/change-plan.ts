import { dayIn } from '../people/day-in.ts';
import type { Actor } from '../people/user.ts';
import { approversOf, isDecision, openPlan, type OpenedPlan, type PlanDeps } from './plan-access.ts';
import { planNotApprover, planNotFound, planRunsAlready, StalePlanError } from './plan-errors.ts';
import { planSteps, stageOf, takeStep, type PlanStep } from './plan-machine.ts';
import type { PlanCheckInRecord, PlanRecord } from './plan-record.ts';

/** Which plan is changed, and by whom. */
export interface PlanInput {
  actor: Actor;
  planId: string;
  /** The version that the actor saw. */
  version: number;
  /** The same turn again changes nothing. */
  turnId: string;
  /** `slack`, `cli`, … for the audit log. */
  surface: string;
}

export interface PlanMove {
  /** Taken one after the other; the first names the change. */
  steps: readonly [PlanStep, ...PlanStep[]];
  /** What changes beside its state; sees the state that the steps lead to. */
  fields?: (plan: PlanRecord) => Partial<PlanRecord>;
  checkIns?: readonly PlanCheckInRecord[];
  /** Of the audit entry: days and numbers, never words. */
  detail?: Readonly<Record<string, string | number>>;
}

export interface PlanMoment extends OpenedPlan {
  now: Date;
  /** Where the person lives. */
  today: string;
}

/**
 * Every change of a plan by a person passes here: who may, from which state, on which version, written with its audit entry.
 * @throws AppError PLAN_001, PLAN_002 (not from here), PLAN_003 (somebody else decides), PLAN_005, PLAN_006, PLAN_007 (another
 *   runs), PLAN_008 (changed meanwhile)
 */
export async function changePlan(
  deps: PlanDeps,
  input: PlanInput,
  move: (moment: PlanMoment) => PlanMove | Promise<PlanMove>,
): Promise<PlanRecord> {
  const { actor, planId, version, turnId, surface } = input;
  const opened = await openPlan(deps, actor, planId);
  const { plan, person, steps: allowed } = opened;
  if (plan.lastTurnId === turnId) return plan;
  if (plan.version !== version) throw await staleOf(deps, plan);
  const now = deps.clock.now();
  const today = dayIn(now, person.timezone);
  const { steps, fields, checkIns, detail } = await move({ ...opened, now, today });
  const [{ name }] = steps;
  if (isDecision(name) && planSteps[stageOf(plan)].includes(name) && !allowed.includes(name)) {
    throw planNotApprover((await approversOf(deps, plan)).map((one) => one.name));
  }
  const stepped = steps.reduce<PlanRecord>(
    (before, step) => ({ ...before, ...takeStep(before, step, { now, today }) }),
    plan,
  );
  const written = await deps.planStore.write({
    plan: { ...stepped, ...fields?.(stepped), changedBy: actor.id, lastTurnId: turnId },
    version,
    ...(checkIns === undefined ? {} : { checkIns }),
    audit: {
      actorId: actor.id,
      action: `plan.${name}`,
      subjectType: 'action_plan',
      subjectId: planId,
      surface,
      ...(detail === undefined ? {} : { detail }),
    },
  });
  if (written === undefined) throw planNotFound();
  if (written.kind === 'running') throw planRunsAlready();
  if (written.kind === 'stale' && written.plan.lastTurnId !== turnId) throw await staleOf(deps, written.plan);
  return written.plan;
}

async function staleOf({ users }: PlanDeps, plan: PlanRecord): Promise<StalePlanError> {
  const by = plan.changedBy ?? plan.createdBy;
  const [user] = by === undefined ? [] : await users.findByIds(plan.organizationId, [by]);
  return new StalePlanError(plan.id, user?.name);
}
