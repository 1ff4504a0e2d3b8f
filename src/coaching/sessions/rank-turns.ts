import { foldName } from './names.ts';
import { searchTerms } from './search-terms.ts';
import type { TranscriptSegment } from './session.ts';
import { toSpokenTurns, type SpokenTurn } from './spoken-turns.ts';
import { speakersNamed, type KnownSpeaker } from './speakers-named.ts';

/**
 * How turns are weighed. The middle of a plateau, not its peak: neighbouring values do as well, also on meetings that they
 * were not chosen on (`npm run bench -- find`). Left out because they gained nothing there: vectors of windows, words of the
 * best places added to the question, more weight for long turns.
 */
const settings = {
  k1: 1,
  b: 0.45,
  /**
   * What counts beside a turn's own words: turns before and after it. More before than after, for the words of a question
   * mostly fall where its topic begins, and what is said about it follows.
   */
  windows: [
    { before: 0, after: 0, weight: 0.5 },
    { before: 4, after: 1, weight: 0.3 },
    { before: 8, after: 6, weight: 0.8 },
  ],
  /** Turns of a speaker whom the question names, and turns among which that speaker talks. */
  speaker: 1.3,
  nearSpeaker: { reach: 2, weight: 0.6 },
  /** A word that only resembles one of the question. */
  resembling: 0.6,
};

export interface RankedTurn {
  /** Of a turn in several cues the one that fits best. */
  segment: TranscriptSegment;
  /** Only comparable inside one result. */
  score: number;
}

/** A transcript made ready for many questions. */
export interface TurnRanking {
  /**
   * The turns by how well they, and what is said around them, fit a query (BM25 over windows of turns), best first; those
   * of a speaker whom the query names weigh more. Empty when no word of the query occurs.
   */
  rank(query: string): RankedTurn[];
}

/** Takes time in proportion to the words of the transcript; a question then takes some milliseconds, also of five hours. */
export function createTurnRanking(segments: readonly TranscriptSegment[]): TurnRanking {
  const turns = toSpokenTurns(segments);
  const index = indexTurns(turns);
  const speakers = knownSpeakers(turns);
  return {
    rank(query) {
      const named = speakersNamed(speakers, query);
      const nameTerms = new Set([...named].flatMap((name) => searchTerms(name)));
      const all = [...new Set(searchTerms(query))];
      const topic = all.filter((term) => !nameTerms.has(term));
      const wanted = topic.length > 0 ? topic : all;
      const terms = wanted.flatMap((term) => weighTerm(index, term));
      if (terms.length === 0) return [];
      const bySpeaker = speakerWeights(turns, named);
      return scoreTurns(index, terms)
        .flatMap((fit, at): RankedTurn[] => {
          const turn = turns[at];
          if (turn === undefined || fit === 0) return [];
          return [{ segment: bestCue(turn, terms), score: fit * (bySpeaker[at] ?? 1) }];
        })
        .sort((one, other) => other.score - one.score || one.segment.index - other.segment.index);
    },
  };
}

interface TurnIndex {
  /** How often each term stands in which turns. */
  postings: ReadonlyMap<string, ReadonlyMap<number, number>>;
  /** Sums of the turns' lengths in terms: the first `n` turns have `lengths[n]`. */
  lengths: Float64Array;
  turns: number;
}

function indexTurns(turns: readonly SpokenTurn[]): TurnIndex {
  const postings = new Map<string, Map<number, number>>();
  const lengths = new Float64Array(turns.length + 1);
  for (const [at, { cues }] of turns.entries()) {
    const terms = cues.flatMap(({ text }) => searchTerms(text));
    lengths[at + 1] = (lengths[at] ?? 0) + terms.length;
    for (const term of terms) {
      const places = postings.get(term) ?? new Map<number, number>();
      places.set(at, (places.get(at) ?? 0) + 1);
      postings.set(term, places);
    }
  }
  return { postings, lengths, turns: turns.length };
}

interface WantedTerm {
  term: string;
  places: ReadonlyMap<number, number>;
  weight: number;
}

