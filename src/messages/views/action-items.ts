import type { ActionItem } from '../../coaching/actions/action-item.ts';
import type { ActionLine, OwnerChoice } from '../../coaching/actions/assign-action.ts';
import type { OwnAction } from '../../coaching/actions/own-actions.ts';
import type { IncompleteLine } from '../../coaching/actions/plan-items.ts';
import { formatDay } from '../../coaching/summaries/format-line.ts';
import type { Summary } from '../../coaching/summaries/summary.ts';
import { escapeMarkdown } from '../markdown.ts';
import type { Block, Form, Message } from '../message.ts';
import { words } from '../words/en.ts';

const { actions: say } = words;

/** People in one menu, the likeliest first: Slack shows 100, and a Teams message with more would be too long. */
const peopleToChoose = 60;
const nameLength = 60;
const itemsShown = 5;

/** Ids of a summary and one of its lines, as a button carries them. */
const formatActionLine = (summaryId: string, lineId: string): string => `${summaryId}:${lineId}`;

/** One question at a time: who takes on the first line that is not tracked yet. */
export function askOwnerView(
  summary: Summary,
  incomplete: readonly IncompleteLine[],
  said?: string,
): Message {
  const [first] = incomplete;
  const value = first === undefined ? '' : formatActionLine(summary.id, first.line.id);
  const known =
    first?.dueOn !== undefined
      ? say.known(`the date, ${formatDay(first.dueOn)}`)
      : first?.owner !== undefined
        ? say.known(`the owner, ${first.line.owner ?? ''}`)
        : undefined;
  const texts = [
    ...(said === undefined ? [] : [said]),
    ...(first === undefined ? [say.allSet] : [say.ask(escapeMarkdown(first.line.text))]),
    ...(known === undefined ? [] : [escapeMarkdown(known)]),
    ...(incomplete.length > 1 ? [say.more(incomplete.length - 1)] : []),
  ];
  return {
    view: 'action.ask',
    summary: first === undefined ? say.allSet : 'An action item has no owner or date',
    blocks: [
      ...texts.map((markdown): Block => ({ kind: 'text', markdown })),
      ...(first === undefined
        ? []
        : [
            {
              kind: 'actions' as const,
              actions: [
                { id: 'action.assign' as const, label: say.set, value },
                { id: 'action.leave' as const, label: say.leave, value },
              ],
            },
          ]),
    ],
    footer: say.footer,
  };
}

/** `user:…` or `client:…`, as the form's menu carries it. */
const formatOwner = ({ kind, id }: NonNullable<ActionItem['owner']>): string => `${kind}:${id}`;

export function assignForm({ summary, line, said }: ActionLine, choices: readonly OwnerChoice[]): Form {
  return {
    id: 'action.assign',
    title: say.formTitle,
    intro: line.text,
    fields: [
      {
        name: 'person',
        label: say.formPerson,
        required: false,
        type: 'select',
        options: [
          { value: 'nobody', label: say.nobody },
          ...choices.slice(0, peopleToChoose).map(({ owner, name }) => ({
            value: formatOwner(owner),
            label: name.slice(0, nameLength),
          })),
        ],
        initial: said.owner === undefined ? 'nobody' : formatOwner(said.owner),
      },
      {
        name: 'due',
        label: say.formDate,
        required: false,
        type: 'date',
        ...(said.dueOn === undefined ? {} : { initial: said.dueOn }),
      },
    ],
    submitLabel: say.formSave,
    context: formatActionLine(summary.id, line.id),
  };
}

export const assignFormView = (line: ActionLine, choices: readonly OwnerChoice[]): Message => ({
  view: 'action.assign',
  summary: say.formTitle,
  blocks: [{ kind: 'form', form: assignForm(line, choices) }],
  footer: say.footer,
});

/** What became of a line, in a sentence. */
export const trackedInWords = ({ title, dueOn }: ActionItem, owner: string | undefined): string =>
  say.tracked(
    escapeMarkdown(title),
    owner === undefined ? undefined : escapeMarkdown(owner),
    dueOn === undefined ? undefined : formatDay(dueOn),
  );

/** The asker's own open items. @param notice said first */
export function ownActionsView(items: readonly OwnAction[], page = 0, notice?: string): Message {
  const from = Math.min(page, Math.max(0, Math.ceil(items.length / itemsShown) - 1)) * itemsShown;
  const more = from + itemsShown < items.length;
  const title = items.length === 0 ? say.none : say.ownTitle(items.length);
  return {
    view: 'action.list',
    summary: title,
    blocks: [
      ...(notice === undefined ? [] : [{ kind: 'text' as const, markdown: notice }]),
      items.length === 0 ? { kind: 'text', markdown: title } : { kind: 'heading', text: title },
      ...items.slice(from, from + itemsShown).flatMap(itemBlocks),
      ...(more
        ? [
            {
              kind: 'actions' as const,
              actions: [
                { id: 'action.list' as const, label: say.next, value: String(from / itemsShown + 1) },
              ],
            },
          ]
        : []),
    ],
    footer: say.ownFooter,
  };
}

function itemBlocks({ id, title, dueOn, overdue }: OwnAction): Block[] {
  const day = dueOn === undefined ? undefined : formatDay(dueOn);
  const when = day === undefined ? say.noDate : overdue ? `⚠️ ${say.overdue(day)}` : say.due(day);
  return [
    { kind: 'text', markdown: `${escapeMarkdown(title)} · ${when}` },
    { kind: 'actions', actions: [{ id: 'action.done', label: say.done, value: id }] },
  ];
}
