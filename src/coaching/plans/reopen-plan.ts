import { shiftDay } from '../performance/own-scores.ts';
import { workingDaysOf } from '../people/working-days.ts';
import { changePlan, type PlanInput } from './change-plan.ts';
import { nextCheckIn } from './check-in-days.ts';
import type { PlanDeps } from './plan-access.ts';
import type { PlanRecord } from './plan-record.ts';

/**
 * Takes an end back within 14 days: the plan runs on as before, what never began is a draft again.
 * @throws AppError as `changePlan`
 */
export const reopenPlan = (deps: PlanDeps, input: PlanInput): Promise<PlanRecord> =>
  changePlan(deps, input, ({ person, today }) => ({
    steps: [{ name: 'reopen' }],
    fields: (after) => ({
      ...(after.status === 'draft'
        ? {}
        : { nextCheckInOn: nextCheckIn(after, workingDaysOf(person.shiftPattern), shiftDay(today, -1)) }),
      outcomeNotes: undefined,
      lessons: undefined,
    }),
  }));
