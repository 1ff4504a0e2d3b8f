import { firstNameOf } from '../../coaching/sessions/names.ts';
import type { CoachingSession, SessionParticipant } from '../../coaching/sessions/session.ts';
import { formatDay, formatDuration } from '../../coaching/summaries/format-line.ts';
import type { Summary } from '../../coaching/summaries/summary.ts';
import { escapeMarkdown } from '../markdown.ts';
import type { Block, LineItem, Message } from '../message.ts';
import { sessionTypeLabels } from './session-type-labels.ts';

/** How far a session is, as its card shows it. */
export type SessionCardState =
  /** `total` once it is known how many summaries there will be; `next`: whose is being written. */
  | { kind: 'working'; done: number; total?: number; next?: string }
  | { kind: 'done'; summaries: readonly Summary[]; notices?: readonly string[] }
  | { kind: 'failed'; reason: string; referenceId: string };

export interface SessionCard {
  session: CoachingSession;
  participants: readonly SessionParticipant[];
  /** Name of the one who led the session. */
  facilitator: string;
  state: SessionCardState;
  /** Whether what is said about it belongs into a thread under the card. */
  inThread: boolean;
}

/** Who may read a session: the rule of `canSeeSession`, in words. */
const sessionFooter = (facilitator: string): string =>
  `${facilitator}, ${firstNameOf(facilitator)}’s managers and admins can see this session. Participants see their own summary once it is approved.`;

/** The root of a session's thread: what it is, who spoke, how far the summaries are. */
export function sessionCardView({
  session,
  participants,
  facilitator,
  state,
  inThread,
}: SessionCard): Message {
  return {
    view: 'session.card',
    summary: notification(session, state),
    blocks: [
      { kind: 'heading', text: session.title },
      {
        kind: 'fields',
        items: [
          { label: 'Date', value: formatDay(session.date) },
          { label: 'Type', value: sessionTypeLabels[session.type] },
          { label: 'Led by', value: facilitator },
        ],
      },
      ...stateBlocks(participants, state, inThread),
    ],
    footer: sessionFooter(facilitator),
  };
}

function notification({ title }: CoachingSession, state: SessionCardState): string {
  if (state.kind === 'failed') return `${title}: the transcript could not be summarised`;
  return state.kind === 'done' ? `${title}: summaries are ready` : `${title}: writing the summaries`;
}

function stateBlocks(
  participants: readonly SessionParticipant[],
  state: SessionCardState,
  inThread: boolean,
): Block[] {
  const people = (items: readonly LineItem[]): Block => ({
    kind: 'lines',
    title: 'Who spoke',
    items,
    empty: 'Nobody, as far as the file says.',
  });
  switch (state.kind) {
    case 'working':
      return [
        people(participants.map((participant) => ({ text: participant.name, detail: share(participant) }))),
        { kind: 'text', markdown: progress(state) },
      ];
    case 'failed':
      return [
        people(participants.map((participant) => ({ text: participant.name, detail: share(participant) }))),
        { kind: 'text', markdown: `**I could not write the summaries.** ${state.reason}`.trim() },
        { kind: 'text', markdown: `Upload the file again to start over. Reference ${state.referenceId}` },
      ];
    case 'done':
      return [
        people(participants.map((participant) => toItem(participant, state.summaries))),
        ...leftOut(state.summaries),
        ...(state.notices ?? []).map((notice): Block => ({ kind: 'text', markdown: escapeMarkdown(notice) })),
        { kind: 'text', markdown: nextStep(state.summaries, inThread) },
      ];
  }
}

function progress({ done, total, next }: Extract<SessionCardState, { kind: 'working' }>): string {
  if (total === undefined) return 'I’m reading the transcript. The summaries follow below.';
  if (next === undefined) return `All ${total} summaries are written. They follow below.`;
  return `Writing summary ${done + 1} of ${total}: ${escapeMarkdown(next)}. They follow below.`;
}

/** `12 turns, spoke for 7 min`. */
function share({ turns, speakingMs, isFacilitator }: SessionParticipant): string {
  const parts = [
    ...(isFacilitator ? ['led the session'] : []),
    `${turns} ${turns === 1 ? 'turn' : 'turns'}`,
    ...(speakingMs === undefined ? [] : [`spoke for ${formatDuration(speakingMs)}`]),
  ];
  return parts.join(' · ');
}

function toItem(participant: SessionParticipant, summaries: readonly Summary[]): LineItem {
  const summary = summaries.find(({ participantId }) => participantId === participant.id);
  if (summary === undefined) return { text: participant.name, detail: share(participant) };
  const state =
    summary.state === 'approved' ? 'summary approved' : `summary draft, version ${summary.version}`;
  return { text: participant.name, detail: `${share(participant)} · ${state}` };
}

function leftOut(summaries: readonly Summary[]): Block[] {
  const count = summaries.reduce((sum, summary) => sum + summary.leftOut, 0);
  if (count === 0) return [];
  const lines =
    count === 1
      ? '1 line was left out, because its quote does'
      : `${count} lines were left out, because their quotes do`;
  return [{ kind: 'text', markdown: `${lines} not stand in the transcript.` }];
}

function nextStep(summaries: readonly Summary[], inThread: boolean): string {
  if (summaries.length === 0) {
    return 'Only the one who led the session speaks in this transcript, so there is nobody to summarise. If that is wrong, check the names in the file and upload it again.';
  }
  if (summaries.every(({ state }) => state === 'approved')) return 'Every summary is approved.';
  const name = escapeMarkdown(summaries[0]?.participant.split(/\s+/)[0] ?? '');
  const where = inThread ? 'by replying in this thread, ' : '';
  return `Refine ${where}in your own words: “${name}: shorter”, “drop the second win”, “add: call the client by Friday”.`;
}
