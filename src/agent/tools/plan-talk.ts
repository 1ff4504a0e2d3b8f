import { findPersonAtStart } from '../../coaching/people/find-person.ts';
import { dayIn } from '../../coaching/people/day-in.ts';
import { peopleLedBy } from '../../coaching/people/line.ts';
import type { Actor, User } from '../../coaching/people/user.ts';
import { ownPlan, type OwnPlanDeps } from '../../coaching/performance/own-plan.ts';
import { planStatuses } from '../../coaching/performance/plan.ts';
import { shiftDay } from '../../coaching/performance/own-scores.ts';
import { listPlans, openStatuses, planOf } from '../../coaching/plans/list-plans.ts';
import type { PlanDeps } from '../../coaching/plans/plan-access.ts';
import type { PlanRecord } from '../../coaching/plans/plan-record.ts';
import { planSteps, stageOf, type PlanStepName } from '../../coaching/plans/plan-machine.ts';
import { proposeTargets } from '../../coaching/plans/propose-targets.ts';
import { newEndIn, type PlanWish } from '../../coaching/plans/read-plan-words.ts';
import { showPlan } from '../../coaching/plans/show-plan.ts';
import type { DateReader } from '../../coaching/sessions/date-reader.ts';
import type { Message } from '../../messages/message.ts';
import { ownPlanView } from '../../messages/views/own-plan.ts';
import { planCardView } from '../../messages/views/plan-card.ts';
import {
  checkInForm,
  endForm,
  extendForm,
  newPlanForm,
  planFormView,
  updateForm,
} from '../../messages/views/plan-forms.ts';
import { noPlanView, planListView, planSaidView, whichPersonView } from '../../messages/views/plan-list.ts';
import { words } from '../../messages/words/en.ts';
import { checkInFigures } from './plan-figures.ts';

const { plans: say } = words;

/** What is offered where somebody says "extend it" and not for how long. */
const daysMore = 14;

export interface PlanTalkDeps extends PlanDeps, Pick<OwnPlanDeps, 'actionPlans'> {
  dates: DateReader;
}

export interface PlanTalk {
  actor: Actor;
  wish: PlanWish;
  /** Whom a mention means, as the platform says; `nobody`: somebody who is not of the organisation. Default: by name. */
  mentioned?: User | 'nobody';
}

/**
 * Shows what words about somebody's plan ask for: the plan, or a form that does it once a person sends it. Nothing changes
 * here. Who does not lead that person gets the answer that there is where there is no plan.
 * @returns undefined where the words name nobody, and may mean something else
 */
export async function planTalk(deps: PlanTalkDeps, talk: PlanTalk): Promise<Message | undefined> {
  const { actor, wish } = talk;
  if (wish.kind === 'list') return planListView(await listPlans(deps, actor, { statuses: openStatuses }));
  if (wish.about === '') return wish.sure ? planSaidView(say.whom) : undefined;
  const meant = await whoIsMeant(deps, talk);
  switch (meant.kind) {
    case 'unknown':
      return wish.sure || talk.mentioned !== undefined ? noPlanView() : undefined;
    case 'oneself':
      return ownPlanView(await ownPlan(deps, actor));
    case 'not-led':
      return noPlanView();
    case 'several':
      return whichPersonView(meant.names);
    case 'one':
      return aboutPerson(deps, actor, meant.user, wish);
  }
}

type Meant =
  | { kind: 'unknown' | 'oneself' | 'not-led' }
  | { kind: 'several'; names: readonly string[] }
  | { kind: 'one'; user: User };

/** Of several of that name those count whom the actor leads. */
async function whoIsMeant({ users }: PlanTalkDeps, { actor, wish, mentioned }: PlanTalk): Promise<Meant> {
  const [led, people] = await Promise.all([peopleLedBy(users, actor), users.list(actor.organizationId)]);
  const match =
    mentioned === undefined
      ? findPersonAtStart(wish.about, people)
      : mentioned === 'nobody'
        ? ({ kind: 'none' } as const)
        : ({ kind: 'one', user: mentioned, matched: mentioned.name } as const);
  if (match.kind === 'none') return { kind: 'unknown' };
  const found = match.kind === 'one' ? [match.user] : match.candidates;
  const theirs = led.filter(({ id }) => found.some((one) => one.id === id));
  const [first] = theirs;
  if (first === undefined) return { kind: found.some(({ id }) => id === actor.id) ? 'oneself' : 'not-led' };
  return theirs.length === 1
    ? { kind: 'one', user: first }
    : { kind: 'several', names: theirs.map(({ name }) => name) };
}

/** What each wish needs to be possible; else the plan is shown as it stands. */
const needs: Readonly<Partial<Record<PlanWish['kind'], PlanStepName>>> = {
  extend: 'extend',
  update: 'update',
  'check-in': 'check-in',
};

async function aboutPerson(deps: PlanTalkDeps, actor: Actor, person: User, wish: PlanWish): Promise<Message> {
  const open = await planOf(deps, actor, person.id);
  if (wish.kind === 'draft') {
    return open === undefined
      ? draftForm(deps, person)
      : planCardView(await showPlan(deps, actor, open.id), say.said.exists);
  }
  const plan = open ?? (await planOf(deps, actor, person.id, planStatuses));
  if (plan === undefined) return noPlanView();
  const card = async () => planCardView(await showPlan(deps, actor, plan.id));
  const need = wish.kind === 'end' ? wish.how : needs[wish.kind];
  if (need === undefined || !planSteps[stageOf(plan)].includes(need)) return card();
  const form = await formFor(deps, plan, person, wish);
  return form === undefined ? card() : planFormView(form);
}

async function formFor(deps: PlanTalkDeps, plan: PlanRecord, { name, timezone }: User, wish: PlanWish) {
  const today = dayIn(deps.clock.now(), timezone);
  switch (wish.kind) {
    case 'extend': {
      const { targetEndOn } = plan;
      const until = newEndIn(wish.by, { targetEndOn, today, dates: deps.dates });
      return extendForm(plan, name, until ?? shiftDay(targetEndOn, daysMore));
    }
    case 'update':
      return updateForm(plan, name, wish.words);
    case 'check-in':
      return checkInForm(plan, name, await checkInFigures(deps, plan, today));
    case 'end':
      return endForm(plan, name, wish.how);
    default:
      return undefined;
  }
}

/** A new draft for somebody whom the actor leads, with what their figures suggest. */
async function draftForm(deps: PlanDeps, person: User): Promise<Message> {
  const proposal = await proposeTargets(deps, person);
  return planFormView(newPlanForm(person, proposal, dayIn(deps.clock.now(), person.timezone)));
}
