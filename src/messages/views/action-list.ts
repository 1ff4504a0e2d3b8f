import type { ActionList, ListedAction } from '../../coaching/actions/list-actions.ts';
import { actionsOnPage } from '../../coaching/actions/list-actions.ts';
import { escapeMarkdown } from '../markdown.ts';
import type { Action, Block, Message } from '../message.ts';
import { words } from '../words/en.ts';
import { dueText, howItGoes } from './action-item.ts';

const { actionItems: say } = words;

/** What a button that shows more carries; `readActionPage` reads it. */
const pageValue = ({ whose, filter, page }: ActionList): string =>
  `${typeof whose === 'string' ? whose : whose.userId}:${filter}:${page + 1}`;

const titleOf = ({ whose, filter, person }: ActionList): string => {
  if (person !== undefined) return say.titles.person[filter](person);
  return whose === 'team' ? say.titles.team[filter] : say.titles.mine[filter];
};

/** One page of items, each with what the reader most likely does next. */
export function actionListView(list: ActionList): Message {
  const { items, total, page } = list;
  const title = titleOf(list);
  const from = page * actionsOnPage;
  const isMore = from + items.length < total;
  return {
    view: 'action.items',
    summary: say.summary.list,
    blocks: [
      { kind: 'heading', text: total === 0 ? title : `${title} (${total})` },
      ...(total === 0 ? [{ kind: 'text' as const, markdown: say.none[list.filter] }] : []),
      ...items.flatMap(itemBlocks),
      ...(total > actionsOnPage
        ? [{ kind: 'text' as const, markdown: say.page(from + 1, from + items.length, total) }]
        : []),
      {
        kind: 'actions',
        actions: [
          ...(isMore
            ? [{ id: 'action.page' as const, label: say.buttons.more, value: pageValue(list) }]
            : []),
          { id: 'action.new', label: say.buttons.new, value: '' },
        ],
      },
    ],
    footer: say.footer.list,
  };
}

function itemBlocks(item: ListedAction): Block[] {
  const { id: value, title, ownerName, overdue, state } = item;
  const isDone = state === 'completed';
  const line = [
    `**${escapeMarkdown(title)}**`,
    ...(ownerName === undefined ? [] : [escapeMarkdown(ownerName)]),
    ...(item.priority === 'HIGH' ? [say.priorities.HIGH] : []),
    isDone ? say.states.completed : dueText(item, overdue),
  ].join(' · ');
  const first: Action[] =
    ownerName === undefined
      ? isDone
        ? []
        : [{ id: 'action.done', label: say.buttons.done, value }]
      : isDone
        ? [
            { id: 'action.verify', label: say.buttons.verify, value },
            { id: 'action.send-back', label: say.buttons.sendBack, value },
          ]
        : [];
  return [
    { kind: 'text', markdown: [line, ...howItGoes(item)].join('\n') },
    { kind: 'actions', actions: [...first, { id: 'action.show', label: say.buttons.show, value }] },
  ];
}
