import { diffEntry } from '../../coaching/knowledge/entries/diff-entry.ts';
import type { EntryVersion, KnowledgeEntry } from '../../coaching/knowledge/entries/entry.ts';
import { formatDay } from '../../coaching/summaries/format-line.ts';
import { escapeMarkdown } from '../markdown.ts';
import type { Action, Block, Message } from '../message.ts';
import { words } from '../words/en.ts';
import { entryActions, entryDetail } from './entry-list.ts';

const { entries: say } = words;

/** Versions that can be brought back with a button; the command line knows them all. */
const versionsShown = 5;

const restoreAction = (entry: KnowledgeEntry, version: number, label: string): Action => ({
  id: 'entry.restore',
  label,
  value: `${entry.id}:${version}:${entry.version}`,
});

const diffBlock = (from: EntryVersion, to: EntryVersion): Block => ({
  kind: 'diff',
  items: diffEntry(from, to),
});

/** @param history newest first; `seen` is the version that the admin began with, undefined for a new entry */
export function entrySavedView(
  entry: KnowledgeEntry,
  history: readonly EntryVersion[],
  seen: number | undefined,
): Message {
  const title = escapeMarkdown(entry.title);
  const [to, from] = history;
  const changed = seen !== undefined && entry.version > seen;
  const said =
    seen === undefined
      ? say.added(title)
      : changed
        ? say.saved(title, entry.version)
        : say.unchanged(title, entry.version);
  const undo = changed && from !== undefined ? [restoreAction(entry, from.version, say.undo)] : [];
  return {
    view: 'entry.saved',
    summary: `${entry.title}: version ${entry.version}`,
    blocks: [
      { kind: 'text', markdown: said },
      ...(changed && to !== undefined && from !== undefined ? [diffBlock(from, to)] : []),
      { kind: 'actions', actions: [...undo, ...entryActions(entry)], visible: 3 },
    ],
    footer: entryDetail(entry),
  };
}

/**
 * Who changed what and when, with a way back.
 * @param nameOf of the person with this id; undefined for somebody who is gone
 */
export function entryHistoryView(
  entry: KnowledgeEntry,
  versions: readonly EntryVersion[],
  nameOf: (userId: string) => string | undefined,
): Message {
  const [newest, former] = versions;
  const line = ({ version, createdAt, editedBy, title }: EntryVersion) => ({
    text: `Version ${version}: ${title}`,
    detail: [
      formatDay(createdAt.toISOString().slice(0, 10)),
      (editedBy === undefined ? undefined : nameOf(editedBy)) ?? 'nobody who is still here',
    ].join(' · '),
  });
  const restorable = entry.retiredAt === undefined ? versions.slice(1, 1 + versionsShown) : [];
  return {
    view: 'entry.history',
    summary: `${entry.title}: history`,
    blocks: [
      { kind: 'heading', text: entry.title },
      { kind: 'text', markdown: escapeMarkdown(entryDetail(entry)) },
      { kind: 'lines', title: say.history, items: versions.slice(0, 1 + versionsShown).map(line), empty: '' },
      ...(newest === undefined || former === undefined
        ? []
        : [{ kind: 'text' as const, markdown: say.whatChanged(newest.version) }, diffBlock(former, newest)]),
      ...(restorable.length === 0
        ? []
        : [
            {
              kind: 'actions' as const,
              actions: restorable.map(({ version }) => restoreAction(entry, version, say.restore(version))),
            },
          ]),
      { kind: 'actions', actions: entryActions(entry).filter(({ id }) => id !== 'entry.history') },
    ],
    footer: say.footer,
  };
}

export const entryRetiredView = (entry: KnowledgeEntry): Message => ({
  view: 'entry.retired',
  summary: `${entry.title} was ${entry.retiredAt === undefined ? 'brought back' : 'retired'}`,
  blocks: [
    {
      kind: 'text',
      markdown: (entry.retiredAt === undefined ? say.back : say.retired)(escapeMarkdown(entry.title)),
    },
    { kind: 'actions', actions: entryActions(entry), visible: 2 },
  ],
  footer: words.audience.direct,
});
