import type { PlanDeps } from '../../coaching/plans/plan-access.ts';
import { startDuePlan } from '../../coaching/plans/start-due-plan.ts';
import type { PlanPoster } from '../../turns/plans/plan-poster.ts';
import type { JobQueue } from '../../turns/ports.ts';
import type { JobHandler } from '../queues.ts';

/** A platform that is away is asked again after so long. */
const againMs = 60_000;

export const createStartPlanHandler =
  (deps: PlanDeps & { planPoster: PlanPoster; queue: JobQueue }): JobHandler<'plan.start'> =>
  async (due) => {
    const plan = await startDuePlan(deps, due);
    if (plan === undefined) return;
    try {
      await deps.planPoster.tellPerson(plan, 'begun');
      await deps.planPoster.tellAuthor(plan, 'begun');
    } catch (error) {
      // It has begun: no sweep finds it any more.
      await deps.queue.enqueue('plan.start', due, { delayMs: againMs });
      throw error;
    }
  };
