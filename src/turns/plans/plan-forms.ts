import { checkInFigures } from '../../agent/tools/plan-figures.ts';
import { dayIn } from '../../coaching/people/day-in.ts';
import { leads } from '../../coaching/people/line.ts';
import type { Actor, User } from '../../coaching/people/user.ts';
import { shiftDay } from '../../coaching/performance/own-scores.ts';
import { currentFigures } from '../../coaching/plans/current-figures.ts';
import { draftPlan } from '../../coaching/plans/draft-plan.ts';
import { byHand } from '../../coaching/plans/hold-check-in.ts';
import { openPlan, type OpenedPlan } from '../../coaching/plans/plan-access.ts';
import { planEndInvalid, planFieldInvalid, planNotFound } from '../../coaching/plans/plan-errors.ts';
import { faultsOf, type PlanFieldsText } from '../../coaching/plans/plan-fields.ts';
import { proposeTargets } from '../../coaching/plans/propose-targets.ts';
import { showPlan } from '../../coaching/plans/show-plan.ts';
import { isDay } from '../../coaching/summaries/verify-lines.ts';
import type { Form } from '../../messages/message.ts';
import { planCardView } from '../../messages/views/plan-card.ts';
import {
  checkInForm,
  editPlanForm,
  endForm,
  extendForm,
  newPlanForm,
  sendBackForm,
  updateForm,
} from '../../messages/views/plan-forms.ts';
import { words } from '../../messages/words/en.ts';
import type { FormHandlers, FormQueries } from '../forms.ts';
import { answerInDirect } from './in-direct.ts';
import type { PlanChangeDeps, PlanDoing } from './plan-changes.ts';
import { planPressed, pressPlan, privately } from './plan-press.ts';

type Values = Readonly<Record<string, string>>;
export type PlanFormId =
  'plan.save' | 'plan.send-back' | 'plan.update' | 'plan.check-in' | 'plan.extend' | 'plan.end';

const { said } = words.plans;
const newPlan = /^new:([0-9a-f-]{36})$/i;
const daysMore = 14;

const fieldsIn = (values: Values): PlanFieldsText => ({
  reason: values['reason'] ?? '',
  startOn: values['startOn'] ?? '',
  ...(/^\d+$/.test(values['length'] ?? '')
    ? { length: Number(values['length']) }
    : { endOn: values['endOn'] ?? '' }),
  targets: values['targets'] ?? '',
  mandatory: values['mandatory'] ?? '',
  recommended: values['recommended'] ?? '',
  checkIn: values['checkIn'] ?? '',
});

function endIn(values: Values): Extract<PlanDoing, { do: 'end' }> {
  const [how = '', left] = (values['how'] ?? '').split('-');
  return {
    do: 'end',
    how: how === 'complete' || how === 'fail' ? how : 'cancel',
    resigned: left === 'resigned',
    notes: values['notes'] ?? '',
    lessons: values['lessons'] ?? '',
  };
}

