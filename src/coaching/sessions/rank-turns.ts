import { foldName } from './names.ts';
import { searchTerms } from './search-terms.ts';
import type { TranscriptSegment } from './session.ts';

/** How turns are weighed: on a plateau where neighbouring values do as well, on meetings of several kinds. */
const settings = {
  k1: 1.2,
  b: 0.5,
  /** Turns on either side that count as context, with the weight of that context beside the turn's own words. */
  contexts: [
    { reach: 2, weight: 0.3 },
    { reach: 7, weight: 0.8 },
  ],
  own: 0.5,
  speaker: 1.6,
};

export interface RankedTurn {
  segment: TranscriptSegment;
  /** Only comparable inside one result. */
  score: number;
}

/**
 * Ranks the turns of a transcript by how well they, and what is said around them, fit a query (BM25 over single turns and
 * over windows of turns). Turns of a speaker whom the query names weigh more.
 */
export function rankTurns(segments: readonly TranscriptSegment[], query: string): RankedTurn[] {
  const named = speakersNamed(segments, query);
  const nameWords = new Set([...named].flatMap((name) => searchTerms(name)));
  const all = [...new Set(searchTerms(query))];
  const terms = all.filter((term) => !nameWords.has(term));
  const wanted = terms.length > 0 ? terms : all;
  if (wanted.length === 0) return [];

  const turns = segments.map((segment) => countTerms(searchTerms(segment.text), wanted));
  const weights = wanted.map((_term, at) => {
    const having = turns.filter((turn) => (turn.counts[at] ?? 0) > 0).length;
    return having === 0 ? 0 : Math.log(1 + (turns.length - having + 0.5) / (having + 0.5));
  });
  const scores = new Array<number>(turns.length).fill(0);
  for (const { reach, weight } of [{ reach: 0, weight: settings.own }, ...settings.contexts]) {
    const fits = scoreWindows(turns, weights, reach);
    const best = Math.max(...fits, Number.MIN_VALUE);
    for (const [at, fit] of fits.entries()) scores[at] = (scores[at] ?? 0) + (weight * fit) / best;
  }
  return segments
    .map((segment, at) => {
      const bonus = named.has(segment.speaker) ? settings.speaker : 1;
      return { segment, score: (scores[at] ?? 0) * bonus };
    })
    .filter(({ score }) => score > 0)
    .toSorted((one, other) => other.score - one.score || one.segment.index - other.segment.index);
}

interface CountedTurn {
  counts: readonly number[];
  length: number;
}

function countTerms(words: readonly string[], wanted: readonly string[]): CountedTurn {
  return { counts: wanted.map((term) => words.filter((word) => word === term).length), length: words.length };
}

/** BM25 of the window of `reach` turns on either side of each turn. */
function scoreWindows(turns: readonly CountedTurn[], weights: readonly number[], reach: number): number[] {
  const { k1, b } = settings;
  const windows = turns.map((_turn, at) => {
    const near = turns.slice(Math.max(0, at - reach), at + reach + 1);
    return {
      counts: weights.map((_weight, term) => near.reduce((sum, turn) => sum + (turn.counts[term] ?? 0), 0)),
      length: near.reduce((sum, turn) => sum + turn.length, 0),
    };
  });
  const average = windows.reduce((sum, window) => sum + window.length, 0) / Math.max(1, windows.length) || 1;
  return windows.map((window) =>
    weights.reduce((sum, weight, term) => {
      const count = window.counts[term] ?? 0;
      return sum + (weight * count * (k1 + 1)) / (count + k1 * (1 - b + (b * window.length) / average));
    }, 0),
  );
}

/** Speakers whose whole name, or a word of it that no other speaker shares, stands in the query. */
function speakersNamed(segments: readonly TranscriptSegment[], query: string): Set<string> {
  const names = [...new Set(segments.map((segment) => segment.speaker))];
  const folded = ` ${foldName(query.replace(/['’]s\b/g, ''))} `;
  return new Set(
    names.filter((name) => {
      const own = foldName(name);
      if (own !== '' && folded.includes(` ${own} `)) return true;
      return own.split(' ').some((word) => {
        const shared = names.filter((other) => foldName(other).split(' ').includes(word)).length > 1;
        return word.length > 2 && !shared && folded.includes(` ${word} `);
      });
    }),
  );
}
