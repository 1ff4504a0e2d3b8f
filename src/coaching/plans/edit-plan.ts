import { workingDaysOf } from '../people/working-days.ts';
import { changePlan, type PlanInput } from './change-plan.ts';
import { nextCheckIn } from './check-in-days.ts';
import { planFieldInvalid } from './plan-errors.ts';
import type { PlanDeps } from './plan-access.ts';
import { readPlanFields, type PlanFieldsText } from './plan-fields.ts';
import { stageOf } from './plan-machine.ts';
import type { PlanRecord } from './plan-record.ts';

/**
 * Rewrites a draft, which takes it back from whoever was to approve it; or amends a plan that runs, where only somebody who
 * may approve it can: its days stay (see `extendPlan`), and why it was amended goes to its updates.
 * @param input.why of an amendment
 * @throws AppError as `changePlan`; PLAN_004
 */
export const editPlan = (
  deps: PlanDeps,
  input: PlanInput & { fields: PlanFieldsText; why?: string },
): Promise<PlanRecord> =>
  changePlan(deps, input, ({ plan, person, now, today }) => {
    const isDraft = stageOf(plan) === 'draft' || stageOf(plan) === 'submitted';
    if (isDraft) {
      const fields = readPlanFields(input.fields, today);
      return { steps: [{ name: 'edit' }], fields: () => fields };
    }
    const { startOn, targetEndOn } = plan;
    const fields = readPlanFields({ ...input.fields, startOn, endOn: targetEndOn }, startOn);
    const why = (input.why ?? '').trim();
    if (why === '') throw planFieldInvalid('words', 'Say why the plan is changed: the person will read it.');
    return {
      steps: [{ name: 'amend' }],
      fields: (after) => {
        const targets = fields.targets.map((target) => {
          const known = plan.targets.find(({ metric }) => metric === target.metric);
          return known?.start === undefined ? target : { ...target, start: known.start };
        });
        const next = nextCheckIn({ ...after, ...fields }, workingDaysOf(person.shiftPattern), today);
        return {
          ...fields,
          targets,
          ...(fields.checkIn === plan.checkIn || next === undefined ? {} : { nextCheckInOn: next }),
          updates: [...plan.updates, { at: now, by: input.actor.id, text: why }],
        };
      },
    };
  });
