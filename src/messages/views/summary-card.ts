import type { CoachingSession, SessionParticipant } from '../../coaching/sessions/session.ts';
import {
  formatDay,
  formatEvidence,
  formatOwnerAndDue,
  sectionTitles,
} from '../../coaching/summaries/format-line.ts';
import { formatSummaryReference } from '../../coaching/summaries/summary-reference.ts';
import {
  summarySections,
  type Summary,
  type SummaryLine,
  type SummarySection,
} from '../../coaching/summaries/summary.ts';
import { followUpButton } from './follow-up-talk.ts';
import { escapeMarkdown } from '../markdown.ts';
import type { Action, Block, LineItem, Message } from '../message.ts';

const emptySection: Readonly<Record<SummarySection, string>> = {
  wins: 'None was said. Add one: “add a win: …”.',
  challenges: 'None was said. Add one: “add a challenge: …”.',
  actions: 'Nobody took anything on. Add one: “add an action: …”.',
  recommendations: 'None was given. Add one: “add a recommendation: …”.',
};

export interface SummaryCard {
  summary: Summary;
  session: Pick<CoachingSession, 'title' | 'date'>;
  /** Tells whether the transcript has times: else evidence names the line instead. */
  participants: readonly Pick<SessionParticipant, 'speakingMs'>[];
}

/** A participant's summary, each line with the words that it rests on. */
export function summaryCardView({ summary, session, participants }: SummaryCard): Message {
  const timed =
    participants.some(({ speakingMs }) => speakingMs !== undefined) ||
    summary.lines.some(({ evidence }) => evidence.some(({ startMs }) => startMs > 0));
  return {
    view: 'summary.card',
    summary: `Summary for ${summary.participant} (${summary.state === 'approved' ? 'approved' : 'draft'})`,
    blocks: [
      { kind: 'heading', text: summary.participant },
      {
        kind: 'text',
        markdown: escapeMarkdown(`${session.title} · ${formatDay(session.date)} · ${stateOf(summary)}`),
      },
      ...summarySections.map((section): Block => ({
        kind: 'lines',
        title: sectionTitles[section],
        items: summary.lines.filter((line) => line.section === section).map((line) => toItem(line, timed)),
        empty: summary.state === 'approved' ? 'None.' : emptySection[section],
      })),
      ...leftOut(summary),
      ...actionsOf(summary),
    ],
    footer: summaryFooter(summary),
  };
}

/** Who may read this summary, by its state. */
export function summaryFooter({ state, participant }: Pick<Summary, 'state' | 'participant'>): string {
  return state === 'approved'
    ? `${participant}, the coach, the coach’s line and admins can see this summary.`
    : `The coach, the coach’s line and admins can see this draft; ${participant} sees it once it is approved.`;
}

function stateOf(summary: Summary): string {
  if (summary.state === 'draft') return `Draft, version ${summary.version}`;
  const day =
    summary.approvedAt === undefined ? '' : ` on ${formatDay(summary.approvedAt.toISOString().slice(0, 10))}`;
  return `Approved${day}, version ${summary.version}`;
}

function toItem(line: SummaryLine, timed: boolean): LineItem {
  const detail = formatOwnerAndDue(line);
  const evidence = formatEvidence(line, timed) ?? 'Added by the coach';
  return { text: line.text, ...(detail === undefined ? {} : { detail }), evidence };
}

function leftOut({ leftOut: count }: Summary): Block[] {
  if (count === 0) return [];
  const words =
    count === 1 ? '1 line was left out: its quote does' : `${count} lines were left out: their quotes do`;
  return [{ kind: 'text', markdown: `${words} not stand in the transcript.` }];
}

/** What may be done with a summary in its state. An approved one is locked. */
export function summaryActions(summary: Summary, without: readonly Action['id'][] = []): Action[] {
  if (summary.state === 'approved') {
    return without.includes('follow-up.choose') ? [] : [followUpButton(summary.id)];
  }
  const value = formatSummaryReference({ summaryId: summary.id, version: summary.version });
  const actions: Action[] = [
    { id: 'summary.refine', label: 'Refine', value },
    {
      id: 'summary.approve',
      label: 'Approve',
      value,
      style: 'primary',
      confirm: {
        title: 'Approve this summary?',
        text: `It is locked then, and ${summary.participant} can read it.`,
        ok: 'Approve',
      },
    },
    ...(summary.version > 1 ? [{ id: 'summary.undo', label: 'Undo', value } as const] : []),
  ];
  return actions.filter((action) => !without.includes(action.id));
}

function actionsOf(summary: Summary): Block[] {
  const actions = summaryActions(summary);
  return actions.length === 0 ? [] : [{ kind: 'actions', actions }];
}

/** After "Refine": whose summary the next words in the thread are about, and what can be said. */
export function refinePromptView(summary: Summary, footer: string = summaryFooter(summary)): Message {
  const name = escapeMarkdown(summary.participant);
  const markdown =
    summary.state === 'approved'
      ? `${name}’s summary is approved and locked, so it can’t be changed any more.`
      : `What shall I change in **${name}**’s summary? Reply here in your own words, such as “shorter”, “drop the second win”, “add: call the client by Friday” or “warmer”.`;
  return {
    view: 'summary.refine',
    summary: `Refining the summary for ${summary.participant}`,
    blocks: [{ kind: 'text', markdown }],
    footer,
  };
}

export function approvedView(summary: Summary, footer: string = summaryFooter(summary)): Message {
  const name = escapeMarkdown(summary.participant);
  return {
    view: 'summary.approved',
    summary: `Summary for ${summary.participant} approved`,
    blocks: [
      {
        kind: 'text',
        markdown: `✅ **${name}**’s summary is approved at version ${summary.version}. It is locked now, and ${name} can read it.`,
      },
      { kind: 'actions', actions: [followUpButton(summary.id)] },
    ],
    footer,
  };
}

const oneOf = new Intl.ListFormat('en-GB', { type: 'disjunction' });

/** Asks whose summary is meant; a button chooses it for the next words too. */
export function whichSummaryView(candidates: readonly Summary[]): Message {
  const drafts = candidates.filter(({ state }) => state === 'draft');
  const names = oneOf.format(candidates.map(({ participant }) => escapeMarkdown(participant)));
  const example = escapeMarkdown(candidates[0]?.participant.split(/\s+/)[0] ?? 'Name');
  return {
    view: 'summary.which',
    summary: 'Whose summary do you mean?',
    blocks: [
      {
        kind: 'text',
        markdown:
          candidates.length === 0
            ? 'There is no summary in this thread yet. It appears here once the transcript is read.'
            : `Whose summary do you mean: ${names}? Say the name with your request, such as “${example}: shorter”, or choose one and say it again.`,
      },
      ...(drafts.length === 0
        ? []
        : [
            {
              kind: 'actions' as const,
              actions: drafts.slice(0, 10).map((summary) => ({
                id: 'summary.refine' as const,
                label: summary.participant,
                value: formatSummaryReference({ summaryId: summary.id, version: summary.version }),
              })),
            },
          ]),
    ],
    footer: 'I changed nothing yet.',
  };
}
