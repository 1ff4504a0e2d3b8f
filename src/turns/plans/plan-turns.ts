import { planTalk } from '../../agent/tools/plan-talk.ts';
import { readPlanWords, type PlanWish } from '../../coaching/plans/read-plan-words.ts';
import { listPlans, openStatuses } from '../../coaching/plans/list-plans.ts';
import { showPlan } from '../../coaching/plans/show-plan.ts';
import type { User } from '../../coaching/people/user.ts';
import { planCardView } from '../../messages/views/plan-card.ts';
import { planFormView } from '../../messages/views/plan-forms.ts';
import { noPlanView, planListView } from '../../messages/views/plan-list.ts';
import { words } from '../../messages/words/en.ts';
import type { ActionHandlers } from '../actions.ts';
import type { Command } from '../commands/commands.ts';
import type { TextHandler } from '../handle-message.ts';
import type { PeopleResolver } from '../people-resolver.ts';
import { oneId, partsOf } from '../sessions/summary-press.ts';
import type { ContextOf } from '../turn-context.ts';
import { answerInDirect } from './in-direct.ts';
import type { PlanChangeDeps } from './plan-changes.ts';
import { createPlanForms, type PlanFormId } from './plan-forms.ts';
import { pressPlan, privately } from './plan-press.ts';

export interface PlanTurnDeps extends PlanChangeDeps {
  people: PeopleResolver;
}

type PlanActionId =
  | 'plan.list'
  | 'plan.show'
  | 'plan.submit'
  | 'plan.approve'
  | 'plan.activate'
  | 'plan.reopen'
  | 'plan.form'
  | Exclude<PlanFormId, 'plan.save'>;

const { plans: say } = words;

/** Plans to improve performance in chat: for `create-turn-deps.ts`. Every answer goes to the direct message. */
export function createPlanTurns(deps: PlanTurnDeps) {
  const forms = createPlanForms(deps);
  return {
    commands: [
      ['plan', planCommand(deps)],
      ['plans', plansCommand(deps)],
    ] as const satisfies readonly (readonly [string, Command])[],
    actions: planActions(deps, forms.open),
    forms: forms.forms,
    formQueries: forms.queries,
    takeWords: planWords(deps),
  };
}

const plansCommand = (deps: PlanTurnDeps): Command => ({
  usage: '',
  description: say.command,
  run: privately(deps, (context) => sendList(deps, context)),
});

async function sendList(
  deps: PlanTurnDeps,
  context: ContextOf<'command'> | ContextOf<'action'>,
): Promise<void> {
  const plans = await listPlans(deps, context.actor, { statuses: openStatuses });
  await answerInDirect(deps, context, planListView(plans));
}

/** `/plan @name`: that person's plan, or a new draft; without a name the list. */
const planCommand = (deps: PlanTurnDeps): Command => ({
  usage: say.usage,
  description: say.commandOne,
  run: privately(deps, async (context) => {
    const about = context.turn.text.trim();
    if (about === '') {
      await sendList(deps, context);
      return;
    }
    const wish: PlanWish = { kind: 'draft', about: about.replace(/^@\s*/, ''), sure: true };
    await answerInDirect(deps, context, await viewFor(deps, context, wish));
  }),
});

async function viewFor(
  deps: PlanTurnDeps,
  context: ContextOf<'command'> | ContextOf<'message'>,
  wish: PlanWish,
) {
  const mentioned = await mentionedIn(deps, context, wish.about);
  const named = mentioned === undefined ? {} : { mentioned };
  const view = await planTalk(deps, { actor: context.actor, wish, ...named });
  return view ?? noPlanView();
}

/** Never by name where the platform says who is meant: a guest called Priya is not our Priya. */
async function mentionedIn(
  { people }: PlanTurnDeps,
  { turn, actor, platform, target }: ContextOf<'command'> | ContextOf<'message'>,
  about: string,
): Promise<User | 'nobody' | undefined> {
  const mention = turn.mentions.find(({ name }) => about.startsWith(name) || name.startsWith(about));
  if (mention === undefined || about === '') return undefined;
  const person = await people.person(actor.organizationId, platform, target, mention.platformUserId);
  return person.kind === 'known' ? person.user : 'nobody';
}

/** Words about somebody's plan, which rules read: no model sees them, and no channel the answer. */
const planWords =
  (deps: PlanTurnDeps): TextHandler =>
  async (context) => {
    const wish = readPlanWords(context.turn.text);
    if (wish === undefined) return false;
    const { actor } = context;
    const mentioned = await mentionedIn(deps, context, wish.about);
    const named = mentioned === undefined ? {} : { mentioned };
    const view = await planTalk(deps, { actor, wish, ...named });
    if (view === undefined) return false;
    await answerInDirect(deps, context, view);
    return true;
  };

/** Buttons under plans. Whoever presses is checked again; from an older card nothing is done. */
function planActions(
  deps: PlanTurnDeps,
  open: ReturnType<typeof createPlanForms>['open'],
): Pick<ActionHandlers, PlanActionId> {
  type Pressed = ContextOf<'action'>;
  const doing = (name: 'submit' | 'approve' | 'activate' | 'reopen') =>
    privately(deps, (context: Pressed) => pressPlan(deps, context, context.turn.value, () => ({ do: name })));
  /** Where the platform did not open the form by itself. */
  const sending = (form: PlanFormId) =>
    privately(deps, async ({ actor, turn, reply }: Pressed) => {
      await reply.sendPrivately(planFormView(await open(form, actor, turn.value)));
    });
  return {
    'plan.list': privately(deps, (context: Pressed) => sendList(deps, context)),
    'plan.show': privately(deps, async (context: Pressed) => {
      const [planId = ''] = partsOf(context.turn.value, oneId);
      await answerInDirect(deps, context, planCardView(await showPlan(deps, context.actor, planId)));
    }),
    'plan.submit': doing('submit'),
    'plan.approve': doing('approve'),
    'plan.activate': doing('activate'),
    'plan.reopen': doing('reopen'),
    'plan.form': sending('plan.save'),
    'plan.send-back': sending('plan.send-back'),
    'plan.update': sending('plan.update'),
    'plan.check-in': sending('plan.check-in'),
    'plan.extend': sending('plan.extend'),
    'plan.end': sending('plan.end'),
  };
}
