import { showPrepared } from '../../agent/tools/meeting-talk.ts';
import { instantOf, wallTimeOf } from '../../coaching/follow-ups/wall-time.ts';
import { tomorrowAt } from '../../coaching/growth/next-check-in.ts';
import { peopleOf, refuseUnless, requireMeeting } from '../../coaching/one-on-ones/meeting-deps.ts';
import { notTheirLeader, reasonMissing, timeUnreadable } from '../../coaching/one-on-ones/meeting-errors.ts';
import { defaultMinutes, meetingTypes } from '../../coaching/one-on-ones/one-on-one.ts';
import { editAgenda, prepareMeeting } from '../../coaching/one-on-ones/prepare-meeting.ts';
import { peopleLedBy } from '../../coaching/people/line.ts';
import type { Actor } from '../../coaching/people/user.ts';
import { isDay } from '../../coaching/summaries/verify-lines.ts';
import type { Form, Message } from '../../messages/message.ts';
import {
  meetingAgendaForm,
  meetingFormView,
  meetingMoveForm,
  meetingPlanForm,
  meetingReasonForm,
  mostPeople,
} from '../../messages/views/meeting-forms.ts';
import { agendaLines } from '../../messages/views/meeting-prep.ts';
import { firstName } from '../../messages/views/meeting.ts';
import { words } from '../../messages/words/en.ts';
import type { ActionHandlers } from '../actions.ts';
import type { FormHandlers, FormQueries } from '../forms.ts';
import { refusing } from '../knowledge/refusing.ts';
import type { ContextOf } from '../turn-context.ts';
import { openCannotForm, saveCannot } from './cannot-make-it.ts';
import { openCompleteForm, saveComplete, validateComplete } from './complete-form.ts';
import { callOffAndTell, isDirect, moveAndTell, planAndTell } from './meeting-effects.ts';
import type { MeetingTurnDeps } from './meeting-turn-deps.ts';
import { linesOf, type Values } from './read-complete-form.ts';

type MeetingFormId =
  | 'meeting.plan'
  | 'meeting.move'
  | 'meeting.cancel'
  | 'meeting.no-show'
  | 'meeting.agenda'
  | 'meeting.complete'
  | 'meeting.cannot';

const { faults } = words.meetings.form;
const isTime = (text: string): boolean => /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(text);

/** @throws AppError MEETING_005 */
function whenOf({ date = '', time = '' }: Values, { timezone }: Pick<Actor, 'timezone'>): Date {
  if (!isDay(date) || !isTime(time)) throw timeUnreadable();
  return instantOf({ date, time }, timezone);
}

/** A new 1:1; the context says with whom, as `agent`, or `agent:kind:day`. */
async function openPlan(deps: MeetingTurnDeps, actor: Actor, context: string): Promise<Form> {
  const [agentId = '', kind = '', day = ''] = context.split(':');
  const led = await peopleLedBy(deps.users, actor);
  if (led.length === 0) throw notTheirLeader();
  const chosen = led.find(({ id }) => id === agentId);
  const people = [...new Set([...(chosen === undefined ? [] : [chosen]), ...led])].slice(0, mostPeople);
  const tomorrow = wallTimeOf(tomorrowAt('10:00', deps.clock.now(), actor.timezone), actor.timezone);
  return meetingPlanForm({
    people,
    when: isDay(day) ? { date: day, time: '10:00' } : tomorrow,
    minutes: defaultMinutes,
    type: meetingTypes.find((type) => type === kind) ?? 'REGULAR',
    timezone: actor.timezone,
    ...(chosen === undefined ? {} : { agentId: chosen.id }),
  });
}

