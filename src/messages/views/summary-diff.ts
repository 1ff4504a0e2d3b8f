import type { LineChange } from '../../coaching/summaries/diff-lines.ts';
import { formatLine, sectionTitles } from '../../coaching/summaries/format-line.ts';
import { formatSummaryReference } from '../../coaching/summaries/summary-reference.ts';
import {
  summarySections,
  type Summary,
  type SummaryLine,
  type SummarySection,
} from '../../coaching/summaries/summary.ts';
import type { UndoResult } from '../../coaching/summaries/undo-summary.ts';
import { escapeMarkdown } from '../markdown.ts';
import type { Block, Message } from '../message.ts';
import { summaryActions, summaryFooter } from './summary-card.ts';

export interface SummaryChange {
  summary: Summary;
  diff: readonly LineChange[];
  /** Said beside the change, e.g. that the offline rules stood in for the model. */
  notice?: string;
}

/** What a refinement changed: the change first, then a reminder of what the summary holds. */
export function summaryChangedView({ summary, diff, notice }: SummaryChange, footer?: string): Message {
  return changeView('summary.changed', `Changed **${escapeMarkdown(summary.participant)}**’s summary`, {
    summary,
    diff,
    footer,
    ...(notice === undefined ? {} : { notice }),
  });
}

export function summaryUndoneView(result: UndoResult, footer?: string): Message {
  const { summary } = result;
  const name = escapeMarkdown(summary.participant);
  if (result.kind === 'nothing-to-undo') {
    return {
      view: 'summary.undone',
      summary: 'Nothing to undo',
      blocks: [
        {
          kind: 'text',
          markdown: `**${name}**’s summary is as it was first drafted, so there is nothing to undo.`,
        },
      ],
      footer: footer ?? summaryFooter(summary),
    };
  }
  const request = result.request === undefined ? '' : `: “${escapeMarkdown(shortened(result.request))}”`;
  return changeView('summary.undone', `Took back the last change of **${name}**’s summary${request}`, {
    summary,
    diff: result.diff,
    footer,
  });
}

export function changeView(
  view: string,
  title: string,
  { summary, diff, footer, notice }: SummaryChange & { footer: string | undefined },
): Message {
  const actions = summaryActions(summary, ['summary.refine']);
  const value = formatSummaryReference({ summaryId: summary.id, version: summary.version });
  return {
    view,
    summary: `Summary for ${summary.participant}: version ${summary.version}`,
    blocks: [
      { kind: 'text', markdown: `${title} (now version ${summary.version}).` },
      { kind: 'diff', items: diffItems(diff) },
      { kind: 'text', markdown: `It holds ${holds(summary.lines)}. Everything else is untouched.` },
      ...(notice === undefined ? [] : [{ kind: 'text', markdown: escapeMarkdown(notice) } satisfies Block]),
      { kind: 'actions', actions: [...actions, { id: 'summary.show', label: 'Show all', value }] },
    ],
    footer: footer ?? summaryFooter(summary),
  };
}

type DiffItem = Extract<Block, { kind: 'diff' }>['items'][number];

/** What differs, line by line, as a `diff` block shows it. */
export const diffItems = (diff: readonly LineChange[]): DiffItem[] => diff.flatMap(toItems);

function toItems(change: LineChange): DiffItem[] {
  const words = (line: SummaryLine) => `${sectionTitles[line.section]}: ${formatLine(line)}`;
  switch (change.kind) {
    case 'added':
      return [{ op: 'add', text: words(change.line) }];
    case 'removed':
      return [{ op: 'remove', text: words(change.line) }];
    case 'changed':
      return [
        { op: 'remove', text: words(change.from) },
        { op: 'add', text: words(change.line) },
      ];
    case 'moved':
      // Inside its section the words stay the same: a pair of equal lines would say nothing.
      return change.from.section === change.section
        ? [{ op: 'keep', text: `${words(change.line)} (moved)` }]
        : [
            { op: 'remove', text: words(change.from) },
            { op: 'add', text: words(change.line) },
          ];
  }
}

const counted: Readonly<Record<SummarySection, readonly [string, string]>> = {
  wins: ['win', 'wins'],
  challenges: ['challenge', 'challenges'],
  actions: ['action item', 'action items'],
  recommendations: ['recommendation', 'recommendations'],
};

/** `3 wins, 1 challenge, 2 action items and 1 recommendation`. */
function holds(lines: readonly SummaryLine[]): string {
  const parts = summarySections.map((section) => {
    const count = lines.filter((line) => line.section === section).length;
    return `${count} ${counted[section][count === 1 ? 0 : 1]}`;
  });
  return parts.join(', ').replace(/, ([^,]*)$/, ' and $1');
}

const shortened = (text: string): string => (text.length > 120 ? `${text.slice(0, 117).trimEnd()}…` : text);

/** A question back, or why a request cannot be met; the summary stays as it is. */
export function summaryQuestionView(summary: Summary, question: string, footer?: string): Message {
  return {
    view: 'summary.question',
    summary: `About the summary for ${summary.participant}`,
    blocks: [
      { kind: 'text', markdown: escapeMarkdown(question) },
      {
        kind: 'text',
        markdown: `*${escapeMarkdown(summary.participant)}’s summary is unchanged, version ${summary.version}.*`,
      },
    ],
    footer: footer ?? summaryFooter(summary),
  };
}
