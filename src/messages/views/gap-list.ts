import type { GapGroup } from '../../coaching/knowledge/gaps/gap.ts';
import { formatDay } from '../../coaching/summaries/format-line.ts';
import type { Block, Message } from '../message.ts';
import { words } from '../words/en.ts';

/** Few enough for one message on every platform, questions included. */
const groupsShown = 5;
const questionsShown = 3;
const questionLength = 300;

const { gaps } = words;

/** `Refund without a receipt › Steps`; a document's headings begin with its title. */
export function gapPlace({ cited, title }: Pick<GapGroup, 'cited' | 'title'>): string {
  if (cited === undefined) return gaps.nowhere;
  if (cited.section !== '') return cited.section;
  return title ?? (cited.document.startsWith('entry:') ? gaps.goneEntry : cited.document);
}

/** `2 × wrong · 1 × missing · latest on Fri 20 Nov 2026`. */
export function gapCounts({ counts, latestAt }: Pick<GapGroup, 'counts' | 'latestAt'>): string {
  return [
    ...(counts.wrong > 0 ? [gaps.wrong(counts.wrong)] : []),
    ...(counts.missing > 0 ? [gaps.missing(counts.missing)] : []),
    ...(counts.unhelpful > 0 ? [gaps.unhelpful(counts.unhelpful)] : []),
    gaps.latest(formatDay(latestAt.toISOString().slice(0, 10))),
  ].join(' · ');
}

/**
 * What people reported, for an admin's direct message.
 * @param notice said first, e.g. that something was resolved
 */
export function gapListView(groups: readonly GapGroup[], page = 0, notice?: string): Message {
  const from = Math.min(page, Math.max(0, Math.ceil(groups.length / groupsShown) - 1)) * groupsShown;
  const shown = groups.slice(from, from + groupsShown);
  return {
    view: 'gap.list',
    summary: groups.length === 0 ? 'Nothing is reported' : gaps.title(groups.length),
    blocks: [
      ...(notice === undefined ? [] : [{ kind: 'text' as const, markdown: notice }]),
      groups.length === 0
        ? { kind: 'text', markdown: gaps.none }
        : { kind: 'heading', text: gaps.title(groups.length) },
      ...shown.flatMap(groupBlocks),
      ...(from + groupsShown < groups.length
        ? [
            { kind: 'divider' as const },
            {
              kind: 'actions' as const,
              actions: [{ id: 'gap.list' as const, label: gaps.next, value: String(from / groupsShown + 1) }],
            },
          ]
        : []),
    ],
    footer: gaps.footer,
  };
}

function groupBlocks(group: GapGroup): Block[] {
  const more = group.questions.length - questionsShown;
  return [
    { kind: 'divider' },
    {
      kind: 'lines',
      title: gapPlace(group),
      items: [
        { text: gapCounts(group) },
        ...group.questions.slice(0, questionsShown).map((question) => ({ text: `“${shortened(question)}”` })),
        ...(more > 0 ? [{ text: gaps.more(more) }] : []),
      ],
      empty: '',
    },
    {
      kind: 'actions',
      actions: [
        {
          id: 'gap.resolve',
          label: gaps.resolve,
          value: group.latestId,
          confirm: { title: gaps.resolveTitle, text: gaps.resolveText, ok: gaps.resolveOk },
        },
      ],
    },
  ];
}

const shortened = (text: string): string =>
  text.length <= questionLength
    ? text
    : `${text.slice(0, questionLength - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
