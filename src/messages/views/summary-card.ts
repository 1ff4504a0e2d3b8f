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
import type { SummaryLayout } from '../../coaching/templates/summary-layout.ts';
import { followUpButton } from './follow-up-talk.ts';
import { escapeMarkdown } from '../markdown.ts';
import type { Action, Block, LineItem, Message } from '../message.ts';
import { words } from '../words/en.ts';

const { summaries: say } = words;

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
  /** For someone who may only read it, such as its participant: no buttons. Default: false. */
  readOnly?: boolean;
  /** Order and titles of the sections; default: four, as they are. */
  layout?: SummaryLayout;
}

/** A participant's summary, each line with the words that it rests on. */
export function summaryCardView({
  summary,
  session,
  participants,
  readOnly = false,
  layout,
}: SummaryCard): Message {
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
      ...sectionsOf(summary, layout).map(({ section, title }): Block => ({
        kind: 'lines',
        title,
        items: summary.lines.filter((line) => line.section === section).map((line) => toItem(line, timed)),
        empty: summary.state === 'approved' ? 'None.' : emptySection[section],
      })),
      ...leftOut(summary),
      ...actionsOf(summary, readOnly),
    ],
    footer: summaryFooter(summary),
  };
}

/** A section that the layout leaves out is shown once the coach has put a line into it. */
function sectionsOf(
  { lines }: Summary,
  layout: SummaryLayout | undefined,
): { section: SummarySection; title: string }[] {
  const named = layout?.sections ?? [];
  const others = summarySections.filter(
    (section) =>
      !named.some((known) => known.section === section) &&
      (layout === undefined || lines.some((line) => line.section === section)),
  );
  return [...named, ...others.map((section) => ({ section, title: sectionTitles[section] }))];
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

/** What may be done with a summary in its state. An approved one is locked, and can be reopened. */
export function summaryActions(summary: Summary, without: readonly Action['id'][] = []): Action[] {
  if (summary.state === 'approved') {
    const approved = [followUpButton(summary.id), reopenAction(summary), historyAction(summary)];
    return approved.filter(({ id }) => !without.includes(id));
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
    ...(summary.version > 1
      ? [{ id: 'summary.undo', label: say.undo, value } as const, historyAction(summary)]
      : []),
  ];
  return actions.filter((action) => !without.includes(action.id));
}

export const historyAction = (summary: Pick<Summary, 'id' | 'version'>): Action => ({
  id: 'summary.history',
  label: say.history,
  value: formatSummaryReference({ summaryId: summary.id, version: summary.version }),
});

export const reopenAction = (summary: Pick<Summary, 'id' | 'version' | 'participant'>): Action => ({
  id: 'summary.reopen',
  label: say.reopen,
  value: formatSummaryReference({ summaryId: summary.id, version: summary.version }),
  confirm: { title: say.reopenTitle, text: say.reopenText(summary.participant), ok: say.reopen },
});

function actionsOf(summary: Summary, readOnly: boolean): Block[] {
  const actions = readOnly ? [] : summaryActions(summary);
  return actions.length === 0 ? [] : [{ kind: 'actions', actions }];
}

/** After "Refine": whose summary the next words in the thread are about, and what can be said. */
export function refinePromptView(summary: Summary, footer: string = summaryFooter(summary)): Message {
  const name = escapeMarkdown(summary.participant);
  const markdown =
    summary.state === 'approved'
      ? `**${name}**’s summary is approved and locked. ${say.lockedNext}`
      : `What shall I change in **${name}**’s summary? Reply here in your own words, such as “shorter”, “drop the second win”, “add: call the client by Friday” or “warmer”.`;
  return {
    view: 'summary.refine',
    summary: `Refining the summary for ${summary.participant}`,
    blocks: [
      { kind: 'text', markdown },
      ...(summary.state === 'approved'
        ? [{ kind: 'actions' as const, actions: [reopenAction(summary)] }]
        : []),
    ],
    footer,
  };
}

/** @param more said after it: the share that stood as drafted, tracked items */
export function approvedView(
  summary: Summary,
  footer: string = summaryFooter(summary),
  more: readonly string[] = [],
): Message {
  const name = escapeMarkdown(summary.participant);
  return {
    view: 'summary.approved',
    summary: `Summary for ${summary.participant} approved`,
    blocks: [
      {
        kind: 'text',
        markdown: `✅ **${name}**’s summary is approved at version ${summary.version}. It is locked now, and ${name} can read it.`,
      },
      ...more.map((markdown): Block => ({ kind: 'text', markdown })),
      { kind: 'actions', actions: [followUpButton(summary.id)] },
    ],
    footer,
  };
}

const oneOf = new Intl.ListFormat('en-GB', { type: 'disjunction' });

/**
 * Asks whose summary is meant; a button goes on with what was asked, and chooses the summary for the next words too.
 * @param proposalId where the request waits; undefined: the button only chooses
 */
export function whichSummaryView(candidates: readonly Summary[], proposalId?: string): Message {
  const drafts = proposalId === undefined ? candidates.filter(({ state }) => state === 'draft') : candidates;
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
            : `Whose summary do you mean: ${names}? Say the name with your request, such as “${example}: shorter”, or choose one${proposalId === undefined ? ' and say it again' : ', and I go on with what you said'}.`,
      },
      ...(drafts.length === 0
        ? []
        : [
            {
              kind: 'actions' as const,
              actions: drafts.slice(0, 10).map((summary): Action => ({
                id: proposalId === undefined ? 'summary.refine' : 'summary.choose',
                label: summary.participant,
                value:
                  proposalId === undefined
                    ? formatSummaryReference({ summaryId: summary.id, version: summary.version })
                    : `${proposalId}:${summary.id}`,
              })),
            },
          ]),
    ],
    footer: 'I changed nothing yet.',
  };
}
