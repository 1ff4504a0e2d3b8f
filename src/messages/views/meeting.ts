import type { TimeWarning } from '../../coaching/one-on-ones/check-time.ts';
import { isToComplete, type OneOnOne } from '../../coaching/one-on-ones/one-on-one.ts';
import { wallTimeOf } from '../../coaching/follow-ups/wall-time.ts';
import type { User } from '../../coaching/people/user.ts';
import { formatDay } from '../../coaching/summaries/format-line.ts';
import { escapeMarkdown } from '../markdown.ts';
import type { Action, Block, Message } from '../message.ts';
import { words } from '../words/en.ts';
import { momentOf } from './moment.ts';

const { meetings: say } = words;

export type Person = Pick<User, 'id' | 'name' | 'timezone'>;

export const firstName = (name: string): string => name.split(' ')[0] ?? name;

/** By the reader's clocks, and by the other's where those show another time. */
export function whenFor(at: Date, reader: Person, other: Person): string {
  const [own, theirs] = [wallTimeOf(at, reader.timezone), wallTimeOf(at, other.timezone)];
  const told = momentOf(at, reader.timezone);
  if (own.date === theirs.date && own.time === theirs.time) return told;
  const shown = own.date === theirs.date ? theirs.time : momentOf(at, other.timezone);
  return say.forBoth(told, firstName(other.name), shown);
}

/** One sentence for each thing that a leader should know about a time. */
export function warningTexts(warnings: readonly TimeWarning[], leader: Person, agent: Person): string[] {
  const name = firstName(agent.name);
  const { warnings: of } = say;
  return warnings.map((warning) => {
    switch (warning.kind) {
      case 'past':
        return of.past;
      case 'busy': {
        const { time } = wallTimeOf(warning.at, leader.timezone);
        return warning.who === 'leader' ? of.busyLeader(time) : of.busyAgent(name, time);
      }
      case 'outside-hours':
        return warning.who === 'leader' ? of.hoursLeader : of.hoursAgent(name);
      case 'on-leave':
        return of.leave(name);
    }
  });
}

export interface MeetingCard {
  meeting: OneOnOne;
  leader: Person;
  agent: Person;
  now: Date;
  /** Whether it stands in the direct message: elsewhere its kind is not named. */
  direct: boolean;
  /** What was just done, made safe before. */
  said?: readonly string[];
  warnings?: readonly TimeWarning[];
}

/** A 1:1 for its leader, with what can be done about it. */
export function meetingView(card: MeetingCard): Message {
  const { meeting, leader, agent, said = [], warnings = [] } = card;
  const notices = [
    ...said,
    ...warningTexts(warnings, leader, agent).map((text) => `⚠️ ${escapeMarkdown(text)}`),
  ];
  return {
    view: 'meeting.card',
    summary: say.cardSummary,
    blocks: [
      ...notices.map((markdown): Block => ({ kind: 'text', markdown })),
      { kind: 'heading', text: meeting.title },
      { kind: 'fields', items: factsOf(card) },
      ...outcomeBlocks(card),
      { kind: 'actions', actions: actionsOf(card), visible: 3 },
    ],
    footer: say.whoSees,
  };
}

function factsOf({ meeting, leader, agent, now, direct }: MeetingCard): { label: string; value: string }[] {
  const { fields, states } = say;
  const reason = meeting.cancelledReason ?? meeting.noShowReason;
  const { followUpRequired, followUpOn } = meeting.outcome;
  const length = meeting.durationMinutes ?? meeting.plannedMinutes;
  return [
    { label: fields.when, value: whenFor(meeting.at, leader, agent) },
    { label: fields.length, value: say.minutes(length) },
    ...(meeting.type === 'REGULAR' || (meeting.type === 'PIP_CHECK' && !direct)
      ? []
      : [{ label: fields.type, value: say.types[meeting.type] }]),
    { label: fields.state, value: isToComplete(meeting, now) ? states.toComplete : states[meeting.status] },
    ...(reason === undefined ? [] : [{ label: fields.reason, value: reason }]),
    ...(followUpRequired && followUpOn !== undefined
      ? [{ label: fields.followUp, value: formatDay(followUpOn) }]
      : []),
  ];
}

