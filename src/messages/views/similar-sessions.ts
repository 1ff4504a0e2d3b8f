import type { Audience } from '../../coaching/access/audience.ts';
import type { SimilarSession, SimilarSessions } from '../../coaching/records/similar-sessions.ts';
import { formatDay } from '../../coaching/summaries/format-line.ts';
import { escapeMarkdown } from '../markdown.ts';
import type { Message } from '../message.ts';
import { words } from '../words/en.ts';
import { audienceLine } from './audience-line.ts';

/** Sessions that were about the same, with what they share. */
export function similarSessionsView(audience: Audience, { session, similar }: SimilarSessions): Message {
  const title = escapeMarkdown(session.title);
  const footer = audienceLine(audience);
  if (similar.length === 0) {
    return {
      view: 'sessions.none-similar',
      summary: 'No similar session',
      blocks: [{ kind: 'text', markdown: words.records.noneSimilar(title) }],
      footer,
    };
  }
  return {
    view: 'sessions.similar',
    summary: similar.length === 1 ? '1 similar session' : `${similar.length} similar sessions`,
    blocks: [
      { kind: 'text', markdown: words.records.similar(title) },
      { kind: 'lines', title: 'Most alike first', items: similar.map(toItem), empty: '' },
    ],
    footer,
  };
}

const toItem = ({ title, date, participants, both }: SimilarSession) => ({
  text: title,
  detail: [formatDay(date), participants.join(', '), words.records.both(both.join(', '))]
    .filter((part) => part !== '')
    .join(' · '),
});
