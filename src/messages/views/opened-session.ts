import { firstNameOf } from '../../coaching/sessions/names.ts';
import type { Summary } from '../../coaching/summaries/summary.ts';
import { formatDay } from '../../coaching/summaries/format-line.ts';
import { formatSummaryReference } from '../../coaching/summaries/summary-reference.ts';
import type { Block, Message } from '../message.ts';
import { words } from '../words/en.ts';
import { sessionCardView, type SessionCard } from './session-card.ts';
import { sessionTypeLabels } from './session-type-labels.ts';

/** The others are one `/sessions` or name away. */
const summariesOffered = 20;
const buttonsShown = 5;

/** A session from a list: its card, with a button for each summary. */
export function openedSessionView(card: SessionCard, summaries: readonly Summary[]): Message {
  const message = hasTranscript(card) ? sessionCardView(card) : withoutTranscript(card);
  if (summaries.length === 0) return message;
  const buttons: Block = {
    kind: 'actions',
    visible: buttonsShown,
    actions: summaries.slice(0, summariesOffered).map(({ id, version, participant }) => ({
      id: 'summary.show',
      label: `${firstNameOf(participant)}’s summary`,
      value: formatSummaryReference({ summaryId: id, version }),
    })),
  };
  return { ...message, view: 'session.opened', blocks: [...message.blocks, buttons] };
}

/** A meeting that did not take place, or not yet, has nothing to be read. */
const hasTranscript = ({ session }: SessionCard): boolean =>
  session.processing !== 'none' &&
  (session.meeting === undefined || session.meeting === 'held' || session.processing === 'completed');

function whatBecame(meeting: SessionCard['session']['meeting']): string {
  if (meeting === 'scheduled' || meeting === 'in_progress') return words.sessionList.beforeIt;
  return meeting === 'held' ? words.sessionList.withoutTranscript : words.sessionList.notHeld;
}

function withoutTranscript(card: SessionCard): Message {
  const { session, participants } = card;
  const { title, date, meeting, type } = session;
  const people = participants.filter(({ isFacilitator }) => !isFacilitator).map(({ name }) => name);
  return {
    view: 'session.opened',
    summary: title,
    blocks: [
      { kind: 'heading', text: title },
      {
        kind: 'fields',
        items: [
          { label: 'Date', value: formatDay(date) },
          { label: 'Type', value: sessionTypeLabels[type] },
          { label: 'Led by', value: card.facilitator },
          ...(people.length === 0 ? [] : [{ label: 'With', value: people.join(', ') }]),
        ],
      },
      {
        kind: 'text',
        markdown: whatBecame(meeting),
      },
    ],
    footer: words.audience.direct,
  };
}
