import type { PlanDeps } from '../../coaching/plans/plan-access.ts';
import type { PlanRecord } from '../../coaching/plans/plan-record.ts';
import { definitionOf } from '../../coaching/performance/metric.ts';
import { planProgress } from '../../coaching/performance/plan-progress.ts';
import { valueOf } from '../../messages/views/own-scores.ts';
import { words } from '../../messages/words/en.ts';

const { plans: say } = words;

/** Where the targets stand, in one line above the form of a check-in; empty without figures. */
export async function checkInFigures(
  { figures }: Pick<PlanDeps, 'figures'>,
  plan: PlanRecord,
  today: string,
): Promise<string> {
  const { targets } = await planProgress(figures, plan.organizationId, plan, today);
  return targets
    .flatMap(({ metric, now, target }) => {
      const { label } = definitionOf(metric);
      return now === undefined
        ? []
        : [`${say.target(label, valueOf(metric, now), valueOf(metric, target))}.`];
    })
    .join(' ');
}
