import { createTurnRanking } from './rank-turns.ts';
import { searchTerms } from './search-terms.ts';
import type { TranscriptHit } from './ports.ts';
import type { TranscriptSegment } from './session.ts';

/** Quotes longer than this are cut to their best sentences. */
const maxQuoteLength = 400;

/** A transcript made ready for questions: what costs is done once, however many are asked. */
export interface TranscriptFinder {
  /**
   * Where something was said: the places of the transcript that answer a question such as "where did she say that?", best
   * first, at most `limit`. `quote` stands verbatim in the turn; `startMs` is 0 where the format has no times. Empty when
   * no word of the question occurs.
   */
  find(query: string, limit: number): TranscriptHit[];
}

export function createTranscriptFinder(segments: readonly TranscriptSegment[]): TranscriptFinder {
  const ranking = createTurnRanking(segments);
  return {
    find: (query, limit) =>
      ranking
        .rank(query)
        .slice(0, limit)
        .map(({ segment, score }) => ({
          segment: segment.index,
          speaker: segment.speaker,
          startMs: segment.startMs ?? 0,
          quote: bestWords(segment.text, query),
          score: Math.round(score * 1000) / 1000,
        })),
  };
}

/** `TranscriptFinder.find` for one question. */
export function findInTranscript(
  segments: readonly TranscriptSegment[],
  query: string,
  limit: number,
): TranscriptHit[] {
  return createTranscriptFinder(segments).find(query, limit);
}

/** The turn itself, or of a long one the run of sentences that has most of the question's words. */
function bestWords(text: string, query: string): string {
  const whole = text.trim();
  if (whole.length <= maxQuoteLength) return whole;
  const wanted = new Set(searchTerms(query));
  const sentences = [...whole.matchAll(/[^.!?]+(?:[.!?]+["”']?(?=\s|$)|$)\s*/g)];
  let best = { score: -1, start: 0, end: 0 };
  for (const [from, first] of sentences.entries()) {
    let end = first.index;
    for (const sentence of sentences.slice(from)) {
      const next = sentence.index + sentence[0].length;
      if (next - first.index > maxQuoteLength && end > first.index) break;
      end = next;
    }
    const terms = searchTerms(whole.slice(first.index, end));
    const score = new Set(terms.filter((term) => wanted.has(term))).size;
    if (score > best.score) best = { score, start: first.index, end };
  }
  return whole.slice(best.start, Math.min(best.end, best.start + maxQuoteLength)).trim();
}
