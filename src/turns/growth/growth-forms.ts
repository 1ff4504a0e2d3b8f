import { showGoal } from '../../agent/tools/growth-talk.ts';
import { addProgressNote } from '../../coaching/growth/add-progress-note.ts';
import { requireGoal } from '../../coaching/growth/choose-goal.ts';
import { createGoal } from '../../coaching/growth/create-goal.ts';
import { editGoal } from '../../coaching/growth/edit-goal.ts';
import {
  checkInFrequencies,
  goalLimits,
  type CheckInPlan,
  type GrowthGoal,
} from '../../coaching/growth/goal.ts';
import { ownerOf, type GrowthDeps } from '../../coaching/growth/growth-deps.ts';
import { goalWordsMissing, scheduleUnreadable, tooManySteps } from '../../coaching/growth/growth-errors.ts';
import { tomorrowAt } from '../../coaching/growth/next-check-in.ts';
import { scheduleCheckIn } from '../../coaching/growth/schedule-check-in.ts';
import { instantOf, wallTimeOf } from '../../coaching/follow-ups/wall-time.ts';
import type { Actor } from '../../coaching/people/user.ts';
import { isDay } from '../../coaching/summaries/verify-lines.ts';
import type { Form } from '../../messages/message.ts';
import { formTimes } from '../../messages/views/follow-up-forms.ts';
import { goalCheckInForm, goalForm, goalFormView, goalNoteForm } from '../../messages/views/goal-forms.ts';
import { scheduledText } from '../../messages/views/goal.ts';
import { words } from '../../messages/words/en.ts';
import type { ActionHandlers } from '../actions.ts';
import type { FormHandlers, FormQueries } from '../forms.ts';
import { refusing } from '../knowledge/refusing.ts';
import type { ContextOf } from '../turn-context.ts';

type Values = Readonly<Record<string, string>>;
type GrowthFormId = 'goal.save' | 'goal.note' | 'goal.check-in';

const { growth: say } = words;

const linesOf = (values: Values): string[] =>
  (values['steps'] ?? '')
    .split('\n')
    .map((line) => line.replace(/^\s*(?:[-*•☐☑]|\d+[.)])\s*/u, '').trim())
    .filter((line) => line !== '');

/** What the form asks for; undefined: it is not whole. */
function planOf(values: Values): Omit<CheckInPlan, 'nextAt'> | undefined {
  const { date = '', time = '' } = values;
  const every = checkInFrequencies.find((one) => one === values['every']);
  return every === undefined || !isDay(date) || !formTimes.includes(time)
    ? undefined
    : { every, first: { date, time } };
}

/** Forms of growth plans: opened by a button, or sent where the platform cannot open one. */
export function createGrowthForms(deps: GrowthDeps): {
  actions: Pick<ActionHandlers, 'goal.form' | 'goal.note' | 'goal.check-in'>;
  forms: Pick<FormHandlers, GrowthFormId>;
  queries: FormQueries;
} {
  const find = async (actor: Actor, goalId: string): Promise<GrowthGoal> =>
    requireGoal(await deps.growth.find(ownerOf(actor), goalId));
  const open: Record<GrowthFormId, (actor: Actor, context: string) => Promise<Form>> = {
    'goal.save': async (actor, context) => goalForm(context === '' ? undefined : await find(actor, context)),
    'goal.note': async (actor, context) => goalNoteForm(await find(actor, context)),
    'goal.check-in': async (actor, context) => {
      const goal = await find(actor, context);
      const at = goal.checkIn?.nextAt ?? tomorrowAt('09:00', deps.clock.now(), actor.timezone);
      return goalCheckInForm(goal, wallTimeOf(at, actor.timezone), actor.timezone);
    },
  };
  /** Where the platform did not open the form by itself. */
  const sending = (form: GrowthFormId) =>
    refusing(async ({ actor, reply, turn }: ContextOf<'action'>) => {
      await reply.sendPrivately(goalFormView(await open[form](actor, turn.value)));
    });
  const saving = (save: (context: ContextOf<'form'>) => Promise<{ goalId: string; said: string }>) =>
    refusing(async (context: ContextOf<'form'>) => {
      const { goalId, said } = await save(context);
      await context.reply.sendPrivately(await showGoal(deps, context.actor, goalId, said));
    });
  return {
    actions: {
      'goal.form': sending('goal.save'),
      'goal.note': sending('goal.note'),
      'goal.check-in': sending('goal.check-in'),
    },
    forms: {
      'goal.save': saving(async ({ actor, event, turn }) => {
        const { title = '', reason = '', targetOn = '' } = turn.values;
        const steps = linesOf(turn.values);
        const day = isDay(targetOn) ? targetOn : undefined;
        if (turn.context === '') {
          const { id } = await createGoal(deps, {
            actor,
            words: title,
            reason,
            steps,
            turnId: event.id,
            ...(day === undefined ? {} : { targetOn: day }),
          });
          return { goalId: id, said: say.said.created };
        }
        const edit = { title, reason, steps, targetOn: day ?? null };
        const { id } = await editGoal(deps, { actor, goalId: turn.context, turnId: event.id }, edit);
        return { goalId: id, said: say.said.edited };
      }),
      'goal.note': saving(async ({ actor, event, turn }) => {
        const input = { actor, goalId: turn.context, turnId: event.id, words: turn.values['words'] ?? '' };
        const { id } = await addProgressNote(deps, input);
        return { goalId: id, said: say.said.noted };
      }),
      'goal.check-in': saving(async ({ actor, event, turn }) => {
        const plan = planOf(turn.values);
        if (plan === undefined) throw scheduleUnreadable();
        const goal = await scheduleCheckIn(deps, { actor, goalId: turn.context, turnId: event.id, plan });
        return { goalId: goal.id, said: scheduledText(goal, actor.timezone) };
      }),
    },
    queries: {
      'goal.save': {
        open: open['goal.save'],
        validate: (_actor, _context, values) => {
          const isEmpty = (values['title'] ?? '').trim() === '';
          const tooMany = linesOf(values).length > goalLimits.steps;
          return Promise.resolve<Record<string, string>>({
            ...(isEmpty ? { title: goalWordsMissing('goal').userMessage ?? '' } : {}),
            ...(tooMany ? { steps: tooManySteps().userMessage ?? '' } : {}),
          });
        },
      },
      'goal.note': {
        open: open['goal.note'],
        validate: (_actor, _context, values) =>
          Promise.resolve<Record<string, string>>(
            (values['words'] ?? '').trim() === ''
              ? { words: goalWordsMissing('note').userMessage ?? '' }
              : {},
          ),
      },
      'goal.check-in': {
        open: open['goal.check-in'],
        validate: (actor, _context, values) => {
          const plan = planOf(values);
          const isPast = plan?.every === 'once' && instantOf(plan.first, actor.timezone) <= deps.clock.now();
          return Promise.resolve<Record<string, string>>(
            plan === undefined ? { date: say.timeMissing } : isPast ? { time: say.timePast } : {},
          );
        },
      },
    },
  };
}