/** A word of the question, or where nobody said it those that resemble it: misspelt, or with another ending. */
function weighTerm({ postings, turns }: TurnIndex, wanted: string): WantedTerm[] {
  const rarity = (places: ReadonlyMap<number, number>): number =>
    Math.log(1 + (turns - places.size + 0.5) / (places.size + 0.5));
  const places = postings.get(wanted);
  if (places !== undefined) return [{ term: wanted, places, weight: rarity(places) }];
  return [...postings]
    .filter(([term]) => resembles(term, wanted))
    .map(([term, others]) => ({ term, places: others, weight: settings.resembling * rarity(others) }));
}

const shortestToGuess = 5;

function resembles(term: string, wanted: string): boolean {
  if (Math.min(term.length, wanted.length) < shortestToGuess || /\d/.test(wanted)) return false;
  return term.startsWith(wanted) || wanted.startsWith(term) || isOneSlipAway(term, wanted);
}

/** One letter too many, too few, wrong, or swapped with its neighbour. */
function isOneSlipAway(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  const [a, b] = [one.slice(start), other.slice(start)];
  if (a.slice(1) === b || a === b.slice(1) || a.slice(1) === b.slice(1)) return true;
  return a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2);
}

/** BM25 of each turn's windows, each kind of window scaled to its best one, and weighed. */
function scoreTurns({ lengths, turns }: TurnIndex, terms: readonly WantedTerm[]): number[] {
  const { k1, b, windows } = settings;
  const sums = terms.map(({ places }) => runningSums(places, turns));
  const scores = new Array<number>(turns).fill(0);
  for (const { before, after, weight } of windows) {
    const within = (totals: Float64Array, at: number): number =>
      (totals[Math.min(turns, at + after + 1)] ?? 0) - (totals[Math.max(0, at - before)] ?? 0);
    let wordsInAll = 0;
    for (let at = 0; at < turns; at += 1) wordsInAll += within(lengths, at);
    const average = wordsInAll / turns || 1;
    const fits = scores.map((_score, at) => {
      const norm = k1 * (1 - b + (b * within(lengths, at)) / average);
      return terms.reduce((sum, term, which) => {
        const count = within(sums[which] ?? lengths, at);
        return count === 0 ? sum : sum + (term.weight * count * (k1 + 1)) / (count + norm);
      }, 0);
    });
    const best = fits.reduce((most, fit) => Math.max(most, fit), Number.MIN_VALUE);
    for (const [at, fit] of fits.entries()) scores[at] = (scores[at] ?? 0) + (weight * fit) / best;
  }
  return scores;
}

function runningSums(places: ReadonlyMap<number, number>, length: number): Float64Array {
  const sums = new Float64Array(length + 1);
  for (let at = 0; at < length; at += 1) sums[at + 1] = (sums[at] ?? 0) + (places.get(at) ?? 0);
  return sums;
}

/** By turn: how much more it weighs because of who speaks there and around it. */
function speakerWeights(turns: readonly SpokenTurn[], named: ReadonlySet<string>): readonly number[] {
  if (named.size === 0) return [];
  const { speaker: own, nearSpeaker } = settings;
  const isNamed = turns.map(({ speaker }) => named.has(speaker));
  return isNamed.map((speaks, at) => {
    const near = isNamed.slice(Math.max(0, at - nearSpeaker.reach), at + nearSpeaker.reach + 1);
    const share = near.filter(Boolean).length / near.length;
    return (speaks ? own : 1) * (1 + nearSpeaker.weight * share);
  });
}

/** The cue with most of the question's weight; where none has any, the longest, which says most. */
function bestCue({ cues }: SpokenTurn, terms: readonly WantedTerm[]): TranscriptSegment {
  const [first] = cues;
  if (first === undefined) throw new RangeError('a turn without cues');
  if (cues.length === 1) return first;
  const weightOf = new Map(terms.map(({ term, weight }) => [term, weight]));
  const fit = (cue: TranscriptSegment): number =>
    searchTerms(cue.text).reduce((sum, term) => sum + (weightOf.get(term) ?? 0), 0);
  const ranked = cues.map((cue) => ({ cue, fit: fit(cue) }));
  return ranked.reduce((best, other) =>
    other.fit > best.fit || (other.fit === best.fit && other.cue.text.length > best.cue.text.length)
      ? other
      : best,
  ).cue;
}

function knownSpeakers(turns: readonly SpokenTurn[]): KnownSpeaker[] {
  const names = [...new Set(turns.map(({ speaker }) => speaker))];
  return names.map((name) => ({ name, words: foldName(name).split(' ').filter(Boolean) }));
}
