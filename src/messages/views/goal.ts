import {
  nextStep,
  stepsDone,
  type GrowthGoal,
  type GrowthNote,
  type GrowthStep,
} from '../../coaching/growth/goal.ts';
import { formatDay } from '../../coaching/summaries/format-line.ts';
import { escapeMarkdown } from '../markdown.ts';
import type { Action, Block, Message } from '../message.ts';
import { words } from '../words/en.ts';
import { momentOf } from './moment.ts';

const { growth: say } = words;

const notesShown = 3;
const stepButtons = 4;
/** With "Done: " before it, it stays within what a button shows. */
const labelLength = 50;

export const shortLabel = (text: string): string =>
  text.length <= labelLength ? text : `${text.slice(0, labelLength - 1).trimEnd()}…`;

export const stepText = ({ text, dueOn, doneAt }: GrowthStep): string =>
  `${doneAt === undefined ? '☐' : '☑'} ${text}${dueOn === undefined ? '' : ` (${say.by(formatDay(dueOn))})`}`;

export const stepValue = (goal: GrowthGoal, step: GrowthStep): string => `${goal.id}:${step.id}`;

/** By when, how far, and when it is asked about next. */
export function goalFacts(goal: GrowthGoal, timezone: string): { label: string; value: string }[] {
  const { targetOn, checkIn, status } = goal;
  return [
    ...(targetOn === undefined ? [] : [{ label: say.target, value: formatDay(targetOn) }]),
    { label: say.progress, value: say.stepsDone(stepsDone(goal), goal.steps.length) },
    ...(checkIn?.nextAt === undefined || status !== 'active'
      ? []
      : [
          {
            label: say.nextCheckIn,
            value: `${momentOf(checkIn.nextAt, timezone)}${checkIn.every === 'once' ? '' : `, ${say.frequencies[checkIn.every]}`}`,
          },
        ]),
  ];
}

export interface GoalViewOptions {
  /** IANA zone of the person. */
  timezone: string;
  /** Oldest first; the last few are shown. */
  notes?: readonly GrowthNote[];
  /** What was just done about it; made safe before. */
  said?: string;
}

/** One goal, for its owner, with what can be done about it. */
export function goalView(goal: GrowthGoal, { timezone, notes = [], said }: GoalViewOptions): Message {
  const text = (markdown: string): Block => ({ kind: 'text', markdown });
  const last = notes.slice(-notesShown);
  const help = said === undefined ? goalHelp(goal) : undefined;
  return {
    view: 'goal.shown',
    summary: say.summary,
    blocks: [
      ...(said === undefined ? [] : [text(said)]),
      {
        kind: 'heading',
        text: goal.status === 'active' ? goal.title : `${goal.title} (${say.statuses[goal.status]})`,
      },
      ...(goal.reason === undefined ? [] : [text(`*${say.why}:* ${escapeMarkdown(goal.reason)}`)]),
      { kind: 'fields', items: goalFacts(goal, timezone) },
      ...(goal.steps.length === 0
        ? []
        : [
            {
              kind: 'lines' as const,
              title: say.steps,
              items: goal.steps.map((step) => ({ text: stepText(step) })),
              empty: '',
            },
          ]),
      ...(last.length === 0
        ? []
        : [
            {
              kind: 'lines' as const,
              title: say.notes,
              items: last.map((note) => ({ text: note.text, detail: momentOf(note.at, timezone) })),
              empty: '',
            },
          ]),
      ...(help === undefined ? [] : [text(`_${help}_`)]),
      { kind: 'actions', actions: goalActions(goal, said !== undefined), visible: 3 },
    ],
    footer: say.footer,
  };
}

/** The one thing that would make the goal easier to reach: a first step, a day, somebody who asks. */
export function goalHelp(goal: GrowthGoal): string | undefined {
  if (goal.status !== 'active') return undefined;
  if (goal.steps.length === 0) return say.help.step;
  if (goal.targetOn === undefined) return say.help.target;
  return goal.checkIn === undefined ? say.help.checkIn : undefined;
}

