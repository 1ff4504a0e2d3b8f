import type { WallTime } from '../../coaching/follow-ups/ports.ts';
import {
  meetingLimits,
  meetingTypes,
  ratings,
  type MeetingType,
  type OneOnOne,
} from '../../coaching/one-on-ones/one-on-one.ts';
import { definitionOf, metricKeys } from '../../coaching/performance/metric.ts';
import type { User } from '../../coaching/people/user.ts';
import type { Form, FormField, FormId, Message } from '../message.ts';
import { words } from '../words/en.ts';
import { formTimes } from './follow-up-forms.ts';

const { meetings: all } = words;
const { form: say } = all;

/** As many as every platform takes in one list. */
export const mostPeople = 100;
/** A hundred of them fit into one card in Teams. */
const nameShown = 40;
const lengths = [15, 20, 30, 45, 60, 90] as const;

interface TextField {
  name: string;
  label: string;
  initial?: string;
  required?: boolean;
  hint?: string;
  placeholder?: string;
  multiline?: boolean;
  maxLength?: number;
}

const text = ({
  initial = '',
  required = false,
  multiline = true,
  maxLength = meetingLimits.text,
  ...field
}: TextField): FormField => ({
  type: 'text',
  required,
  multiline,
  maxLength,
  ...field,
  ...(initial === '' ? {} : { initial: initial.slice(0, maxLength) }),
});

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

/** What is filled in already, and what can be kept here. */
export interface CompleteForm {
  meeting: OneOnOne;
  agentName: string;
  topics: string;
  discussion: string;
  items: string;
  /** Notes that are open about the person. Undefined: none can be dealt with here. */
  notes?: readonly { id: string; text: string }[];
  /** Whether action items and what it worked on can be kept. */
  canMakeItems: boolean;
  canMeasure: boolean;
}

const noteShown = 60;

export function meetingCompleteForm(form: CompleteForm): Form {
  const { outcome, endedAt, id } = form.meeting;
  const rating = (name: (typeof ratings)[number]): FormField => ({
    name,
    label: say.ratings[name],
    required: true,
    type: 'select',
    options: say.ratingOptions.map((label, at) => ({ value: String(at + 1), label })),
    ...(outcome[name] === undefined ? {} : { initial: String(outcome[name]) }),
  });
  const isCut = form.discussion.length > meetingLimits.discussion;
  const numbered = (form.notes ?? [])
    .map(({ text: note }, at) => `${at + 1}. ${note.slice(0, noteShown)}`)
    .join(' · ');
  return {
    id: 'meeting.complete',
    title: say.completeTitle,
    intro: endedAt === undefined ? say.completeIntro : say.correctIntro,
    fields: [
      ...ratings.map(rating),
      text({ name: 'topics', label: say.topics, hint: say.perLine, initial: form.topics }),
      text({
        name: 'discussion',
        label: say.discussion,
        initial: form.discussion,
        maxLength: meetingLimits.discussion,
        ...(isCut ? { hint: say.discussionCut } : {}),
      }),
      text({ name: 'commitments', label: say.commitments, initial: outcome.commitments ?? '' }),
      ...(form.canMakeItems
        ? [
            text({
              name: 'items',
              label: say.items,
              hint: say.itemsHint(form.agentName),
              initial: form.items,
              maxLength: meetingLimits.items,
            }),
          ]
        : []),
      text({ name: 'achievements', label: say.achievements, initial: outcome.achievements ?? '' }),
      text({ name: 'concerns', label: say.concerns, initial: outcome.concerns ?? '' }),
      text({
        name: 'resources',
        label: say.resources,
        hint: say.perLine,
        initial: outcome.resources.join('\n'),
      }),
      {
        name: 'followUp',
        label: say.followUp,
        required: true,
        type: 'select',
        options: [
          { value: 'yes', label: say.yes },
          { value: 'no', label: say.no },
        ],
        initial: outcome.followUpRequired ? 'yes' : 'no',
      },
      {
        name: 'followUpOn',
        label: say.followUpOn,
        required: false,
        type: 'date',
        ...(outcome.followUpOn === undefined ? {} : { initial: outcome.followUpOn }),
      },
      text({
        name: 'followUpTopics',
        label: say.followUpTopics,
        hint: say.perLine,
        initial: outcome.followUpTopics.join('\n'),
      }),
      ...(form.canMeasure ? interventionFields() : []),
      ...(numbered === ''
        ? []
        : [
            text({
              name: 'notes',
              label: say.notes,
              hint: say.notesHint(numbered),
              multiline: false,
              maxLength: 100,
            }),
          ]),
    ],
    submitLabel: say.save,
    context: id,
  };
}

const interventionFields = (): FormField[] => [
  {
    name: 'issue',
    label: say.issue,
    required: true,
    type: 'select',
    options: [
      { value: 'none', label: say.noIssue },
      ...metricKeys
        .filter((key) => definitionOf(key).better !== undefined)
        .map((key) => ({ value: key, label: definitionOf(key).label })),
    ],
    initial: 'none',
  },
  text({
    name: 'method',
    label: say.method,
    placeholder: say.methodPlaceholder,
    multiline: false,
    maxLength: 100,
  }),
];

/** A form where the platform could not open it by itself. */
export const meetingFormView = (form: Form & { id: FormId }): Message => ({
  view: 'meeting.form',
  summary: all.cardSummary,
  blocks: [{ kind: 'form', form }],
  footer: words.audience.direct,
});
