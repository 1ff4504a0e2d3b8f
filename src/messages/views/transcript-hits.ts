import type { TranscriptHit } from '../../coaching/sessions/ports.ts';
import { formatTime } from '../../coaching/summaries/format-line.ts';
import type { Message } from '../message.ts';

/** Where something was said, with the words themselves; best first. */
export function transcriptHitsView(hits: readonly TranscriptHit[], footer?: string): Message {
  const timed = hits.some(({ startMs }) => startMs > 0);
  return {
    view: 'transcript.hits',
    summary: hits.length === 0 ? 'Not found in the transcript' : 'Found in the transcript',
    blocks:
      hits.length === 0
        ? [
            {
              kind: 'text',
              markdown:
                'I find nothing like that in the transcript. Try a word that was said, or the name of the one who said it.',
            },
          ]
        : hits.map(({ speaker, startMs, segment, quote }) => ({
            kind: 'quote',
            text: quote,
            source: `${speaker}, ${timed ? formatTime(startMs) : `line ${segment + 1}`}`,
          })),
    footer: footer ?? 'From the session’s transcript. The summaries are unchanged.',
  };
}
