import type { WallTime } from '../../coaching/follow-ups/ports.ts';
import {
  meetingLimits,
  meetingTypes,
  type MeetingType,
  type OneOnOne,
} from '../../coaching/one-on-ones/one-on-one.ts';
import type { User } from '../../coaching/people/user.ts';
import type { FormId } from '../form-ids.ts';
import type { Form, FormField, Message } from '../message.ts';
import { words } from '../words/en.ts';
import { formTimes } from './follow-up-forms.ts';
import { text } from './meeting-text-field.ts';

const { meetings: all } = words;
const { form: say } = all;

/** As many as every platform takes in one list. */
export const mostPeople = 100;
/** A hundred of them fit into one card in Teams. */
const nameShown = 40;
const lengths = [15, 20, 30, 45, 60, 90] as const;

function timeFields({ date, time }: WallTime): FormField[] {
  const times = formTimes.includes(time) ? formTimes : [...formTimes, time].sort();
  return [
    { name: 'date', label: say.date, required: true, type: 'date', initial: date },
    {
      name: 'time',
      label: say.time,
      required: true,
      type: 'select',
      options: times.map((value) => ({ value, label: value })),
      initial: time,
    },
  ];
}

export interface PlanForm {
  people: readonly Pick<User, 'id' | 'name'>[];
  /** Who is chosen already. */
  agentId?: string;
  when: WallTime;
  minutes: number;
  type: MeetingType;
  timezone: string;
}

export const meetingPlanForm = ({ people, agentId, when, minutes, type, timezone }: PlanForm): Form => ({
  id: 'meeting.plan',
  title: say.planTitle,
  intro: say.planIntro(timezone),
  fields: [
    {
      name: 'person',
      label: say.person,
      required: true,
      type: 'select',
      options: people
        .slice(0, mostPeople)
        .map(({ id, name }) => ({ value: id, label: name.slice(0, nameShown) })),
      ...(agentId === undefined ? {} : { initial: agentId }),
    },
    ...timeFields(when),
    {
      name: 'minutes',
      label: say.length,
      required: true,
      type: 'select',
      options: [...new Set([...lengths, minutes])]
        .sort((one, other) => one - other)
        .map((value) => ({ value: String(value), label: String(value) })),
      initial: String(minutes),
    },
    {
      name: 'type',
      label: say.type,
      required: true,
      hint: say.planCheckHint,
      type: 'select',
      options: meetingTypes.map((value) => ({ value, label: all.types[value] })),
      initial: type,
    },
  ],
  submitLabel: all.buttons.planIt,
  context: '',
});

export const meetingMoveForm = (meeting: OneOnOne, when: WallTime, timezone: string): Form => ({
  id: 'meeting.move',
  title: say.moveTitle,
  intro: say.planIntro(timezone),
  fields: timeFields(when),
  submitLabel: all.buttons.moveIt,
  context: meeting.id,
});

export const meetingReasonForm = (
  { id }: OneOnOne,
  agentName: string,
  how: 'meeting.cancel' | 'meeting.no-show',
): Form => ({
  id: how,
  title: how === 'meeting.cancel' ? say.cancelTitle : say.noShowTitle,
  intro: how === 'meeting.cancel' ? say.cancelIntro(agentName) : say.noShowIntro(agentName),
  fields: [text({ name: 'reason', label: say.reason, required: true, maxLength: meetingLimits.reason })],
  submitLabel: say.save,
  context: id,
});

export const meetingAgendaForm = ({ id }: OneOnOne, lines: readonly string[]): Form => ({
  id: 'meeting.agenda',
  title: say.agendaTitle,
  intro: say.agendaIntro,
  fields: [
    text({ name: 'lines', label: say.lines, initial: lines.join('\n'), maxLength: meetingLimits.agenda }),
  ],
  submitLabel: say.save,
  context: id,
});

export const meetingCannotForm = ({ id }: OneOnOne, leaderName: string): Form => ({
  id: 'meeting.cannot',
  title: say.cannotTitle,
  intro: say.cannotIntro(leaderName),
  fields: [
    text({
      name: 'times',
      label: say.times,
      placeholder: say.timesPlaceholder,
      maxLength: meetingLimits.reason,
    }),
    text({ name: 'reason', label: say.reason, maxLength: meetingLimits.reason }),
  ],
  submitLabel: say.send,
  context: id,
});

/** A form where the platform could not open it by itself. */
export const meetingFormView = (form: Form & { id: FormId }): Message => ({
  view: 'meeting.form',
  summary: all.cardSummary,
  blocks: [{ kind: 'form', form }],
  footer: words.audience.direct,
});
