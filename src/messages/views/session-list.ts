import type { Audience } from '../../coaching/access/audience.ts';
import { countedAtMost, type ListedSession } from '../../coaching/sessions/catalog-ports.ts';
import { encodeSessionFilter } from '../../coaching/sessions/filter-code.ts';
import type { SessionListing } from '../../coaching/sessions/list-sessions.ts';
import { formatDay } from '../../coaching/summaries/format-line.ts';
import { formatSummaryReference } from '../../coaching/summaries/summary-reference.ts';
import { escapeMarkdown } from '../markdown.ts';
import type { Action, Block, Message } from '../message.ts';
import { words } from '../words/en.ts';
import { audienceLine } from './audience-line.ts';
import { sessionTypeLabels } from './session-type-labels.ts';

const { sessionList: say } = words;
const peopleShown = 4;

/**
 * Sessions, newest first, each with a button that opens it.
 * @param isLater a page after the first one
 */
export function sessionListView(audience: Audience, listing: SessionListing, isLater = false): Message {
  const footer = audienceLine(audience);
  switch (listing.kind) {
    case 'not-here': {
      const place = audience.kind === 'shared' ? audience.label : 'this chat';
      return sentence('session.list.not-here', say.notHere(escapeMarkdown(place)), footer);
    }
    case 'which-person': {
      const candidates = listing.candidates.map(escapeMarkdown).join(', ');
      const text = say.whichPerson(escapeMarkdown(listing.name), candidates);
      return sentence('session.list.which-person', text, footer);
    }
    case 'page':
      return listing.sessions.length === 0
        ? sentence('session.list.empty', isUnfiltered(listing) ? say.none : say.noneFitting, footer)
        : pageView(audience, listing, isLater);
  }
}

type Page = Extract<SessionListing, { kind: 'page' }>;

const sentence = (view: string, markdown: string, footer: string): Message => ({
  view,
  summary: 'About your sessions',
  blocks: [{ kind: 'text', markdown }],
  footer,
});

const isUnfiltered = ({ filter, topic }: Page): boolean =>
  topic === '' && Object.values(filter).every((value) => value === undefined);

function pageView(audience: Audience, page: Page, isLater: boolean): Message {
  const { sessions, total, topic, next, filter } = page;
  const title = isLater ? say.older : say.title(sessions.length, total, total >= countedAtMost);
  const code = next === undefined ? undefined : encodeSessionFilter(filter, next);
  const more: Block[] =
    next === undefined
      ? []
      : code === undefined
        ? [{ kind: 'text', markdown: say.tooMany }]
        : [{ kind: 'actions', actions: [{ id: 'session.more', label: say.more, value: code }] }];
  const notes = [
    ...(topic === '' ? [] : [say.about(escapeMarkdown(topic))]),
    ...(audience.kind === 'shared' ? [say.onlyShared] : []),
  ];
  return {
    view: 'session.list',
    // Read aloud and shown on lock screens: a number, and nobody's name.
    summary: title,
    blocks: [
      { kind: 'heading', text: title },
      ...(notes.length === 0 ? [] : [{ kind: 'text', markdown: notes.join(' ') } satisfies Block]),
      ...sessions.flatMap((session): Block[] => [
        { kind: 'divider' },
        {
          kind: 'text',
          markdown: `**${escapeMarkdown(session.title)}**\n\n${escapeMarkdown(detailOf(session))}`,
        },
        { kind: 'actions', actions: [openAction(session)] },
      ]),
      ...(more.length === 0 ? [] : [{ kind: 'divider' } satisfies Block, ...more]),
    ],
    footer: audienceLine(audience),
  };
}

/** `Wed 14 Oct 2026 · 1:1 · Priya Nair · led by Theo Lindt · 1 summary to approve`. */
function detailOf(session: ListedSession): string {
  const { date, type, participants, facilitator } = session;
  const others = participants.length - peopleShown;
  const people = [...participants.slice(0, peopleShown), ...(others > 0 ? [`${others} more`] : [])].join(
    ', ',
  );
  const parts = [formatDay(date), sessionTypeLabels[type], people, `led by ${facilitator}`, stateOf(session)];
  return parts.filter((part) => part !== '').join(' · ');
}

function stateOf({ meeting, processing, summaries }: ListedSession): string {
  const { states } = say;
  if (meeting === 'scheduled') return states.scheduled;
  if (meeting === 'in_progress') return states.running;
  if (meeting !== 'held') return states.missed;
  if (processing === 'none') return states.noTranscript;
  if (processing === 'failed') return states.failed;
  if (processing !== 'completed') return states.working;
  const drafts = summaries.filter(({ state }) => state === 'draft').length;
  if (drafts > 0) return states.draft(drafts);
  return summaries.length > 0 ? states.approved : states.empty;
}

/** Who may read only their own summary gets just that; the button checks anew who may. */
function openAction({ id, whole, summaries }: ListedSession): Action {
  const [own] = summaries;
  return whole || own === undefined
    ? { id: 'session.open', label: say.open, value: id }
    : {
        id: 'summary.show',
        label: say.open,
        value: formatSummaryReference({ summaryId: own.id, version: own.version }),
      };
}