function outcomeBlocks({ meeting: { outcome, endedAt } }: MeetingCard): Block[] {
  if (endedAt === undefined) return [];
  const { engagement, receptiveness, understanding, effectiveness, commitments } = outcome;
  const given = { engagement, receptiveness, understanding, effectiveness };
  const ratings = Object.entries(given).flatMap(([key, value]) =>
    // Safe cast: the keys of the object above.
    value === undefined
      ? []
      : [{ label: say.form.ratings[key as keyof typeof given], value: `${value} of 5` }],
  );
  return [
    ...(ratings.length === 0 ? [] : [{ kind: 'fields' as const, items: ratings }]),
    ...(commitments === undefined
      ? []
      : [
          {
            kind: 'text' as const,
            markdown: `**${say.completed.commitments}:** ${escapeMarkdown(commitments)}`,
          },
        ]),
  ];
}

function actionsOf({ meeting, agent, now }: MeetingCard): Action[] {
  const { id: value, agentId, outcome } = meeting;
  const { buttons } = say;
  const complete: Action = { id: 'meeting.complete', label: buttons.complete, value };
  const noShow: Action = { id: 'meeting.no-show', label: buttons.noShow, value };
  const list: Action = { id: 'meeting.list', label: buttons.list, value: '' };
  const prepare: Action = { id: 'meeting.prep', label: buttons.prepare, value };
  switch (meeting.status) {
    case 'scheduled': {
      const plan: Action[] = [
        { id: 'meeting.move', label: buttons.move, value },
        { id: 'meeting.cancel', label: buttons.cancel, value, style: 'danger' },
      ];
      const start: Action = { id: 'meeting.start', label: buttons.start, value };
      return meeting.at > now
        ? [{ ...prepare, style: 'primary' }, start, ...plan, complete, list]
        : [{ ...complete, style: 'primary' }, noShow, start, prepare, ...plan, list];
    }
    case 'in_progress':
      return [{ ...complete, style: 'primary' }, prepare, noShow, list];
    case 'held': {
      if (meeting.endedAt === undefined) return [{ ...complete, style: 'primary' }, list];
      const followUp: Action = {
        id: 'meeting.form',
        label: buttons.followUp,
        value: [agentId, 'FOLLOW_UP', outcome.followUpOn ?? ''].join(':'),
      };
      return [
        { id: 'meeting.preview', label: buttons.share(firstName(agent.name)), value, style: 'primary' },
        ...(outcome.followUpRequired ? [followUp] : []),
        { ...complete, label: buttons.correct },
        list,
      ];
    }
    case 'cancelled':
    case 'no_show':
      return [{ id: 'meeting.form', label: buttons.plan, value: agentId }, list];
  }
}

const sayOf = (view: string, summary: string, blocks: readonly Block[], footer: string): Message => ({
  view,
  summary,
  blocks,
  footer,
});

/** What a leader is asked before something is planned or moved; the button does it. */
export const meetingDraftView = (markdown: string, actions: readonly Action[]): Message =>
  sayOf(
    'meeting.draft',
    say.cardSummary,
    [{ kind: 'text', markdown }, ...(actions.length === 0 ? [] : [{ kind: 'actions' as const, actions }])],
    say.whoSees,
  );

/** One line to the leader. */
export const meetingSaidView = (markdown: string): Message =>
  sayOf('meeting.said', say.summary, [{ kind: 'text', markdown }], words.audience.direct);

/** Where the notes of a running 1:1 go; `threaded` false: the place has no threads. */
export const meetingThreadView = (meeting: OneOnOne, agent: Person, threaded: boolean): Message =>
  sayOf(
    'meeting.thread',
    say.thread.summary,
    [
      { kind: 'heading', text: say.thread.title(agent.name) },
      { kind: 'text', markdown: threaded ? say.thread.threaded : say.thread.flat },
      {
        kind: 'actions',
        actions: [
          { id: 'meeting.complete', label: say.buttons.complete, value: meeting.id, style: 'primary' },
          { id: 'meeting.prep', label: say.buttons.prepare, value: meeting.id },
        ],
      },
    ],
    say.thread.footer,
  );

export const meetingNotedView = (kind: 'note' | 'topic' | 'action'): Message =>
  sayOf('meeting.noted', say.thread.note, [{ kind: 'text', markdown: say.thread[kind] }], say.thread.footer);
