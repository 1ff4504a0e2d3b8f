import { checkInFrequencies, goalLimits, type GrowthGoal } from '../../coaching/growth/goal.ts';
import { stepLine } from '../../coaching/growth/edit-goal.ts';
import type { WallTime } from '../../coaching/follow-ups/ports.ts';
import type { Form, Message } from '../message.ts';
import { words } from '../words/en.ts';
import { formTimes } from './follow-up-forms.ts';

const { growth: say } = words;
const maxSteps = 3_000;

/** A new goal, or one that is there; its id is the context. */
export function goalForm(goal?: GrowthGoal): Form {
  const steps = goal?.steps.map(stepLine).join('\n') ?? '';
  return {
    id: 'goal.save',
    title: goal === undefined ? say.formNew : say.formEdit,
    intro: say.formIntro,
    fields: [
      {
        name: 'title',
        label: say.fieldTitle,
        required: true,
        type: 'text',
        multiline: false,
        maxLength: goalLimits.title,
        placeholder: say.titlePlaceholder,
        ...(goal === undefined ? {} : { initial: goal.title }),
      },
      {
        name: 'targetOn',
        label: say.fieldTarget,
        required: false,
        type: 'date',
        ...(goal?.targetOn === undefined ? {} : { initial: goal.targetOn }),
      },
      {
        name: 'reason',
        label: say.fieldReason,
        required: false,
        type: 'text',
        multiline: true,
        maxLength: goalLimits.reason,
        ...(goal?.reason === undefined ? {} : { initial: goal.reason }),
      },
      {
        name: 'steps',
        label: say.fieldSteps,
        required: false,
        hint: say.stepsHint,
        type: 'text',
        multiline: true,
        maxLength: maxSteps,
        ...(steps === '' ? {} : { initial: steps.slice(0, maxSteps) }),
      },
    ],
    submitLabel: say.save,
    context: goal?.id ?? '',
  };
}

export const goalNoteForm = (goal: GrowthGoal): Form => ({
  id: 'goal.note',
  title: say.noteTitle,
  intro: goal.title,
  fields: [
    {
      name: 'words',
      label: say.fieldNote,
      required: true,
      type: 'text',
      multiline: true,
      maxLength: goalLimits.note,
    },
  ],
  submitLabel: say.save,
  context: goal.id,
});

/** @param first what is chosen already, by the person's clocks */
export const goalCheckInForm = (goal: GrowthGoal, first: WallTime, timezone: string): Form => ({
  id: 'goal.check-in',
  title: say.checkInTitle,
  intro: say.checkInIntro(timezone),
  fields: [
    {
      name: 'every',
      label: say.fieldEvery,
      required: true,
      type: 'select',
      options: checkInFrequencies.map((every) => ({ value: every, label: say.frequencies[every] })),
      initial: goal.checkIn?.every ?? 'weekly',
    },
    { name: 'date', label: say.fieldDate, required: true, type: 'date', initial: first.date },
    {
      name: 'time',
      label: say.fieldTime,
      required: true,
      type: 'select',
      options: formTimes.map((time) => ({ value: time, label: time })),
      initial: formTimes.includes(first.time) ? first.time : '09:00',
    },
  ],
  submitLabel: say.save,
  context: goal.id,
});

export const goalFormView = (form: Form): Message => ({
  view: 'goal.form',
  summary: say.summary,
  blocks: [{ kind: 'form', form }],
  footer: say.footer,
});
