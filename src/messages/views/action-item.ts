import { isOpen, type ActionItem } from '../../coaching/actions/action-item.ts';
import { formatDay } from '../../coaching/summaries/format-line.ts';
import { escapeMarkdown } from '../markdown.ts';
import type { Action, Block, Message } from '../message.ts';
import { words } from '../words/en.ts';

const { actionItems: say } = words;

/** What of an item one message shows: Teams cuts longer ones. */
const shownWords = 600;
const short = (text: string): string =>
  escapeMarkdown(text.length > shownWords ? `${text.slice(0, shownWords - 1)}…` : text);

export interface ShownAction {
  item: ActionItem;
  /** What the reader is to it. */
  part: 'owner' | 'leader';
  /** Whose it is, for others. */
  ownerName?: string;
  /** The day has passed where the owner lives. */
  overdue?: boolean;
  /** What was just done, in Markdown. */
  said?: string;
  /** A name for notifications that says nothing of it; default: an action item. */
  summary?: string;
}

/** When it is due, in words; a warning where the day has passed. */
export function dueText({ dueOn }: Pick<ActionItem, 'dueOn'>, overdue: boolean): string {
  if (dueOn === undefined) return words.actions.noDate;
  const day = formatDay(dueOn);
  return overdue ? `⚠️ ${words.actions.overdue(day)}` : words.actions.due(day);
}

/** After a label that says "due" already. */
const dayText = ({ dueOn }: ActionItem, overdue: boolean): string =>
  dueOn === undefined ? words.actions.noDate : overdue ? say.overdueDay(formatDay(dueOn)) : formatDay(dueOn);

/** Percent, and what holds it up, where there is something to say. */
export function howItGoes(item: ActionItem): string[] {
  const { progress = 0, progressNotes, blockers } = item;
  return [
    ...(isOpen(item) && progress > 0 ? [say.progress(progress)] : []),
    ...(blockers === undefined ? [] : [say.blockedBy(short(blockers))]),
    ...(progressNotes === undefined ? [] : [say.lastNote(short(progressNotes))]),
  ];
}

/** One item whole, with what the reader may do about it. */
export function actionItemView(shown: ShownAction): Message {
  const { item, part, ownerName, overdue = false, said, summary } = shown;
  const { title, description, category, priority = 'MEDIUM', reminderOn, completionNotes, state } = item;
  return {
    view: 'action.item',
    summary: summary ?? say.summary.one,
    blocks: [
      ...(said === undefined ? [] : [text(said)]),
      text(`**${escapeMarkdown(title)}**`),
      ...(description === undefined ? [] : [text(short(description))]),
      {
        kind: 'fields',
        items: [
          ...(ownerName === undefined ? [] : [{ label: say.labels.owner, value: ownerName }]),
          { label: say.labels.due, value: dayText(item, overdue) },
          { label: say.labels.state, value: stateText(item) },
          { label: say.labels.priority, value: say.priorities[priority] },
          ...(category === undefined ? [] : [{ label: say.labels.category, value: category }]),
          ...(reminderOn === undefined ? [] : [{ label: say.labels.reminder, value: formatDay(reminderOn) }]),
        ],
      },
      ...howItGoes({ ...item, progress: 0 }).map(text),
      ...(completionNotes === undefined ? [] : [text(say.completedWith(short(completionNotes)))]),
      ...buttonRow(item, part, state),
    ],
    footer: part === 'owner' ? say.footer.own : say.footer.other,
  };
}

const stateText = ({ state, progress = 0 }: ActionItem): string =>
  state === 'in_progress' && progress > 0
    ? `${say.states[state]}, ${say.progress(progress)}`
    : say.states[state];

const text = (markdown: string): Block => ({ kind: 'text', markdown });

function buttonRow(item: ActionItem, part: ShownAction['part'], state: ActionItem['state']): Block[] {
  const actions = part === 'owner' ? ownerButtons(item, state) : leaderButtons(item, state);
  return actions.length === 0 ? [] : [{ kind: 'actions', actions, visible: 3 }];
}

const takeBack = (value: string): Action => ({
  id: 'action.cancel',
  label: say.buttons.takeBack,
  value,
  confirm: { title: say.takeBackTitle, text: say.takeBackText, ok: say.buttons.takeBack },
});

function ownerButtons(item: ActionItem, state: ActionItem['state']): Action[] {
  const { id: value, blockers, createdBy, owner } = item;
  if (state === 'completed')
    return [
      { id: 'action.finish', label: say.buttons.note, value },
      { id: 'action.reopen', label: say.buttons.undo, value },
    ];
  if (!isOpen(item)) return [];
  return [
    { id: 'action.done', label: say.buttons.done, value, style: 'primary' },
    { id: 'action.note', label: say.buttons.progress, value },
    blockers === undefined
      ? { id: 'action.block', label: say.buttons.blocked, value }
      : { id: 'action.unblock', label: say.buttons.free, value },
    ...[25, 50, 75].map((percent): Action => ({
      id: 'action.progress',
      label: say.progress(percent),
      value: `${value}:${percent}`,
    })),
    ...(createdBy !== undefined && createdBy === owner?.id && item.summaryId === undefined
      ? [takeBack(value)]
      : []),
  ];
}

function leaderButtons(item: ActionItem, state: ActionItem['state']): Action[] {
  const { id: value } = item;
  if (state === 'completed')
    return [
      { id: 'action.verify', label: say.buttons.verify, value, style: 'primary' },
      { id: 'action.send-back', label: say.buttons.sendBack, value },
    ];
  if (state === 'verified') return [{ id: 'action.reopen', label: say.buttons.reopen, value }];
  if (!isOpen(item)) return [];
  return [
    { id: 'action.done', label: say.buttons.done, value },
    // What a summary says is changed there.
    ...(item.summaryId === undefined ? [takeBack(value)] : []),
  ];
}

/** Not given yet: its maker decides. */
export const actionDraftView = (item: ActionItem, owner: { id: string; name: string }): Message => ({
  view: 'action.draft',
  summary: say.summary.one,
  blocks: [
    text(say.said.drafted(escapeMarkdown(owner.name))),
    text(`**${escapeMarkdown(item.title)}** · ${dueText(item, false)}`),
    ...(item.description === undefined ? [] : [text(short(item.description))]),
    {
      kind: 'actions',
      actions: [
        {
          id: 'action.give',
          label: say.buttons.give(owner.name.slice(0, 40)),
          value: `${item.id}:${owner.id}`,
          style: 'primary',
        },
        { id: 'action.cancel', label: say.buttons.never, value: item.id },
      ],
    },
  ],
  footer: say.footer.draft,
});

/** One sentence about an item that needs no buttons. */
export const actionSaidView = (markdown: string, summary: string = say.summary.one): Message => ({
  view: 'action.said',
  summary,
  blocks: [text(markdown)],
  footer: words.audience.direct,
});
