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
function prefixSums(values: readonly number[]): number[] {
  const sums = [0];
  for (const value of values) sums.push((sums.at(-1) ?? 0) + value);
  return sums;
}

/** For each unit, the best score of the windows of `size` units that hold it. */
function bestWindows(
  terms: readonly QueryTerm[],
  frequencies: readonly (readonly number[])[],
  lengths: readonly number[],
  size: number,
  meanLength: number,
): number[] {
  const count = lengths.length;
  const lengthSums = prefixSums(lengths);
  const sums = frequencies.map(prefixSums);
  const best = new Array<number>(count).fill(0);
  for (let start = 0; start <= Math.max(0, count - size); start += 1) {
    const end = Math.min(count, start + size);
    const length = (lengthSums[end] ?? 0) - (lengthSums[start] ?? 0);
    let score = 0;
    for (const [index, { idf }] of terms.entries()) {
      const frequency = (sums[index]?.[end] ?? 0) - (sums[index]?.[start] ?? 0);
      if (frequency > 0) score += idf * saturatedFrequency(frequency, length, meanLength);
    }
    for (let unit = start; unit < end; unit += 1) best[unit] = Math.max(best[unit] ?? 0, score);
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
  const meanUnit = units.reduce((sum, { unit }) => sum + unit.length, 0) / Math.max(units.length, 1);
  const scored = runs.map((run) => {
    const lengths = run.units.map(({ unit }) => unit.length);
    const frequencies = terms.map(({ term }) =>
      run.units.map(({ unit }) => {
        const own = unit.counts.get(term) ?? 0;
        return own > 0 || unit.kind === 'heading' ? own : unit.path.has(term) ? headingWeight : 0;
      }),
    );
    const scores = windows.map((size) => bestWindows(terms, frequencies, lengths, size, meanUnit * size));
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
