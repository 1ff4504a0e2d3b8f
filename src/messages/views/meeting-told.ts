import type { Recap } from '../../coaching/one-on-ones/share-recap.ts';
import type { OneOnOne } from '../../coaching/one-on-ones/one-on-one.ts';
import { formatDay } from '../../coaching/summaries/format-line.ts';
import { escapeMarkdown } from '../markdown.ts';
import type { Block, Message } from '../message.ts';
import { words } from '../words/en.ts';
import { firstName, whenFor, type Person } from './meeting.ts';

const { meetings: say } = words;

/** What happened to a 1:1, for the person whom it is with. Whatever its kind, they read "1:1". */
export function meetingToldView(
  what: 'planned' | 'moved' | 'cancelled',
  { meeting, leader, agent }: { meeting: OneOnOne; leader: Person; agent: Person },
): Message {
  const name = escapeMarkdown(leader.name);
  const when = escapeMarkdown(whenFor(meeting.at, agent, leader));
  const summaries = {
    planned: say.told.planSummary,
    moved: say.told.moveSummary,
    cancelled: say.told.cancelSummary,
  };
  const markdown =
    what === 'cancelled'
      ? say.told.cancelled(name, when)
      : say.told[what](name, when, say.minutes(meeting.plannedMinutes));
  return {
    view: `meeting.told-${what}`,
    summary: summaries[what],
    blocks: [
      { kind: 'text', markdown },
      ...(what === 'cancelled'
        ? []
        : [
            {
              kind: 'actions' as const,
              actions: [{ id: 'meeting.cannot' as const, label: say.buttons.cannot, value: meeting.id }],
            },
          ]),
    ],
    footer: say.told.footer(firstName(leader.name)),
  };
}

/** The person cannot come; for the leader. */
export function meetingCannotView(
  { meeting, leader, agent }: { meeting: OneOnOne; leader: Person; agent: Person },
  { reason, times }: { reason: string; times: string },
): Message {
  const items = [
    ...(times === '' ? [] : [{ label: say.cannot.times, value: times }]),
    ...(reason === '' ? [] : [{ label: say.cannot.reason, value: reason }]),
  ];
  return {
    view: 'meeting.cannot',
    summary: say.cannot.summary,
    blocks: [
      {
        kind: 'text',
        markdown: say.cannot.text(
          escapeMarkdown(agent.name),
          escapeMarkdown(whenFor(meeting.at, leader, agent)),
        ),
      },
      ...(items.length === 0 ? [] : [{ kind: 'fields' as const, items }]),
      {
        kind: 'actions',
        actions: [
          { id: 'meeting.move', label: say.buttons.move, value: meeting.id, style: 'primary' },
          { id: 'meeting.cancel', label: say.buttons.cancel, value: meeting.id },
        ],
      },
    ],
    footer: words.audience.direct,
  };
}

function recapBlocks(recap: Recap, leader: Person, agent: Person): Block[] {
  const name = firstName(leader.name);
  return [
    {
      kind: 'text',
      markdown: say.recap.text(escapeMarkdown(leader.name), escapeMarkdown(whenFor(recap.at, agent, leader))),
    },
    ...(recap.commitments === undefined
      ? []
      : [
          {
            kind: 'text' as const,
            markdown: `**${say.recap.commitments}**\n\n${escapeMarkdown(recap.commitments)}`,
          },
        ]),
    ...(recap.items.length === 0
      ? []
      : [
          {
            kind: 'lines' as const,
            title: say.recap.items,
            items: recap.items.map(({ title, dueOn, mine }) => ({
              text: title,
              detail: [
                mine ? say.recap.yours : say.recap.theirs(name),
                dueOn && say.prep.due(formatDay(dueOn)),
              ]
                .filter(Boolean)
                .join(' · '),
            })),
            empty: '',
          },
        ]),
    ...(recap.followUpOn === undefined
      ? []
      : [{ kind: 'text' as const, markdown: say.recap.followUp(formatDay(recap.followUpOn)) }]),
  ];
}

/** What came of a 1:1, as its leader sent it to the person. */
export const meetingRecapView = (recap: Recap, leader: Person, agent: Person): Message => ({
  view: 'meeting.recap',
  summary: say.told.recapSummary,
  blocks: recapBlocks(recap, leader, agent),
  footer: say.recap.footer(firstName(leader.name)),
});

/** The same before it is sent, for the leader. */
export const meetingPreviewView = (
  recap: Recap,
  { meeting, leader, agent }: { meeting: OneOnOne; leader: Person; agent: Person },
): Message => ({
  view: 'meeting.preview',
  summary: say.cardSummary,
  blocks: [
    { kind: 'text', markdown: say.completed.previewIntro(escapeMarkdown(firstName(agent.name))) },
    { kind: 'divider' },
    ...recapBlocks(recap, leader, agent),
    {
      kind: 'actions',
      actions: [
        { id: 'meeting.send', label: say.buttons.send, value: meeting.id, style: 'primary' },
        { id: 'meeting.complete', label: say.buttons.correct, value: meeting.id },
      ],
    },
  ],
  footer: words.audience.direct,
});