/** Forms about plans: what they show when opened, what is wrong with what was filled in, and what they do. */
export function createPlanForms(deps: PlanChangeDeps): {
  open: (form: PlanFormId, actor: Actor, context: string) => Promise<Form>;
  forms: Pick<FormHandlers, PlanFormId>;
  queries: FormQueries;
} {
  const todayFor = ({ timezone }: User): string => dayIn(deps.clock.now(), timezone);
  async function subjectOf(actor: Actor, personId: string): Promise<User> {
    const person = await deps.users.findById(actor.organizationId, personId);
    if (person === undefined || !(await leads(deps.users, actor, personId))) throw planNotFound();
    return person;
  }
  const ofPlan =
    (make: (opened: OpenedPlan, today: string, more: string) => Form | Promise<Form>) =>
    async (actor: Actor, context: string): Promise<Form> => {
      const { planId, more } = planPressed(context);
      const opened = await openPlan(deps, actor, planId);
      return make(opened, todayFor(opened.person), more);
    };
  const openEdit = ofPlan(async ({ plan, person }, today) =>
    editPlanForm(
      plan,
      person.name,
      await currentFigures(deps.figures, plan.organizationId, person.id, today),
    ),
  );
  const openers: Record<PlanFormId, (actor: Actor, context: string) => Promise<Form>> = {
    async 'plan.save'(actor, context) {
      const personId = newPlan.exec(context)?.[1];
      if (personId === undefined) return openEdit(actor, context);
      const person = await subjectOf(actor, personId);
      return newPlanForm(person, await proposeTargets(deps, person), todayFor(person));
    },
    'plan.send-back': ofPlan(({ plan }) => sendBackForm(plan)),
    'plan.update': ofPlan(({ plan, person }) => updateForm(plan, person.name)),
    'plan.check-in': ofPlan(async ({ plan, person }, today) =>
      checkInForm(plan, person.name, await checkInFigures(deps, plan, today)),
    ),
    'plan.extend': ofPlan(({ plan, person }, _today, more) =>
      extendForm(plan, person.name, isDay(more) ? more : shiftDay(plan.targetEndOn, daysMore)),
    ),
    'plan.end': ofPlan(({ plan, person }, _today, more) =>
      endForm(plan, person.name, more === 'complete' || more === 'fail' ? more : 'cancel'),
    ),
  };
  const doing = (make: (values: Values) => PlanDoing) =>
    privately(deps, (context: Parameters<FormHandlers[PlanFormId]>[0]) =>
      pressPlan(deps, context, context.turn.context, () => make(context.turn.values)),
    );
  const wordsNeeded =
    (name: string, hint: string) =>
    (_actor: Actor, _context: string, values: Values): Promise<Record<string, string>> =>
      Promise.resolve((values[name] ?? '').trim() === '' ? { [name]: hint } : {});
  const hintOf = (hint: string): string => planFieldInvalid('words', hint).userMessage ?? hint;
  return {
    open: (form, actor, context) => openers[form](actor, context),
    forms: {
      'plan.save': privately(deps, async (context) => {
        const { actor, event, turn } = context;
        const personId = newPlan.exec(turn.context)?.[1];
        const fields = fieldsIn(turn.values);
        if (personId === undefined) {
          const why = turn.values['why'] ?? '';
          await pressPlan(deps, context, turn.context, () => ({ do: 'edit', fields, why }));
          return;
        }
        const input = { actor, personId, fields, turnId: event.id, surface: turn.platform };
        const { id } = await draftPlan(deps, input);
        await answerInDirect(deps, context, planCardView(await showPlan(deps, actor, id), said.drafted));
      }),
      'plan.send-back': doing((values) => ({ do: 'send-back', words: values['words'] ?? '' })),
      'plan.update': doing((values) => ({ do: 'update', words: values['words'] ?? '' })),
      'plan.extend': doing((values) => ({
        do: 'extend',
        targetEndOn: values['endOn'] ?? '',
        reason: values['reason'] ?? '',
      })),
      'plan.end': doing(endIn),
      'plan.check-in': privately(deps, async (context) => {
        const { actor, turn } = context;
        await pressPlan(deps, context, turn.context, async ({ planId }) => {
          const { plan } = await openPlan(deps, actor, planId);
          const marks = byHand(plan).flatMap((criterion, index): [string, boolean][] => {
            const mark = turn.values[`mark-${index}`];
            return mark === 'met' || mark === 'not' ? [[criterion, mark === 'met']] : [];
          });
          return { do: 'check-in', notes: turn.values['notes'] ?? '', marks: Object.fromEntries(marks) };
        });
      }),
    },
    queries: {
      'plan.save': {
        open: openers['plan.save'],
        async validate(actor, context, values) {
          const personId = newPlan.exec(context)?.[1];
          const opened =
            personId === undefined ? await openPlan(deps, actor, planPressed(context).planId) : undefined;
          const person = opened?.person ?? (await subjectOf(actor, personId ?? ''));
          const plan = opened?.plan;
          const isAmended = plan !== undefined && plan.status !== 'draft';
          const fixed = isAmended ? { startOn: plan.startOn, endOn: plan.targetEndOn } : {};
          const text = { ...fieldsIn(values), ...fixed };
          const faults = faultsOf(text, isAmended ? plan.startOn : todayFor(person));
          return Object.fromEntries(
            Object.entries(faults).map(([name, { userMessage = '' }]) => [name, userMessage]),
          );
        },
      },
      'plan.send-back': {
        open: openers['plan.send-back'],
        validate: wordsNeeded('words', hintOf('Say what should change, so that it can.')),
      },
      'plan.update': {
        open: openers['plan.update'],
        validate: wordsNeeded('words', hintOf('Write what you would like to keep with the plan.')),
      },
      'plan.check-in': {
        open: openers['plan.check-in'],
        validate: wordsNeeded('notes', hintOf('Write in a few words how it went.')),
      },
      'plan.extend': {
        open: openers['plan.extend'],
        async validate(actor, context, values) {
          const { plan, person } = await openPlan(deps, actor, planPressed(context).planId);
          const { endOn = '', reason = '' } = values;
          const isLater = isDay(endOn) && endOn > plan.targetEndOn && endOn >= todayFor(person);
          return {
            ...(isLater ? {} : { endOn: planEndInvalid().userMessage ?? '' }),
            ...(reason.trim() === ''
              ? { reason: hintOf('Say why it gets more time: the person will read it.') }
              : {}),
          };
        },
      },
      'plan.end': {
        open: openers['plan.end'],
        async validate(actor, context, values) {
          const { plan } = await openPlan(deps, actor, planPressed(context).planId);
          const isNeeded = plan.activatedAt !== undefined && (values['notes'] ?? '').trim() === '';
          return isNeeded ? { notes: hintOf('Say in a sentence what came of it.') } : {};
        },
      },
    },
  };
}
