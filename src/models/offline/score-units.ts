import type { NumberedPassage } from '../../coaching/knowledge/numbered-passage.ts';
import { splitUnits } from '../../coaching/knowledge/text-units.ts';
import type { TextUnit } from '../../coaching/knowledge/text-units.ts';
import { areRelated } from './lexicon.ts';
import type { Question, Term, Wanted } from './question.ts';
import { stemOf, wordsOf } from './words.ts';

/** A unit of a passage with how well it answers the question. */
export interface ScoredUnit {
  source: NumberedPassage;
  unit: TextUnit;
  /** Place of the unit inside its document, for document order. */
  position: number;
  /** Higher is better; comparable inside one question only. */
  score: number;
  /** Share of the question's weight that the unit with its headings covers, 0–1. */
  coverage: number;
}

const relatedMatch = 0.75;
const misspeltMatch = 0.85;
/** What a title or heading above a unit says counts less than the unit's own words. */
const headingShare = 0.7;
const neighbourShare = 0.45;

export function scoreUnits(question: Question, passages: readonly NumberedPassage[]): ScoredUnit[] {
  const seen = new Set<string>();
  const candidates = passages.flatMap((source) => {
    const units = splitUnits(source.passage.text);
    const stems = units.map((unit) => stemsOf(unit.text));
    const candidatesHere = units.map((unit, index) => ({
      source,
      unit,
      own: stems[index] ?? new Set<string>(),
      heading: stemsOf(
        [source.passage.title, ...source.passage.headingPath, unit.heading, unit.columns].join(' . '),
      ),
      near: union(stems[index - 1], stems[index + 1]),
    }));
    // Passages of several searches may overlap: a unit stands once, under the number it got first.
    return candidatesHere.filter(({ unit }) => {
      const key = `${source.passage.documentId}:${source.passage.start + unit.start}`;
      return seen.has(key) ? false : seen.add(key);
    });
  });
  const rarity = rarityOf(
    question.terms,
    candidates.map(({ own }) => own),
  );
  const requiredWeight = sum(question.terms.map((term) => (term.required ? term.weight : 0)));
  const totalWeight = sum(question.terms.map((term) => term.weight * (rarity.get(term.stem) ?? 1)));
  const bestPassage = Math.max(...passages.map(({ passage }) => passage.score), 0);

  return candidates.map(({ source, unit, own, heading, near }) => {
    let gained = 0;
    let covered = 0;
    for (const term of question.terms) {
      const inUnit = matchOf(term.stem, own);
      const inHeading = matchOf(term.stem, heading) * headingShare;
      const inNeighbour = matchOf(term.stem, near) * neighbourShare;
      const match = Math.max(inUnit, inHeading, inNeighbour);
      gained += term.weight * (rarity.get(term.stem) ?? 1) * (match + 0.15 * Math.min(inUnit, inHeading));
      if (term.required) covered += term.weight * match;
    }
    const lexical = totalWeight === 0 ? 0 : gained / totalWeight;
    const rank = bestPassage > 0 ? source.passage.score / bestPassage : 0;
    return {
      source,
      unit,
      position: source.passage.start + unit.start,
      score:
        lexical +
        pairBonus(question, unit.text) +
        fit(question.wanted, unit) +
        0.1 * rank +
        0.12 * highlightOf(source, unit) -
        contradiction(question, heading),
      coverage: requiredWeight === 0 ? 0 : covered / requiredWeight,
    };
  });
}

/**
 * A document about doing it *without* something is seldom the answer for people who do not say so, and vice versa; where
 * they say it of the very same thing ("with a receipt", "Refund without a receipt") it is the opposite of the answer.
 */
function contradiction(question: Question, heading: ReadonlySet<string>): number {
  const asked = question.terms.some(({ stem }) => stem === 'without');
  const told = heading.has('without');
  if (asked === told) return 0;
  const things = [...question.text.matchAll(withThing)].map(([, thing = '']) => stemOf(thing.toLowerCase()));
  return (told || heading.has('with')) && things.some((thing) => heading.has(thing)) ? 0.4 : 0.12;
}

