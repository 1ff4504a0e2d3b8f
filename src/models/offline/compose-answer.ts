import type { KnowledgeFindings } from '../../coaching/knowledge/numbered-passage.ts';
import type { Embeddings } from '../../coaching/models/ports.ts';
import { matchOf, scoreUnits, stemsOf } from './score-units.ts';
import type { ScoredUnit } from './score-units.ts';
import { parseQuestion } from './question.ts';
import type { Question } from './question.ts';

/** Units whose meaning is compared with the question's; each costs about 15 ms. */
const comparedByMeaning = 10;
const meaningShare = 0.6;

/**
 * When the best unit counts as an answer: the share of the question's words that it covers plus the likeness of
 * meaning (cosine). Measured on test/eval-data and 87 further questions about the demo: with one exception answers
 * reach 0.91 and questions about other things stay below 0.87, or below 0.95 where they name a thing that no passage
 * names. Without embeddings coverage alone decides.
 */
const answerFloor = 0.87;
/** Added for each thing (noun) in the question that no passage names, twice at most. */
const unknownThing = 0.08;
const answerFloorWithoutMeaning = 0.5;
/** Added to the floor when search itself found nothing relevant: then only a close match may speak. */
const doubt = 0.08;
/** A further unit is quoted beside the best if it is nearly as good; from another document it must be closer. */
const besideBest = 0.76;
const besideBestElsewhere = 0.88;
const quotesAtMost = 3;
const stepsAtMost = 10;
/** Share of the question that a section's headings must cover to be quoted step by step. */
const sectionFloor = 0.4;

/** An answer with less evidence deserves a second look with other words. */
const certain = 1.15;
const certainWithoutMeaning = 0.75;

export interface ComposedAnswer {
  text: string;
  /** False: it answers, but another search may find something better. */
  certain: boolean;
}

/**
 * Answers by quoting: the units that fit best, word for word, in document order, under the name of their document,
 * each with the `[n]` mark of its passage. Undefined when nothing in the findings answers the question.
 */
export async function composeAnswer(
  questionText: string,
  findings: KnowledgeFindings,
  embeddings: Embeddings | undefined,
  signal?: AbortSignal,
): Promise<ComposedAnswer | undefined> {
  const question = parseQuestion(questionText);
  const scored = scoreUnits(question, findings.passages).sort((a, b) => b.score - a.score);
  const compared = await addMeaning(question, scored.slice(0, comparedByMeaning), embeddings, signal);
  const floor =
    (embeddings ? answerFloor : answerFloorWithoutMeaning) +
    (findings.nothingRelevant ? doubt : 0) +
    unknownThings(question, findings);
  const answering = compared.filter(({ unit }) => unit.score > 0).sort((a, b) => b.total - a.total);
  if (!answering.slice(0, quotesAtMost).some(({ evidence }) => evidence >= floor)) return undefined;

  const strongest = Math.max(...answering.map(({ evidence }) => evidence));
  const answer = (units: readonly ScoredUnit[]): ComposedAnswer => ({
    text: render(units),
    certain: strongest >= (embeddings ? certain : certainWithoutMeaning) && !findings.nothingRelevant,
  });
  const steps = stepsOfSection(question, scored, answering);
  if (steps.length > 1) return answer(steps);
  const [best] = answering;
  const chosen = answering
    .filter(({ unit, total, evidence }) => {
      const sameDocument = unit.source.passage.documentId === best?.unit.source.passage.documentId;
      const share = sameDocument ? besideBest : besideBestElsewhere;
      return total >= (best?.total ?? 0) * share && evidence >= floor * share;
    })
    .slice(0, quotesAtMost)
    .map(({ unit }) => unit);
  return answer(chosen);
}

function unknownThings(question: Question, { passages }: KnowledgeFindings): number {
  const named = new Set(passages.flatMap(({ passage }) => [...stemsOf(`${passage.title} ${passage.text}`)]));
  const unknown = question.terms.filter(
    ({ stem, required, weight }) => required && weight >= 1 && matchOf(stem, named) === 0,
  );
  return unknownThing * Math.min(2, unknown.length);
}

interface Weighed {
  unit: ScoredUnit;
  total: number;
  /** Coverage plus likeness of meaning. */
  evidence: number;
}

async function addMeaning(
  question: Question,
  units: readonly ScoredUnit[],
  embeddings: Embeddings | undefined,
  signal: AbortSignal | undefined,
): Promise<Weighed[]> {
  if (!embeddings || units.length === 0) {
    return units.map((unit) => ({ unit, total: unit.score, evidence: unit.coverage }));
  }
  const texts = units.map(({ source, unit }) => `${source.passage.title}: ${unit.text}`);
  const [asked, ...vectors] = await embeddings.embed([question.text, ...texts], signal);
  return units.map((unit, index) => {
    const likeness = cosine(asked ?? [], vectors[index] ?? []);
    return { unit, total: unit.score + meaningShare * likeness, evidence: unit.coverage + likeness };
  });
}

