import { StalePlanError } from '../../coaching/plans/plan-errors.ts';
import type { PlanInput } from '../../coaching/plans/change-plan.ts';
import { showPlan } from '../../coaching/plans/show-plan.ts';
import { planCardView } from '../../messages/views/plan-card.ts';
import { planSaidView } from '../../messages/views/plan-list.ts';
import { AppError } from '../../shared/errors.ts';
import { partsOf } from '../sessions/summary-press.ts';
import type { TurnContext } from '../turn-context.ts';
import { answerInDirect } from './in-direct.ts';
import { doToPlan, type PlanChangeDeps, type PlanDoing } from './plan-changes.ts';

const versioned = /^([0-9a-f-]{36}):(\d{1,9})(?::([\w-]{1,20}))?$/i;

/** A plan and the version that was shown, as buttons and forms carry them; `more` stands behind. @throws AppError TURN_004 */
export function planPressed(value: string): { planId: string; version: number; more: string } {
  const [planId = '', version = '', more = ''] = partsOf(value, versioned);
  return { planId, version: Number(version), more };
}

/** A refusal is said in the direct message; faults go on. */
export const privately =
  <C extends TurnContext>(deps: PlanChangeDeps, run: (context: C) => Promise<void>) =>
  async (context: C): Promise<void> => {
    try {
      await run(context);
    } catch (error) {
      if (!(error instanceof AppError) || error.retry === 'later' || error.userMessage === undefined)
        throw error;
      const said = error.userMessage;
      if (error instanceof StalePlanError) {
        const card = await showPlan(deps, context.actor, error.planId);
        await answerInDirect(deps, context, planCardView(card, said));
      } else await answerInDirect(deps, context, planSaidView(said));
    }
  };

/** Does it as whoever pressed or sent, and shows them the plan as it stands then. */
export async function pressPlan(
  deps: PlanChangeDeps,
  context: TurnContext,
  value: string,
  doing: (input: PlanInput) => PlanDoing | Promise<PlanDoing>,
): Promise<void> {
  const { actor, event, turn, platform, target } = context;
  const { planId, version } = planPressed(value);
  const input = { actor, planId, version, turnId: event.id, surface: turn.platform };
  const said = await doToPlan(deps, input, await doing(input), { platform, target });
  await answerInDirect(deps, context, planCardView(await showPlan(deps, actor, planId), said));
}
