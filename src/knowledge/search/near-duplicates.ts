import type { DocumentType } from '../../coaching/knowledge/document.ts';
import { termOf } from '../terms.ts';
import type { ScoredUnit } from './score-units.ts';

/** What says how things are done before what is about them: of two that say the same, the first is shown. */
const specificity: readonly DocumentType[] = ['sop', 'policy', 'training', 'methodology', 'reference'];

/** Small words that search passes over, and that turn what is said into something else. */
const turningWords: ReadonlySet<string> = new Set(
  `above after all any before below but cannot each either every few if least less many more most much must neither never no none nor not
  only or over same should some than unless until under up down with without within`.split(/\s+/),
);
const words = /[$€£]?\s*\p{N}+(?:[.,:/-]\p{N}+)*\s*[%€$£]?|[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*/gu;

/**
 * What a unit says, as its words in order: numbers as they stand, inflection and small words that turn nothing aside. Two
 * units with one signature say the same; one number or one "not" apart, they do not.
 */
export function signatureOf(text: string): string {
  const said: string[] = [];
  for (const [word] of text.matchAll(words)) {
    const small = word.toLowerCase().replaceAll('’', "'");
    if (/\p{N}/u.test(word)) said.push(small.replaceAll(/\s/gu, ''));
    else if (small.endsWith("n't")) said.push('not');
    else if (turningWords.has(small)) said.push(small);
    else said.push(termOf(word) ?? '');
  }
  return said.filter((word) => word !== '').join(' ');
}

interface Saying {
  documentId: string;
  type: DocumentType;
  /** Signatures of all its units but headings. */
  said: ReadonlySet<string>;
  score: number;
}

function toSaying(units: readonly ScoredUnit[]): Saying | undefined {
  const [first] = units;
  if (!first) return undefined;
  const body = units.filter(({ kind }) => kind !== 'heading');
  const said = body.map(({ chunk, start, end }) =>
    signatureOf(chunk.text.slice(start - chunk.start, end - chunk.start)),
  );
  return {
    documentId: first.chunk.documentId,
    type: first.chunk.type,
    said: new Set(said.filter((signature) => signature !== '')),
    score: Math.max(...units.map(({ score }) => score)),
  };
}

/** Whether nothing is lost when `one` is left out beside `other`. */
function isCovered(one: Saying, other: Saying): boolean {
  if (one.documentId === other.documentId || one.said.size === 0) return false;
  if ([...one.said].some((signature) => !other.said.has(signature))) return false;
  const rank = specificity.indexOf(one.type) - specificity.indexOf(other.type);
  if (one.said.size < other.said.size) return rank >= 0;
  // Word for word the same: the more specific stays, then the better, then the one with the smaller id.
  if (rank !== 0) return rank > 0;
  if (one.score !== other.score) return one.score < other.score;
  return one.documentId > other.documentId;
}

/** Those of some stretches of units that say nothing that another one, of another document, does not say as well. */
export function findRepeats<T extends { units: readonly ScoredUnit[] }>(stretches: readonly T[]): T[] {
  const sayings = stretches.map(({ units }) => toSaying(units));
  return stretches.filter((_, at) => {
    const one = sayings[at];
    return one && sayings.some((other, where) => where !== at && other && isCovered(one, other));
  });
}
