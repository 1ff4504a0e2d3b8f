import type { FailedStep } from '../../coaching/sessions/processing/failed-step.ts';
import { firstNameOf } from '../../coaching/sessions/names.ts';
import type { CoachingSession, SessionParticipant } from '../../coaching/sessions/session.ts';
import { formatDay, formatDuration, formatTime } from '../../coaching/summaries/format-line.ts';
import type { Summary } from '../../coaching/summaries/summary.ts';
import { escapeMarkdown } from '../markdown.ts';
import type { Block, LineItem, Message } from '../message.ts';
import { words } from '../words/en.ts';
import { sessionTypeLabels } from './session-type-labels.ts';

/** How far a session is, as its card shows it. */
export type SessionCardState =
  /** `total` once it is known how many summaries there will be; `next`: whose is being written. */
  | {
      kind: 'working';
      done: number;
      total?: number;
      next?: string;
      /** Of a long transcript, the part that is being read. */
      part?: { number: number; of: number };
    }
  | { kind: 'done'; summaries: readonly Summary[]; notices?: readonly string[] }
  /** `step`: where it stopped, when that is known. */
  | { kind: 'failed'; reason: string; referenceId: string; step?: FailedStep };

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
      ...stateBlocks(session, participants, state, inThread),
      ...whoIsBlocks(participants),
    ],
    footer: sessionFooter(facilitator),
  };
}

function notification({ title }: CoachingSession, state: SessionCardState): string {
  if (state.kind === 'failed') return `${title}: the transcript could not be summarised`;
  return state.kind === 'done' ? `${title}: summaries are ready` : `${title}: writing the summaries`;
}

function stateBlocks(
  session: CoachingSession,
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
        people(participants.map((participant) => toLine(participant))),
        { kind: 'text', markdown: progress(state) },
      ];
    case 'failed':
      return [
        people(participants.map((participant) => toLine(participant))),
        { kind: 'text', markdown: failure(state) },
        { kind: 'text', markdown: `${words.sessions.retryHint} Reference ${state.referenceId}` },
        {
          kind: 'actions',
          actions: [
            { id: 'session.retry', label: words.sessions.retry, value: session.id, style: 'primary' },
          ],
        },
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

function failure({ reason, step }: Extract<SessionCardState, { kind: 'failed' }>): string {
  const name = step?.participant === undefined ? undefined : escapeMarkdown(step.participant);
  const where = step === undefined ? '' : words.sessions.stoppedAt(step.step, name, step.part);
  return ['**I could not write the summaries.**', where, reason].filter((part) => part !== '').join(' ');
}

function progress({ done, total, next, part }: Extract<SessionCardState, { kind: 'working' }>): string {
  if (total === undefined) return 'I’m reading the transcript. The summaries follow below.';
  if (next === undefined) return `All ${total} summaries are written. They follow below.`;
  const place = { number: done + 1, total, ...(part === undefined ? {} : { part }) };
  return `${words.sessions.summarising(escapeMarkdown(next), place)}. The summaries follow below.`;
}

/** Speakers about whom nobody said yet who they are; the others wait in the overflow. */
function whoIsBlocks(participants: readonly SessionParticipant[]): Block[] {
  const unknown = participants.filter(
    ({ isFacilitator, turns, match }) =>
      !isFacilitator && turns > 0 && (match === 'none' || match === 'uncertain'),
  );
  if (unknown.length === 0) return [];
  return [
    {
      kind: 'actions',
      visible: 2,
      actions: unknown.slice(0, mostUnknown).map(({ id, name }) => ({
        id: 'speaker.ask',
        label: words.speakers.whoIs(name.length <= 40 ? name : `${name.slice(0, 39)}…`),
        value: id,
      })),
    },
  ];
}

const mostUnknown = 5;

/**
 * `12 turns · spoke for 7 min · high engagement (41 % of the words …) · priority 0.7: 2 open challenges`; with the first moment
 * at which something opened.
 */
function toLine(participant: SessionParticipant, state?: string): LineItem {
  const { name, turns, speakingMs, isFacilitator, insight } = participant;
  const [moment] = insight?.breakthroughs ?? [];
  const { startMs = 0, segment = 0 } = moment ?? {};
  const where = speakingMs === undefined ? `line ${segment + 1}` : formatTime(startMs);
  const parts = [
    ...(isFacilitator ? ['led the session'] : []),
    turns === 0 ? 'did not speak' : `${turns} ${turns === 1 ? 'turn' : 'turns'}`,
    ...(speakingMs === undefined ? [] : [`spoke for ${formatDuration(speakingMs)}`]),
    ...(insight === undefined ? [] : measured(insight)),
    ...(state === undefined ? [] : [state]),
  ];
  return {
    text: name,
    detail: parts.join(' · '),
    ...(moment === undefined ? {} : { evidence: `Breakthrough: “${moment.quote}” (${name}, ${where})` }),
  };
}

function measured({ engagement, priority }: NonNullable<SessionParticipant['insight']>): string[] {
  // The first input is enough here; what it is compared with stands behind its semicolon.
  const [because = ''] = (engagement.because[0] ?? '').split(';');
  const level = engagement.level === 'silent' ? 'silent' : `${engagement.level} engagement`;
  return [
    because === '' ? level : `${level} (${because})`,
    `priority ${priority.score}: ${priority.because.join(', ')}`,
  ];
}

function toItem(participant: SessionParticipant, summaries: readonly Summary[]): LineItem {
  const summary = summaries.find(({ participantId }) => participantId === participant.id);
  if (summary === undefined) return toLine(participant);
  return toLine(
    participant,
    summary.state === 'approved' ? 'summary approved' : `summary draft, version ${summary.version}`,
  );
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
