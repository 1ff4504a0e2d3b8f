import {
  availabilities,
  connectionKinds,
  type ConnectionSettings,
} from '../../coaching/connections/connection.ts';
import type { Action, Block, Form, FormField, Message } from '../message.ts';
import { words } from '../words/en.ts';

const say = words.connections.settings;
const { kinds } = words.connections;
const text = (markdown: string): Block => ({ kind: 'text', markdown });

/**
 * Whether and how a person takes part, to themselves.
 * @param pausedUntil the last day of the pause in the person's zone, in words
 */
export function connectionSettingsView(
  settings: ConnectionSettings,
  { pausedUntil, notice }: { pausedUntil?: string | undefined; notice?: string | undefined } = {},
): Message {
  const { optedIn, shares, availability } = settings;
  const shared = connectionKinds.filter((kind) => shares.includes(kind)).map((kind) => kinds[kind]);
  return {
    view: 'connection.settings',
    summary: notice ?? say.title,
    blocks: [
      ...(notice === undefined ? [] : [text(notice)]),
      { kind: 'heading', text: say.title },
      text(optedIn ? say.in(shared) : say.out),
      ...(optedIn
        ? [text(pausedUntil === undefined ? say.availability[availability] : say.paused(pausedUntil))]
        : []),
      { kind: 'actions', actions: optedIn ? takingPart(pausedUntil !== undefined) : [join], visible: 3 },
    ],
    footer: words.audience.direct,
  };
}

const join: Action = { id: 'connection.form', label: say.join, value: 'join', style: 'primary' };
const takingPart = (isPaused: boolean): Action[] => [
  { id: 'connection.form', label: say.change, value: '' },
  isPaused
    ? { id: 'connection.resume', label: say.resume, value: '' }
    : { id: 'connection.pause', label: say.pause, value: '' },
  {
    id: 'connection.leave',
    label: say.leave,
    value: '',
    style: 'danger',
    confirm: { title: say.leaveTitle, text: say.leaveText, ok: say.leave },
  },
];

const yesOrNo = (name: string, label: string, isYes: boolean): FormField => ({
  ...{ name, label, required: true, type: 'select' },
  options: [
    { value: 'yes', label: say.yes },
    { value: 'no', label: say.no },
  ],
  initial: isYes ? 'yes' : 'no',
});

/** @param pausedOn `YYYY-MM-DD` in the person's zone */
export const connectionSettingsForm = (
  { optedIn, shares, availability }: ConnectionSettings,
  { isJoining, pausedOn }: { isJoining: boolean; pausedOn?: string | undefined },
): Form => ({
  id: 'connection.settings',
  title: say.formTitle,
  intro: say.formIntro,
  fields: [
    yesOrNo('in', say.fieldIn, optedIn || isJoining),
    ...connectionKinds.map((kind) =>
      yesOrNo(
        kind,
        say.fieldShare(kinds[kind]),
        // What everyone may see of a profile anyway is offered; the rest waits for a choice.
        shares.includes(kind) || (!optedIn && (kind === 'expertise' || kind === 'language')),
      ),
    ),
    {
      ...{ name: 'availability', label: say.fieldAvailability, required: true, type: 'select' },
      options: availabilities.map((value) => ({ value, label: say.availabilities[value] })),
      initial: availability,
    },
    {
      ...{ name: 'pause', label: say.fieldPause, required: false, hint: say.pauseHint, type: 'date' },
      ...(pausedOn === undefined ? {} : { initial: pausedOn }),
    },
  ],
  submitLabel: say.save,
  context: '',
});

export const connectionFormView = (form: Form): Message => ({
  view: 'connection.form',
  // A form may name a colleague; a notification does not.
  summary: say.title,
  blocks: [{ kind: 'form', form }],
  footer: words.audience.direct,
});
