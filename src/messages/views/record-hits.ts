import type { Audience } from '../../coaching/access/audience.ts';
import type { RecordHit } from '../../coaching/records/record.ts';
import type {
  RecordAnswer,
  RecordGroup,
  SearchRecordsResult,
} from '../../coaching/records/search-records.ts';
import { firstNameOf } from '../../coaching/sessions/names.ts';
import { formatDay, formatOwnerAndDue, sectionTitles } from '../../coaching/summaries/format-line.ts';
import { formatSummaryReference } from '../../coaching/summaries/summary-reference.ts';
import { escapeMarkdown } from '../markdown.ts';
import type { Action, Block, LineItem, Message } from '../message.ts';
import { words } from '../words/en.ts';
import { audienceLine } from './audience-line.ts';

const groupsShown = 8;
const hitsAGroup = 3;
const hitsShown = 12;
const buttonsShown = 3;

/** What was found in summaries, notes and sessions: the words themselves, where they stand, and what was looked through. */
export function recordHitsView(audience: Audience, result: SearchRecordsResult): Message {
  const where = audience.kind === 'direct' ? undefined : audience.label;
  const footer = audienceLine(audience);
  switch (result.kind) {
    case 'not-here':
      return sentence(
        'records.not-here',
        words.records.notHere(escapeMarkdown(where ?? 'this chat')),
        footer,
      );
    case 'which-person': {
      const candidates = result.candidates.map(escapeMarkdown).join(', ');
      const text = words.records.whichPerson(escapeMarkdown(result.name), candidates);
      return sentence('records.which-person', text, footer);
    }
    case 'answer':
      return {
        view: result.hits.length === 0 ? 'records.nothing' : 'records.hits',
        // Read aloud and shown on lock screens: numbers, and nobody's name.
        summary: result.hits.length === 0 ? 'Nothing found in sessions and notes' : countOf(result),
        blocks: [
          ...answerBlocks(result, audience.actor.id),
          { kind: 'text', markdown: about(result, where) },
        ],
        footer,
      };
  }
}

const sentence = (view: string, markdown: string, footer: string): Message => ({
  view,
  summary: 'About sessions and notes',
  blocks: [{ kind: 'text', markdown }],
  footer,
});

function answerBlocks(answer: RecordAnswer, readerId: string): Block[] {
  const { hits, groups, topic } = answer;
  if (hits.length === 0) {
    const text = `${words.records.nothing(escapeMarkdown(topic))} ${words.records.nothingNext}`;
    return [{ kind: 'text', markdown: text }];
  }
  const shown = groups.length > 0 ? groups.slice(0, groupsShown) : [{ title: 'Found', hits }];
  const perGroup = groups.length > 0 ? hitsAGroup : hitsShown;
  const visible = shown.map((group) => ({ ...group, hits: group.hits.slice(0, perGroup) }));
  const rest = hits.length - visible.reduce((sum, group) => sum + group.hits.length, 0);
  const buttons = summaryButtons(visible.flatMap((group) => group.hits));
  return [
    { kind: 'text', markdown: `**${countOf(answer)}**` },
    ...visible.map((group): Block => toLines(group, answer, readerId)),
    ...(rest > 0 ? [{ kind: 'text', markdown: words.records.more(rest) } satisfies Block] : []),
    ...(buttons.length > 0 ? [{ kind: 'actions', actions: buttons } satisfies Block] : []),
  ];
}

function toLines(group: RecordGroup, { group: by }: RecordAnswer, readerId: string): Block {
  return {
    kind: 'lines',
    title: group.title,
    items: group.hits.map((hit) => toItem(hit, by, readerId)),
    empty: '',
  };
}

/** The words, then whose they are and where they stand; what the group's title says is not said again. */
function toItem(hit: RecordHit, by: RecordAnswer['group'], readerId: string): LineItem {
  const { kind, person, title, date, text, section, author, owner, due } = hit;
  const actions =
    section === undefined ? undefined : formatOwnerAndDue({ section, ...given({ owner, due }) });
  const detail = [
    by === 'person' ? undefined : person?.name,
    section === undefined ? undefined : sectionTitles[section],
    kind === 'note'
      ? author?.userId === readerId
        ? 'Your note'
        : `Note by ${author?.name ?? ''}`
      : undefined,
    kind === 'session' && hit.segment !== undefined ? 'said' : undefined,
    by === 'session' ? undefined : title,
    formatDay(date),
    actions,
  ];
  return {
    text,
    detail: detail.filter((part) => part !== undefined && part !== '').join(' · '),
    ...(hit.evidence === undefined ? {} : { evidence: hit.evidence }),
  };
}

const given = ({ owner, due }: { owner: string | undefined; due: string | undefined }) => ({
  ...(owner === undefined ? {} : { owner }),
  ...(due === undefined ? {} : { due }),
});

/** Opens the summaries that the first hits stand in; the button checks anew who may. */
function summaryButtons(hits: readonly RecordHit[]): Action[] {
  const summaries = new Map(
    hits.flatMap((hit) => (hit.kind === 'summary' && hit.version !== undefined ? [[hit.id, hit]] : [])),
  );
  return [...summaries.values()].slice(0, buttonsShown).map(({ id, version = 1, person }) => ({
    id: 'summary.show',
    label: `${firstNameOf(person?.name ?? 'The')}’s summary`,
    value: formatSummaryReference({ summaryId: id, version }),
  }));
}

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

function countOf({ hits, groups, group }: RecordAnswer): string {
  const places = counted(hits.length, 'place', 'places');
  if (groups.length === 0) return places;
  const answers =
    group === 'person'
      ? counted(groups.length, 'person', 'people')
      : counted(groups.length, 'session', 'sessions');
  return `${answers}, ${places}`;
}

/** What was looked through, when, and what may be missing. */
function about(answer: RecordAnswer, where: string | undefined): string {
  const { kinds, lookedThrough, corrections, behind } = answer;
  const what = [
    ...(kinds.includes('summary') || kinds.includes('session')
      ? [counted(lookedThrough.sessions, 'session', 'sessions')]
      : []),
    ...(kinds.includes('note') ? [counted(lookedThrough.notes, 'note', 'notes')] : []),
  ].join(' and ');
  const place = where === undefined ? undefined : escapeMarkdown(where);
  return [
    ...corrections.map(({ from, to }) => words.records.corrected(escapeMarkdown(from), escapeMarkdown(to))),
    words.records.lookedThrough(what, place, periodOf(answer)),
    ...(behind > 0 ? [words.records.behind] : []),
    ...(where === undefined ? [] : [words.records.onlyShared]),
  ].join(' ');
}

function periodOf({ from, to }: RecordAnswer): string {
  if (from !== undefined && from === to) return `, on ${formatDay(from)}`;
  if (from !== undefined && to !== undefined) return `, from ${formatDay(from)} to ${formatDay(to)}`;
  if (from !== undefined) return `, since ${formatDay(from)}`;
  return to === undefined ? '' : `, until ${formatDay(to)}`;
}
