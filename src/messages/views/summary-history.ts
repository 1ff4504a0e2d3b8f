import { momentOf } from './moment.ts';
import type { LineChange } from '../../coaching/summaries/diff-lines.ts';
import type { RestoreResult } from '../../coaching/summaries/restore-version.ts';
import type { NamedVersion, StaleChange } from '../../coaching/summaries/stale-change.ts';
import { sinceInWords } from '../../coaching/summaries/stale-change.ts';
import type { SummaryHistory } from '../../coaching/summaries/summary-history.ts';
import { formatSummaryReference } from '../../coaching/summaries/summary-reference.ts';
import type { Summary, VersionCause } from '../../coaching/summaries/summary.ts';
import type { RedoResult } from '../../coaching/summaries/undo-summary.ts';
import { escapeMarkdown } from '../markdown.ts';
import type { Action, Block, Form, Message } from '../message.ts';
import { words } from '../words/en.ts';
import { historyAction, reopenAction, summaryFooter } from './summary-card.ts';
import { changeView, diffItems } from './summary-diff.ts';

const { summaries: say } = words;

/** Newest versions that the list names; the form reaches as many as fit a Teams message, twice. */
const versionsShown = 10;
const versionsToChoose = 50;
const requestLength = 200;

const referenceOf = ({ id, version }: Pick<Summary, 'id' | 'version'>): string =>
  formatSummaryReference({ summaryId: id, version });

/** `“shorter”`, `Took back version 3`. */
function causeInWords(cause: VersionCause): string {
  switch (cause.kind) {
    case 'draft':
      return say.causes.draft;
    case 'refine':
      return say.causes.refine(shortened(cause.request));
    case 'undo':
      return say.causes.undo(cause.from);
    case 'redo':
      return say.causes.redo(cause.from);
    case 'restore':
      return say.causes.restore(cause.version);
  }
}

/** `2 changed, 1 removed`. */
export function countChanges(changes: readonly LineChange[]): string {
  const count = (kind: LineChange['kind']) => changes.filter((change) => change.kind === kind).length;
  return say.changes({
    changed: count('changed'),
    added: count('added'),
    removed: count('removed'),
    moved: count('moved'),
  });
}

/** @param timezone the reader's, an IANA zone */
export function historyView(
  { summary, versions, canUndo, canRedo }: SummaryHistory,
  timezone: string,
): Message {
  const value = referenceOf(summary);
  const shown = versions.slice(0, versionsShown);
  const actions: Action[] = [
    ...(canUndo ? [{ id: 'summary.undo', label: say.undo, value } as const] : []),
    ...(canRedo ? [{ id: 'summary.redo', label: say.redo, value } as const] : []),
    ...(versions.length > 1 ? [{ id: 'summary.compare', label: say.compare, value } as const] : []),
    ...(summary.state === 'approved' ? [reopenAction(summary)] : []),
    { id: 'summary.show', label: say.showAll, value },
  ];
  return {
    view: 'summary.history',
    summary: say.historyTitle(summary.participant),
    blocks: [
      { kind: 'heading', text: say.historyTitle(summary.participant) },
      {
        kind: 'lines',
        title: say.history,
        items: shown.map(({ version, by, at, cause, changes }) => ({
          text: `${say.version(version)}: ${causeInWords(cause)}`,
          detail: [
            ...(cause.kind === 'draft' ? [] : [by ?? say.someone]),
            momentOf(at, timezone),
            ...(cause.kind === 'draft' ? [] : [countChanges(changes)]),
          ].join(' · '),
        })),
        empty: '',
      },
      ...(versions.length > shown.length
        ? [{ kind: 'text' as const, markdown: say.earlier(versions.length - shown.length) }]
        : []),
      { kind: 'actions', actions },
    ],
    footer: summaryFooter(summary),
  };
}

export interface ComparedVersions {
  summary: Summary;
  from: number;
  to: NamedVersion;
  changes: readonly LineChange[];
}