function goalActions(goal: GrowthGoal, justChanged: boolean): Action[] {
  const { id, undoable } = goal;
  const undo: Action[] =
    undoable === undefined ? [] : [{ id: 'goal.undo', label: say.undo, value: `${id}:${undoable}` }];
  if (goal.status !== 'active') {
    return [
      { id: 'goal.reopen', label: say.reopen, value: id },
      ...undo,
      { id: 'goal.list', label: say.list, value: '' },
    ];
  }
  const open = goal.steps.filter(({ doneAt }) => doneAt === undefined);
  const [next, ...later] = open.map((step): Action => ({
    id: 'goal.tick',
    label: say.done(shortLabel(step.text)),
    value: stepValue(goal, step),
  }));
  const lastDone = goal.steps.findLast(({ doneAt }) => doneAt !== undefined);
  const achieve: Action = { id: 'goal.achieve', label: say.achieved, value: id };
  return [
    ...(justChanged ? undo : []),
    ...(next === undefined ? [achieve] : [{ ...next, style: 'primary' as const }]),
    { id: 'goal.note', label: say.note, value: id },
    { id: 'goal.check-in', label: say.checkIn, value: id },
    ...later.slice(0, stepButtons),
    ...(lastDone === undefined
      ? []
      : [
          {
            id: 'goal.untick' as const,
            label: say.notDone(shortLabel(lastDone.text)),
            value: stepValue(goal, lastDone),
          },
        ]),
    { id: 'goal.form', label: say.edit, value: id },
    ...(next === undefined ? [] : [achieve]),
    ...(goal.checkIn === undefined ? [] : [{ id: 'goal.stop' as const, label: say.stop, value: id }]),
    {
      id: 'goal.drop',
      label: say.drop,
      value: id,
      style: 'danger',
      confirm: { title: say.dropTitle, text: say.dropText, ok: say.drop },
    },
    ...(justChanged ? [] : undo),
    { id: 'goal.list', label: say.list, value: '' },
  ];
}

/**
 * A check-in, as it comes into the direct message: one open question. What a notification shows of it is neutral.
 * @param told.missed when the one before was due that could not be asked
 * @param told.late when this one was due, where it comes late
 */
export function checkInView(
  goal: GrowthGoal,
  { timezone, missed, late }: { timezone: string; missed?: Date; late?: Date },
): Message {
  const title = escapeMarkdown(goal.title);
  const step = nextStep(goal);
  const texts = [
    ...(missed === undefined ? [] : [say.ask.missed(momentOf(missed, timezone))]),
    ...(late === undefined ? [] : [say.ask.late(momentOf(late, timezone))]),
    goal.checkIns === 0 ? say.ask.first(title) : say.ask.question(title),
    ...(step === undefined ? [] : [say.ask.step(escapeMarkdown(stepText(step).slice(2)))]),
    say.ask.how,
  ];
  return {
    view: 'goal.check-in',
    summary: say.ask.preview,
    blocks: [
      ...texts.map((markdown): Block => ({ kind: 'text', markdown })),
      {
        kind: 'actions',
        visible: 3,
        actions: [
          step === undefined
            ? { id: 'goal.achieve', label: say.achieved, value: goal.id }
            : { id: 'goal.tick', label: say.done(shortLabel(step.text)), value: stepValue(goal, step) },
          { id: 'goal.note', label: say.note, value: goal.id },
          { id: 'goal.tomorrow', label: say.tomorrow, value: goal.id },
          { id: 'goal.stop', label: say.stop, value: goal.id },
          { id: 'goal.show', label: say.open, value: goal.id },
        ],
      },
    ],
    footer: say.footer,
  };
}

/** When it is asked about from now on, as a sentence. */
export function scheduledText({ checkIn }: GrowthGoal, timezone: string): string {
  if (checkIn?.nextAt === undefined) return say.said.stopped;
  const every = checkIn.every === 'once' ? '' : `, ${say.frequencies[checkIn.every]}`;
  return say.said.scheduled(momentOf(checkIn.nextAt, timezone), every);
}

/** What ticking a step is answered with. */
export const tickedText = (goal: GrowthGoal): string =>
  nextStep(goal) === undefined ? say.said.tickedLast : say.said.ticked;
