import type { KnowledgeEntry } from '../../coaching/knowledge/entries/entry.ts';
import { escapeMarkdown } from '../markdown.ts';
import type { Action, Block, Message } from '../message.ts';
import { words } from '../words/en.ts';

const entriesShown = 5;
const { entries: say } = words;

/** `Coaching patterns · Guidelines · Everyone · #feedback · version 2`. */
export function entryDetail({
  category,
  contentType,
  access,
  tags,
  version,
  retiredAt,
}: KnowledgeEntry): string {
  return [
    say.categories[category],
    say.kinds[contentType],
    say.accesses[access],
    ...(tags.length === 0 ? [] : [tags.map((tag) => `#${tag}`).join(' ')]),
    `version ${version}`,
    ...(retiredAt === undefined ? [] : [say.isRetired]),
  ].join(' · ');
}

/** What may be done with an entry. */
export function entryActions({ id, version, retiredAt }: KnowledgeEntry): Action[] {
  if (retiredAt !== undefined) return [{ id: 'entry.unretire', label: say.undo, value: id }];
  return [
    { id: 'entry.form', label: say.edit, value: entryReference({ id, version }) },
    { id: 'entry.history', label: say.history, value: id },
    {
      id: 'entry.retire',
      label: say.retire,
      value: id,
      confirm: { title: say.retireTitle, text: say.retireText, ok: say.retire },
    },
  ];
}

/** An entry at the version that the admin saw, as a button or form carries it. */
export const entryReference = ({ id, version }: Pick<KnowledgeEntry, 'id' | 'version'>): string =>
  `${id}:${version}`;

const addEntryAction: Action = { id: 'entry.form', label: say.add, value: '' };

/**
 * Curated entries for an admin.
 * @param query the words that the list was asked for; the next page asks for them again
 */
export function entryListView(entries: readonly KnowledgeEntry[], query = '', page = 0): Message {
  const from = Math.min(page, Math.max(0, Math.ceil(entries.length / entriesShown) - 1)) * entriesShown;
  const shown = entries.slice(from, from + entriesShown);
  const next: Action[] =
    from + entriesShown < entries.length
      ? [{ id: 'entry.list', label: say.next, value: `${from / entriesShown + 1} ${query}`.trim() }]
      : [];
  return {
    view: 'entry.list',
    summary: say.title(entries.length),
    blocks: [
      entries.length === 0
        ? { kind: 'text', markdown: query === '' ? say.none : say.noneFound(escapeMarkdown(query)) }
        : { kind: 'heading', text: say.title(entries.length) },
      ...shown.flatMap((entry): Block[] => [
        { kind: 'divider' },
        {
          kind: 'text',
          markdown: `**${escapeMarkdown(entry.title)}**\n\n${escapeMarkdown(entryDetail(entry))}`,
        },
        { kind: 'actions', actions: entryActions(entry), visible: 2 },
      ]),
      { kind: 'divider' },
      { kind: 'actions', actions: [addEntryAction, ...next] },
    ],
    footer: say.footer,
  };
}
