import type { ChunkCandidate } from '../../coaching/knowledge/chunk-store.ts';
import { analyseChunk, type AnalysedUnit } from './analysed-chunk.ts';
import { saturatedFrequency } from './bm25.ts';

/** A term of the question with its rarity among the chunks that may be searched. */
export interface QueryTerm {
  term: string;
  idf: number;
  /** Put in place of a word that no document has: probably what was meant. */
  guessed?: boolean;
}

export interface Candidate extends ChunkCandidate {
  /** Cosine with the question; 0 when no vectors were asked. */
  cosine: number;
}

export interface ScoredUnit extends AnalysedUnit {
  score: number;
  /** How well its words fit, by themselves as much as among its neighbours: what to quote. From 0 to 1. */
  quoteScore: number;
  chunk: Candidate;
}

/** Neighbouring candidates of one document: a stretch of text without gaps, as its units in order. */
export interface Run {
  units: ScoredUnit[];
}

/**
 * What is scored matters more than how: a sentence alone misses what its neighbours say, a whole chunk buries it. So a
 * unit counts its own BM25 plus the best of the windows of 3 and of 8 units that hold it.
 */
const windows = [1, 3, 8] as const;
/** The words of the headings above a unit count as if they stood in each window, at this weight. */
const headingWeight = 0.5;

function toRuns(candidates: readonly Candidate[]): Candidate[][] {
  const ordered = [...candidates].sort((x, y) =>
    x.documentId === y.documentId ? x.index - y.index : x.documentId < y.documentId ? -1 : 1,
  );
  const runs: Candidate[][] = [];
  for (const candidate of ordered) {
    const last = runs.at(-1)?.at(-1);
    if (last?.documentId === candidate.documentId && last.end === candidate.start)
      runs.at(-1)?.push(candidate);
    else runs.push([candidate]);
  }
  return runs;
}

/** Running sums, so that a window of any size costs two look-ups. */
function prefixSums(values: Float64Array): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (let at = 0; at < values.length; at += 1) sums[at + 1] = (sums[at] ?? 0) + (values[at] ?? 0);
  return sums;
}

/** A stretch of units as numbers: running sums of the lengths and, for each term that occurs, of its frequencies. */
interface Measured {
  count: number;
  lengths: Float64Array;
  terms: readonly { idf: number; sums: Float64Array }[];
}

function measure(units: readonly AnalysedUnit[], terms: readonly QueryTerm[]): Measured {
  const lengths = prefixSums(Float64Array.from(units, (unit) => unit.terms.length));
  const places = new Map(terms.map(({ term }, at) => [term, at]));
  const frequencies = terms.map(() => new Float64Array(units.length));
  const present = new Set<number>();
  const add = (term: string, unit: number, value: number, onlyIfNone: boolean) => {
    const at = places.get(term);
    const own = at === undefined ? undefined : frequencies[at];
    if (at === undefined || own === undefined) return;
    present.add(at);
    if (!onlyIfNone) own[unit] = (own[unit] ?? 0) + value;
    else if (own[unit] === 0) own[unit] = value;
  };
  for (const [index, unit] of units.entries()) {
    for (const term of unit.terms) add(term, index, 1, false);
    if (unit.kind !== 'heading') for (const term of unit.path) add(term, index, headingWeight, true);
  }
  return {
    count: units.length,
    lengths,
    terms: terms.flatMap(({ idf }, at) => {
      const own = frequencies[at];
      return present.has(at) && own ? [{ idf, sums: prefixSums(own) }] : [];
    }),
  };
}

/** For each unit, the best score of the windows of `size` units that hold it. */
function bestWindows({ count, lengths, terms }: Measured, size: number, meanLength: number): Float64Array {
  const best = new Float64Array(count);
  for (let start = 0; start <= Math.max(0, count - size); start += 1) {
    const end = Math.min(count, start + size);
    const length = (lengths[end] ?? 0) - (lengths[start] ?? 0);
    let score = 0;
    for (const { idf, sums } of terms) {
      const frequency = (sums[end] ?? 0) - (sums[start] ?? 0);
      if (frequency > 0) score += idf * saturatedFrequency(frequency, length, meanLength);
    }
    if (score === 0) continue;
    for (let unit = start; unit < end; unit += 1) if (score > (best[unit] ?? 0)) best[unit] = score;
  }
  return best;
}

/** Scores every unit of the candidates. `cosineWeight` is against the best lexical score, which counts as 1. */
export function scoreUnits(
  candidates: readonly Candidate[],
  terms: readonly QueryTerm[],
  cosineWeight: number,
): Run[] {
  const runs = toRuns(candidates).map((chunks) => ({
    units: chunks.flatMap((chunk) => analyseChunk(chunk).map((unit) => ({ unit, chunk }))),
  }));
  const units = runs.flatMap((run) => run.units);
  const meanUnit = units.reduce((sum, { unit }) => sum + unit.terms.length, 0) / Math.max(units.length, 1);
  const scored = runs.map((run) => {
    const measured = measure(
      run.units.map(({ unit }) => unit),
      terms,
    );
    const scores = windows.map((size) => bestWindows(measured, size, meanUnit * size));
    return run.units.map((_, index) => ({
      own: scores[0]?.[index] ?? 0,
      all: scores.reduce((sum, best) => sum + (best[index] ?? 0), 0),
    }));
  });
  const top = Math.max(...scored.flat().map(({ all }) => all), Number.EPSILON);
  return runs.map((run, runIndex) => ({
    units: run.units.map(({ unit, chunk }, index) => {
      const { own, all } = scored[runIndex]?.[index] ?? { own: 0, all: 0 };
      const score = all / top + cosineWeight * Math.max(0, chunk.cosine);
      return { ...unit, chunk, score, quoteScore: (all + own) / (2 * top) };
    }),
  }));
}