/** What differs between two versions, with the way back to the older. */
export function comparedView({ summary, from, to, changes }: ComparedVersions): Message {
  const value = referenceOf(summary);
  const isOpen = summary.state === 'draft';
  const older = Math.min(from, to.version);
  const onlyDraft = summary.version === 1;
  const by = to.by ?? say.someone;
  return {
    view: 'summary.compared',
    summary: `Summary for ${summary.participant}: versions ${from} and ${to.version}`,
    blocks: [
      {
        kind: 'text',
        markdown: onlyDraft
          ? say.onlyDraft
          : say.compared(escapeMarkdown(summary.participant), from, to.version),
      },
      ...(onlyDraft || to.version !== from + 1
        ? []
        : [{ kind: 'text' as const, markdown: escapeMarkdown(`${by}: ${causeInWords(to.cause)}`) }]),
      ...(changes.length === 0 ? [] : [{ kind: 'diff' as const, items: diffItems(changes) }]),
      ...(changes.length === 0 && !onlyDraft ? [{ kind: 'text' as const, markdown: say.same }] : []),
      {
        kind: 'actions',
        actions: [
          ...(isOpen && older !== summary.version && changes.length > 0
            ? [{ id: 'summary.restore' as const, label: say.restore(older), value: `${value}:${older}` }]
            : []),
          ...(onlyDraft ? [] : [historyAction(summary)]),
          { id: 'summary.show', label: say.showAll, value },
        ],
      },
    ],
    footer: summaryFooter(summary),
  };
}

/** Chooses two versions to compare. */
export function compareForm({ summary, versions }: SummaryHistory): Form {
  const options = versions.slice(0, versionsToChoose).map(({ version, cause }) => ({
    value: String(version),
    label: `${say.version(version)}: ${causeInWords(cause)}`.slice(0, 60),
  }));
  const choice = (name: string, label: string, initial: number) => ({
    ...{ name, label, options },
    required: true,
    type: 'select' as const,
    initial: String(initial),
  });
  return {
    id: 'summary.compare',
    title: say.formTitle,
    fields: [
      choice('from', say.formFrom, Math.max(1, summary.version - 1)),
      choice('to', say.formTo, summary.version),
    ],
    submitLabel: say.formGo,
    context: referenceOf(summary),
  };
}

export const compareFormView = (history: SummaryHistory): Message => ({
  view: 'summary.compare',
  summary: say.formTitle,
  blocks: [{ kind: 'form', form: compareForm(history) }],
  footer: summaryFooter(history.summary),
});

export function summaryRedoneView(result: RedoResult): Message {
  const { summary } = result;
  const name = escapeMarkdown(summary.participant);
  if (result.kind === 'nothing-to-redo')
    return plainView('summary.redone', summary, say.nothingToRedo(name), [historyAction(summary)]);
  const request = result.request === undefined ? '' : `: “${escapeMarkdown(shortened(result.request))}”`;
  const { diff } = result;
  return changeView('summary.redone', `${say.redone(name)}${request}`, { summary, diff, footer: undefined });
}

export function summaryRestoredView({ summary, restored, diff }: RestoreResult): Message {
  const name = escapeMarkdown(summary.participant);
  return diff.length === 0
    ? plainView('summary.restored', summary, say.restoredAlready(name, restored), [historyAction(summary)])
    : changeView('summary.restored', say.restored(name, restored), { summary, diff, footer: undefined });
}

/** Somebody was faster: what they did, and the way to the newest version. */
export function summaryStaleView({ summary, since }: StaleChange): Message {
  return {
    view: 'summary.stale',
    summary: `Summary for ${summary.participant}: version ${summary.version} is newer`,
    blocks: [
      { kind: 'text', markdown: say.staleTitle(escapeMarkdown(summary.participant), summary.version) },
      ...since
        .slice(-versionsShown)
        .map((version): Block => ({ kind: 'text', markdown: escapeMarkdown(sinceInWords(version)) })),
      { kind: 'text', markdown: say.staleNext },
      {
        kind: 'actions',
        actions: [
          { id: 'summary.show', label: say.showNewest, value: referenceOf(summary) },
          historyAction(summary),
        ],
      },
    ],
    footer: summaryFooter(summary),
  };
}

/** A sentence about one summary, with buttons. */
export const plainView = (
  view: `summary.${string}`,
  summary: Summary,
  markdown: string,
  actions: readonly Action[],
): Message => ({
  view,
  summary: `About the summary for ${summary.participant}`,
  blocks: [
    { kind: 'text', markdown },
    ...(actions.length === 0 ? [] : [{ kind: 'actions' as const, actions }]),
  ],
  footer: summaryFooter(summary),
});

const shortened = (text: string): string =>
  text.length > requestLength ? `${text.slice(0, requestLength - 3).trimEnd()}…` : text;
