import type { User } from '../people/user.ts';
import { workingDaysOf } from '../people/working-days.ts';
import { nextCheckIn } from './check-in-days.ts';
import { currentFigures } from './current-figures.ts';
import type { PlanDeps } from './plan-access.ts';
import type { PlanRecord } from './plan-record.ts';

/** What is written when a plan begins: where each target starts from, and its first check-in. */
export async function beginningOf(
  { figures }: Pick<PlanDeps, 'figures'>,
  plan: Pick<PlanRecord, 'organizationId' | 'agentId' | 'targets'>,
  person: Pick<User, 'shiftPattern'>,
  today: string,
): Promise<(after: PlanRecord) => Partial<PlanRecord>> {
  const current = await currentFigures(figures, plan.organizationId, plan.agentId, today);
  const targets = plan.targets.map((target) => {
    const start = target.start ?? current[target.metric];
    return start === undefined ? target : { ...target, start };
  });
  return (after) => {
    const next = nextCheckIn(after, workingDaysOf(person.shiftPattern), after.startOn);
    return { targets, ...(next === undefined ? {} : { nextCheckInOn: next }) };
  };
}
