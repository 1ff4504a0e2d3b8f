import type { MeetingList } from '../../coaching/one-on-ones/list-meetings.ts';
import type { OneOnOne } from '../../coaching/one-on-ones/one-on-one.ts';
import { escapeMarkdown } from '../markdown.ts';
import type { Action, Block, Message } from '../message.ts';
import { words } from '../words/en.ts';
import { whenFor, type Person } from './meeting.ts';

const { meetings: say } = words;

/** With its button each is two blocks: one screen, and well within what platforms take. */
const shown = { running: 3, toComplete: 4, coming: 6 } as const;
const linesShown = 4;

/** The asker's 1:1s, the ones that wait for something first. */
export function meetingListView(list: MeetingList, reader: Person): Message {
  const personOf = (id: string): Person =>
    list.people.get(id) ?? { id, name: '?', timezone: reader.timezone };
  const line = (meeting: OneOnOne, otherId: string): string => {
    const other = personOf(otherId);
    return say.list.with(escapeMarkdown(other.name), escapeMarkdown(whenFor(meeting.at, reader, other)));
  };
  const group = (
    title: string,
    all: readonly OneOnOne[],
    most: number,
    action: (meeting: OneOnOne) => Action,
  ): Block[] =>
    all.length === 0
      ? []
      : [
          { kind: 'text', markdown: `**${title}**` },
          ...all.slice(0, most).flatMap((meeting): Block[] => [
            { kind: 'text', markdown: line(meeting, meeting.agentId) },
            {
              kind: 'actions',
              actions: [action(meeting), { id: 'meeting.show', label: say.buttons.open, value: meeting.id }],
            },
          ]),
          ...(all.length > most
            ? [{ kind: 'text' as const, markdown: say.list.more(all.length - most) }]
            : []),
        ];
  const plain = (title: string, all: readonly OneOnOne[], who: 'agentId' | 'leaderId'): Block[] =>
    all.length === 0
      ? []
      : [
          {
            kind: 'lines',
            title,
            items: all.slice(0, linesShown).map((meeting) => {
              const other = personOf(meeting[who]);
              const reason = meeting.cancelledReason ?? meeting.noShowReason;
              return {
                text: `${other.name} · ${whenFor(meeting.at, reader, other)}`,
                ...(who === 'leaderId' || reason === undefined
                  ? {}
                  : { detail: `${say.states[meeting.status]}: ${reason}` }),
              };
            }),
            empty: '',
          },
        ];
  const isEmpty = [list.running, list.toComplete, list.coming, list.missed, list.held, list.invited].every(
    (part) => part.length === 0,
  );
  const button =
    (id: 'meeting.complete' | 'meeting.prep', label: string) =>
    (meeting: OneOnOne): Action => ({
      id,
      label,
      value: meeting.id,
    });
  const complete = button('meeting.complete', say.buttons.complete);
  return {
    view: 'meeting.list',
    summary: say.summary,
    blocks: [
      ...(isEmpty
        ? [{ kind: 'text' as const, markdown: say.list.none }]
        : [{ kind: 'heading' as const, text: say.list.title }]),
      ...group(say.list.running, list.running, shown.running, complete),
      ...group(say.list.toComplete, list.toComplete, shown.toComplete, complete),
      ...group(say.list.coming, list.coming, shown.coming, button('meeting.prep', say.buttons.prepare)),
      ...plain(say.list.invited, list.invited, 'leaderId'),
      ...plain(say.list.missed, list.missed, 'agentId'),
      ...plain(say.list.held, list.held, 'agentId'),
      { kind: 'actions', actions: [{ id: 'meeting.form', label: say.buttons.plan, value: '' }] },
    ],
    footer: words.audience.direct,
  };
}

/** Whom a wish means is not clear, or there is nobody. */
export const meetingWhoView = (candidates: readonly Pick<Person, 'name'>[]): Message => ({
  view: 'meeting.who',
  summary: say.summary,
  blocks: [
    {
      kind: 'text',
      markdown:
        candidates.length === 0
          ? say.draft.who
          : say.draft.whichOf(candidates.map(({ name }) => escapeMarkdown(name)).join(', ')),
    },
    { kind: 'actions', actions: [{ id: 'meeting.form', label: say.buttons.plan, value: '' }] },
  ],
  footer: words.audience.direct,
});
