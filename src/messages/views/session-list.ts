import type { CoachingSession } from '../../coaching/sessions/session.ts';
import { formatDay } from '../../coaching/summaries/format-line.ts';
import type { Message } from '../message.ts';
import { words } from '../words/en.ts';

const states = {
  pending: 'waiting to be read',
  processing: 'being read',
  completed: 'summaries ready',
  failed: 'could not be read',
} as const;

/** The newest sessions; `total` says how many there are in all. */
export function sessionListView(sessions: readonly CoachingSession[], total: number): Message {
  return {
    view: 'session.list',
    summary: total === 0 ? 'No sessions yet' : `${total} sessions`,
    blocks: [
      {
        kind: 'lines',
        title:
          total > sessions.length ? `Your latest ${sessions.length} of ${total} sessions` : 'Your sessions',
        items: sessions.map(({ title, date, processing }) => ({
          text: title,
          detail: `${formatDay(date)} · ${states[processing]}`,
        })),
        empty:
          'None yet. Upload a transcript with a word about the session, and I write a summary for each participant.',
      },
    ],
    footer: words.audience.direct,
  };
}
