import { fillerStems } from '../stop-words.ts';
import type { QueryTerm, Run } from './score-units.ts';

/** Neighbouring units in which the words of a question must meet. */
const windowSize = 3;
/** A word that was guessed from a misspelling is half a proof. */
const guessedShare = 0.5;

/**
 * Evidence from which on something counts as found: the coverage below, plus the best cosine at its model's weight.
 * Chosen with some fifty questions of our own about an imaginary contact centre, half of them about other things: what
 * the knowledge base answered lay at 0.82 and above, nearly all of what it did not below 0.75.
 */
const floorWithVectors = 0.75;
/** Without the vector store the words alone must do; a doubtful passage is better then than a wrong "not in here". */
const floorOfText = 0.3;

/**
 * How much of what a question asks about is found together: the rarity of its words that stand within three
 * neighbouring units (or in their headings), as a share of the rarity of all its words. A word that the knowledge base
 * does not have counts fully against it: "parental leave" is not answered by a page about leaving a message.
 * From 0 to 1.
 */
export function questionCoverage(runs: readonly Run[], terms: readonly QueryTerm[]): number {
  const telling = terms.filter(({ term }) => !fillerStems.has(term));
  const asked = telling.length > 0 ? telling : terms;
  const total = asked.reduce((sum, { idf }) => sum + idf, 0);
  if (total === 0) return 0;
  let best = 0;
  for (const { units } of runs) {
    // For each unit the asked terms that stand in it or above it.
    const held = units.map(({ terms: own, path }) =>
      asked.map(({ term }) => path.has(term) || own.includes(term)),
    );
    for (let start = 0; start === 0 || start + windowSize <= units.length; start += 1) {
      let found = 0;
      for (const [at, { idf, guessed }] of asked.entries()) {
        let isHeld = false;
        for (let unit = start; unit < start + windowSize; unit += 1) isHeld ||= held[unit]?.[at] ?? false;
        if (isHeld) found += idf * (guessed ? guessedShare : 1);
      }
      best = Math.max(best, found / total);
    }
  }
  return best;
}

/** Whether anything found may answer the question. `cosine`: the best one, undefined when no vectors were asked. */
export function isRelevant(coverage: number, cosine: number | undefined, evidence: number): boolean {
  return cosine === undefined
    ? coverage >= floorOfText
    : coverage + evidence * Math.max(0, cosine) >= floorWithVectors;
}