/**
 * "How do I …" with a section of its own is answered with that section's steps. A question that one step or exception
 * answers by itself is not: then that step is what the person needs.
 */
function stepsOfSection(
  question: Question,
  all: readonly ScoredUnit[],
  best: readonly Weighed[],
): ScoredUnit[] {
  const { wanted } = question;
  if (!wanted.has('steps') && !wanted.has('situation')) return [];
  const required = question.terms.filter((term) => term.required);
  const weight = required.reduce((total, term) => total + term.weight, 0);
  const share = (stems: ReadonlySet<string>): number =>
    weight === 0
      ? 0
      : required.reduce((total, term) => total + term.weight * matchOf(term.stem, stems), 0) / weight;

  const sections = new Map<string, { units: ScoredUnit[]; covered: number }>();
  for (const scored of all) {
    const { passage } = scored.source;
    if (scored.unit.kind !== 'step') continue;
    const key = JSON.stringify([passage.documentId, headingsOf(scored)]);
    const section = sections.get(key) ?? {
      units: [],
      covered: share(stemsOf(headingsOf(scored).join(' . '))),
    };
    if (!section.units.some(({ position }) => position === scored.position)) section.units.push(scored);
    sections.set(key, section);
  }
  const [section] = [...sections.values()].sort(
    (a, b) => b.covered - a.covered || b.units.length - a.units.length,
  );
  if (!section || section.covered < sectionFloor) return [];
  const first = best[0]?.unit;
  const isBeside =
    first !== undefined &&
    first.unit.kind !== 'sentence' &&
    !section.units.some(({ position }) => position === first.position);
  // A situation that an exception names is answered by the exception; one that only opens a procedure, by its steps.
  const answersAlone =
    isBeside &&
    (wanted.has('situation')
      ? !/^when this applies$/i.test(first.unit.heading ?? '')
      : share(stemsOf(first.unit.text)) > section.covered);
  return answersAlone ? [] : inDocumentOrder(section.units).slice(0, stepsAtMost);
}

function headingsOf({ source, unit }: ScoredUnit): string[] {
  const { title, headingPath } = source.passage;
  return [...new Set([title, ...headingPath, ...(unit.heading === undefined ? [] : [unit.heading])])];
}

function inDocumentOrder(units: readonly ScoredUnit[]): ScoredUnit[] {
  return [...units].sort((a, b) => a.position - b.position);
}

/** One block a document, best document first; quoted lines keep their step numbers. */
function render(chosen: readonly ScoredUnit[]): string {
  const documents = new Map<string, ScoredUnit[]>();
  for (const unit of chosen) {
    const { documentId } = unit.source.passage;
    documents.set(documentId, [...(documents.get(documentId) ?? []), unit]);
  }
  return [...documents.values()]
    .map((units, index) => {
      const ordered = inDocumentOrder(units);
      const title = ordered[0]?.source.passage.title ?? '';
      return `${index === 0 ? 'From' : 'Also, from'} **${title}**:\n\n${quoteLines(ordered)}`;
    })
    .join('\n\n');
}

/**
 * Markdown numbers a list by its first item alone, so steps stand in one list only where their numbers follow one
 * another; a gap begins a new quote.
 */
function quoteLines(units: readonly ScoredUnit[]): string {
  return units
    .map((scored, index) => {
      const before = units[index - 1];
      const number = stepNumber(scored);
      const follows = before !== undefined && number !== undefined && stepNumber(before) === number - 1;
      const gap = index === 0 ? '' : follows ? '\n' : '\n\n';
      return `${gap}> ${quoteLine(scored)} [${scored.source.number}]`;
    })
    .join('');
}

function stepNumber({ unit }: ScoredUnit): number | undefined {
  const digits = unit.kind === 'step' ? /^\d+/.exec(unit.text)?.[0] : undefined;
  return digits === undefined ? undefined : Number(digits);
}

/** Line breaks inside a unit would end the quote; a table row is read out as its cells. */
function quoteLine({ unit }: ScoredUnit): string {
  const oneLine = unit.text.replace(/\s+/g, ' ');
  return unit.kind === 'row' ? oneLine.replace(/ \| /g, ' · ') : oneLine;
}

function cosine(a: readonly number[], b: readonly number[]): number {
  let dot = 0;
  let lengthA = 0;
  let lengthB = 0;
  a.forEach((value, index) => {
    const other = b[index] ?? 0;
    dot += value * other;
    lengthA += value * value;
    lengthB += other * other;
  });
  return lengthA === 0 || lengthB === 0 ? 0 : dot / Math.sqrt(lengthA * lengthB);
}