/** Forms of 1:1s: opened by a button, or sent where the platform cannot open one. */
export function createMeetingForms(deps: MeetingTurnDeps): {
  actions: Pick<ActionHandlers, 'meeting.form' | Exclude<MeetingFormId, 'meeting.plan'>>;
  forms: Pick<FormHandlers, MeetingFormId>;
  queries: FormQueries;
} {
  const reasonForm = (how: 'meeting.cancel' | 'meeting.no-show') => async (actor: Actor, id: string) => {
    const meeting = await requireMeeting(deps, actor, id);
    refuseUnless(meeting, how === 'meeting.no-show' ? ['in_progress'] : []);
    return meetingReasonForm(meeting, firstName((await peopleOf(deps, meeting)).agent.name), how);
  };
  const open: Record<MeetingFormId, (actor: Actor, context: string) => Promise<Form>> = {
    'meeting.plan': (actor, context) => openPlan(deps, actor, context),
    'meeting.move': async (actor, id) => {
      const meeting = await requireMeeting(deps, actor, id);
      refuseUnless(meeting, []);
      return meetingMoveForm(meeting, wallTimeOf(meeting.at, actor.timezone), actor.timezone);
    },
    'meeting.cancel': reasonForm('meeting.cancel'),
    'meeting.no-show': reasonForm('meeting.no-show'),
    'meeting.agenda': async (actor, id) => {
      const { prep } = await prepareMeeting(deps, actor, id);
      return meetingAgendaForm(await requireMeeting(deps, actor, id), agendaLines(prep));
    },
    'meeting.complete': (actor, id) => openCompleteForm(deps, actor, id),
    'meeting.cannot': (actor, id) => openCannotForm(deps, actor, id),
  };
  /** Where the platform did not open the form by itself. */
  const sending = (form: MeetingFormId) =>
    refusing(async ({ actor, reply, turn }: ContextOf<'action'>) => {
      await reply.sendPrivately(meetingFormView(await open[form](actor, turn.value)));
    });
  const saving = (save: (context: ContextOf<'form'>) => Promise<Message>) =>
    refusing(async (context: ContextOf<'form'>) => {
      await context.reply.sendPrivately(await save(context));
    });
  const callingOff = (how: 'cancelled' | 'no_show') =>
    saving((context) => {
      const { context: id, values } = context.turn;
      return callOffAndTell(deps, context, id, { how, reason: values['reason'] ?? '' });
    });
  const checked = (form: MeetingFormId, faultsOf: (values: Values) => Record<string, string>) => ({
    open: open[form],
    validate: (_actor: Actor, _context: string, values: Values) => Promise.resolve(faultsOf(values)),
  });
  const timeFaults = (values: Values): Record<string, string> =>
    isDay(values['date'] ?? '') && isTime(values['time'] ?? '') ? {} : { date: faults.when };
  const reasonFaults = (values: Values): Record<string, string> =>
    (values['reason'] ?? '').trim() === '' ? { reason: reasonMissing().userMessage ?? '' } : {};
  return {
    actions: {
      'meeting.form': sending('meeting.plan'),
      'meeting.move': sending('meeting.move'),
      'meeting.cancel': sending('meeting.cancel'),
      'meeting.no-show': sending('meeting.no-show'),
      'meeting.agenda': sending('meeting.agenda'),
      'meeting.complete': sending('meeting.complete'),
      'meeting.cannot': sending('meeting.cannot'),
    },
    forms: {
      'meeting.plan': saving((context) => {
        const { values } = context.turn;
        return planAndTell(deps, context, {
          agentId: values['person'] ?? '',
          at: whenOf(values, context.actor),
          minutes: Number(values['minutes'] ?? defaultMinutes),
          type: meetingTypes.find((type) => type === values['type']) ?? 'REGULAR',
          key: context.event.id,
        });
      }),
      'meeting.move': saving((context) =>
        moveAndTell(deps, context, context.turn.context, whenOf(context.turn.values, context.actor)),
      ),
      'meeting.cancel': callingOff('cancelled'),
      'meeting.no-show': callingOff('no_show'),
      'meeting.agenda': saving(async (context) => {
        const { actor, turn } = context;
        const edited = await editAgenda(deps, actor, turn.context, linesOf(turn.values['lines']));
        return showPrepared({ actor, direct: isDirect(context) }, edited);
      }),
      'meeting.complete': refusing((context) => saveComplete(deps, context)),
      'meeting.cannot': saving((context) => saveCannot(deps, context)),
    },
    queries: {
      'meeting.plan': checked('meeting.plan', (values) => ({
        ...((values['person'] ?? '') === '' ? { person: faults.person } : {}),
        ...timeFaults(values),
      })),
      'meeting.move': checked('meeting.move', timeFaults),
      'meeting.cancel': checked('meeting.cancel', reasonFaults),
      'meeting.no-show': checked('meeting.no-show', reasonFaults),
      'meeting.agenda': checked('meeting.agenda', () => ({})),
      'meeting.complete': {
        open: open['meeting.complete'],
        validate: (actor, id, values) => validateComplete(deps, actor, id, values),
      },
      'meeting.cannot': checked('meeting.cannot', () => ({})),
    },
  };
}