const withThing = /\bwith(?:out)?\s+(?:(?:an?|the|any|no|his|her|their|my|our|your)\s+)?(\p{L}[\p{L}'-]*)/giu;

function fit(wanted: ReadonlySet<Wanted>, unit: TextUnit): number {
  const { text } = unit;
  let bonus = unit.kind === 'step' || unit.kind === 'bullet' ? 0.05 : 0;
  if (
    wanted.has('time') &&
    /\b(?:\d+|one|two|three|half|same)[\s-]+(?:working |calendar )?(?:second|minute|hour|day|week|month|year)s?\b|\bsame day\b|\d{1,2}:\d{2}/i.test(
      text,
    )
  )
    bonus += 0.15;
  if (
    wanted.has('amount') &&
    /[£$€]\s?\d|\d+(?:[.,]\d+)?\s?%|\bat most\b|\bno more than\b|\bup to\b|\bat least\b/i.test(text)
  )
    bonus += 0.15;
  if (wanted.has('clock') && /\b\d{1,2}:\d{2}\b/.test(text)) bonus += 0.2;
  if (wanted.has('person') && /\b(?:extension|desk|leader|manager|line)\b/i.test(text)) bonus += 0.12;
  if (!wanted.has('person') && /^who to ask$/i.test(unit.heading ?? '')) bonus -= 0.1;
  if (/^purpose\b/i.test(text)) bonus -= 0.15;
  if (/^when this applies$/i.test(unit.heading ?? '')) bonus -= 0.05;
  return bonus;
}

/** Words that stand side by side in the question and in the unit are meant together. */
function pairBonus({ pairs }: Question, text: string): number {
  const lower = text.toLowerCase();
  return Math.min(
    0.24,
    0.12 *
      pairs.filter((pair) => !/\b(?:the|a|an|of|to|in|is|i|do|it)\b/.test(pair) && lower.includes(pair))
        .length,
  );
}

function highlightOf({ passage }: NumberedPassage, unit: TextUnit): number {
  const best = Math.max(...passage.highlights.map(({ score }) => score), 0);
  if (best <= 0) return 0;
  const from = passage.start + unit.start;
  const to = passage.start + unit.end;
  const inside = passage.highlights
    .filter(({ start, end }) => start < to && end > from)
    .map(({ score }) => score);
  return Math.max(0, ...inside) / best;
}

/** Terms that stand in few units say more: log-scaled to 0.4–1. */
function rarityOf(terms: readonly Term[], units: readonly ReadonlySet<string>[]): Map<string, number> {
  const count = Math.max(1, units.length);
  return new Map(
    terms.map(({ stem }) => {
      const found = units.filter((unit) => matchOf(stem, unit) > 0).length;
      return [stem, 0.4 + (0.6 * Math.log((count + 1) / (found + 1))) / Math.log(count + 1)];
    }),
  );
}

export function matchOf(stem: string, text: ReadonlySet<string>): number {
  if (text.has(stem)) return 1;
  let best = 0;
  for (const other of text) {
    if (best < misspeltMatch && isMisspelt(stem, other)) best = misspeltMatch;
    else if (best < relatedMatch && areRelated(stem, other)) best = relatedMatch;
  }
  return best;
}

/** One slip of the keyboard in a word of five letters or more: wrong, missing, extra or swapped letter. */
export function isMisspelt(typed: string, meant: string): boolean {
  if (typed.length < 5 || meant.length < 5 || Math.abs(typed.length - meant.length) > 1) return false;
  if (typed.charAt(0) !== meant.charAt(0)) return false;
  let at = 0;
  while (at < typed.length && typed.charAt(at) === meant.charAt(at)) at += 1;
  const typedRest = typed.slice(at);
  const meantRest = meant.slice(at);
  return (
    typedRest.slice(1) === meantRest ||
    typedRest === meantRest.slice(1) ||
    typedRest.slice(1) === meantRest.slice(1) ||
    (typedRest.charAt(0) === meantRest.charAt(1) &&
      typedRest.charAt(1) === meantRest.charAt(0) &&
      typedRest.slice(2) === meantRest.slice(2))
  );
}

export function stemsOf(text: string): Set<string> {
  return new Set(wordsOf(text).map(({ stem }) => stem));
}

function union(...sets: (ReadonlySet<string> | undefined)[]): Set<string> {
  return new Set(sets.flatMap((set) => [...(set ?? [])]));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
