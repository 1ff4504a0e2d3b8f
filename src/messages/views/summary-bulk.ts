import type { ApplyResult, Skipped } from '../../coaching/summaries/proposals/apply-proposal.ts';
import type {
  ForAllPreview,
  LeftAlone,
  ProposedChange,
} from '../../coaching/summaries/proposals/propose-for-all.ts';
import { escapeMarkdown } from '../markdown.ts';
import type { Action, Block, Message } from '../message.ts';
import { words } from '../words/en.ts';
import { diffItems } from './summary-diff.ts';
import { countChanges } from './summary-history.ts';
import { sayView } from './talk.ts';

const { forAll: say, undoAll } = words.summaries;

/** Diff lines that one message shows of a change of several summaries, shared by its participants; the counts are whole. */
const linesShown = 40;

/** What one request would do to every summary; nothing is changed until its author presses. */
export function forAllView({ proposal, changes, leftAlone, notice }: ForAllPreview): Message {
  const actions: Action[] =
    proposal?.state === 'open'
      ? [
          { id: 'summaries.apply', label: say.apply, value: proposal.id, style: 'primary' },
          { id: 'summaries.dismiss', label: say.cancel, value: proposal.id },
        ]
      : [];
  return {
    view: 'summaries.preview',
    summary: 'A change of several summaries',
    blocks: [
      { kind: 'text', markdown: proposal === undefined ? say.nothing : say.title(changes.length) },
      ...changes.flatMap((change) =>
        changeBlocks(change, Math.max(2, Math.floor(linesShown / changes.length))),
      ),
      ...aloneBlocks(
        leftAlone.map(({ summary, why }) => ({ participant: summary.participant, why: reasonOf(why) })),
      ),
      ...(notice === undefined ? [] : [{ kind: 'text' as const, markdown: escapeMarkdown(notice) }]),
      ...(actions.length === 0 ? [] : [{ kind: 'actions' as const, actions }]),
    ],
    footer: words.summaries.forAll.footer,
  };
}

/** What was done, summary by summary, and what was passed over. */
export function forAllDoneView(result: Extract<ApplyResult, { kind: 'done' }>, undone = false): Message {
  const { changes, skipped, proposal } = result;
  return {
    view: undone ? 'summaries.undone' : 'summaries.applied',
    summary: 'Several summaries were changed',
    blocks: [
      { kind: 'text', markdown: undone ? say.undone(changes.length) : say.applied(changes.length) },
      ...(changes.length === 0
        ? []
        : [
            {
              kind: 'fields' as const,
              items: changes.map(({ summary, diff }) => ({
                label: summary.participant,
                value: `version ${summary.version}: ${countChanges(diff)}`,
              })),
            },
          ]),
      ...aloneBlocks(skipped.map(({ participant, why }) => ({ participant, why: whySkipped(why) }))),
      ...(undone || changes.length === 0
        ? []
        : [
            {
              kind: 'actions' as const,
              actions: [{ id: 'summaries.undo' as const, label: undoAll, value: proposal.id }],
            },
          ]),
    ],
    footer: say.footer,
  };
}

/** A press that came too late. */
export const forAllEndedView = (
  { proposal }: Extract<ApplyResult, { kind: 'ended' }>,
  undo = false,
): Message =>
  sayView('talk.for-all-ended', undo ? say.notApplied : say.ended[proposal.state] || say.nothing, say.footer);

export const forAllDismissedView = (): Message =>
  sayView('talk.for-all-dismissed', say.dismissed, say.footer);

function changeBlocks({ summary, diff }: ProposedChange, lines: number): Block[] {
  const items = diffItems(diff);
  const rest = items.length - lines;
  return [
    {
      kind: 'text',
      markdown: `**${escapeMarkdown(summary.participant)}**: ${countChanges(diff)}`,
    },
    {
      kind: 'diff',
      items: rest > 0 ? [...items.slice(0, lines), { op: 'keep', text: say.more(rest) }] : items,
    },
  ];
}

function aloneBlocks(alone: readonly { participant: string; why: string }[]): Block[] {
  if (alone.length === 0) return [];
  const list = alone.map(
    ({ participant, why }) => `- ${escapeMarkdown(participant)}: ${escapeMarkdown(why)}`,
  );
  return [{ kind: 'text', markdown: [say.skipped, '', ...list].join('\n') }];
}

const whySkipped = (why: Skipped['why']): string => (why === 'approved' ? say.approved : say.stale);

function reasonOf(why: LeftAlone['why']): string {
  switch (why.kind) {
    case 'approved':
      return say.approved;
    case 'unchanged':
      return say.unchanged;
    case 'said':
      return why.text;
  }
}
