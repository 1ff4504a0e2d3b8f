import { dayIn } from '../people/day-in.ts';
import type { Actor } from '../people/user.ts';
import { workingDaysOf } from '../people/working-days.ts';
import { planProgress, type PlanProgress } from '../performance/plan-progress.ts';
import { openCheckIns } from './check-in-days.ts';
import { criterionProgress, type CriterionProgress } from './criteria.ts';
import { currentFigures, type CurrentFigures } from './current-figures.ts';
import { approversOf, openPlan, type OpenedPlan, type PlanDeps } from './plan-access.ts';
import { stageOf, type PlanStage } from './plan-machine.ts';
import type { PlanCheckInRecord } from './plan-record.ts';

/** A plan with everything that is known of it, for those who lead its person. */
export interface PlanCard extends OpenedPlan {
  stage: PlanStage;
  /** Since it began, up to today or its end; undefined: it has not begun. */
  progress?: PlanProgress;
  /** Of one that has not begun: averages of the last thirty days. */
  current?: CurrentFigures;
  mandatory: readonly CriterionProgress[];
  recommended: readonly CriterionProgress[];
  /** Held and missed, earliest first. */
  checkIns: readonly PlanCheckInRecord[];
  /** Planned for today or before, and not held; oldest first. */
  openCheckIns: readonly string[];
  /** By id, of those who wrote, approved and updated it. */
  names: ReadonlyMap<string, string>;
  /** Its first day has come: once it is approved it begins. */
  startsToday: boolean;
  /** Whom to ask for a decision about a draft. */
  approvers: readonly string[];
}

/** @throws AppError PLAN_001 */
export async function showPlan(deps: PlanDeps, actor: Actor, planId: string): Promise<PlanCard> {
  const opened = await openPlan(deps, actor, planId);
  const { plan, person } = opened;
  const { organizationId } = plan;
  const stage = stageOf(plan);
  const today = dayIn(deps.clock.now(), person.timezone);
  const isBegun = plan.activatedAt !== undefined || plan.status === 'active' || plan.status === 'extended';
  const isRunning = plan.status === 'active' || plan.status === 'extended';
  const [progress, current, checkIns, approvers] = await Promise.all([
    isBegun ? planProgress(deps.figures, organizationId, plan, plan.actualEndOn ?? today) : undefined,
    isBegun ? undefined : currentFigures(deps.figures, organizationId, plan.agentId, today),
    deps.planStore.checkIns(organizationId, plan.id),
    plan.status === 'draft' ? approversOf(deps, plan) : [],
  ]);
  const involved = [plan.createdBy, plan.approvedBy, plan.changedBy, ...plan.updates.map(({ by }) => by)];
  const ids = [...new Set(involved.flatMap((id) => id ?? []))];
  const people = await deps.users.findByIds(organizationId, ids);
  const criterion = (text: string) => criterionProgress(text, progress?.days ?? [], plan.marks[text]);
  return {
    ...opened,
    stage,
    ...(progress === undefined ? {} : { progress }),
    ...(current === undefined ? {} : { current }),
    mandatory: plan.mandatory.map(criterion),
    recommended: plan.recommended.map(criterion),
    checkIns,
    openCheckIns: isRunning ? openCheckIns(plan, workingDaysOf(person.shiftPattern), today) : [],
    names: new Map(people.map(({ id, name }) => [id, name])),
    startsToday: plan.startOn <= today,
    approvers: approvers.map(({ name }) => name),
  };
}
