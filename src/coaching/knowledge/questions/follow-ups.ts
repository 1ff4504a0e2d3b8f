import type { Audience } from '../../access/audience.ts';
import { readableScopes } from '../can-read.ts';
import type { KnowledgeSearch } from '../ports.ts';
import { hasAnswer, type Candidate } from './has-answer.ts';
import type { KnowledgeOutline, Section } from './outline.ts';
import { questionOfSection } from './question-of-section.ts';

/** Where a question could go on from. */
export interface AnsweredFrom {
  question: string;
  /** What the answer quotes, most important first; offsets into the document's text. */
  citations: readonly { documentId: string; start: number; end: number }[];
  /** Everything that search found for it, best first. */
  results: readonly { documentId: string; start: number; end: number }[];
}

export interface FollowUpDeps {
  outline: KnowledgeOutline;
  search: KnowledgeSearch;
}

const followUpsAtMost = 3;
/** From the document that was quoted; the rest from others that the same search found. */
const fromSameDocument = 2;
/** Each candidate costs a search. */
const candidatesAtMost = 4;
/**
 * An answer does not wait longer for what may come after it, in milliseconds. Usually it is some 50; where a machine is that
 * busy, the answer goes without.
 */
const defaultLimitMs = 2_000;

/**
 * Up to three questions to go on with, made without a model from sections beside those that were quoted and from related
 * documents. Only from what every member of the audience may read, only questions that search answers, and never one
 * that the answer has answered. Never throws; empty when it would take too long.
 */
export async function suggestFollowUps(
  deps: FollowUpDeps,
  audience: Audience,
  answered: AnsweredFrom,
  { limitMs = defaultLimitMs, signal }: { limitMs?: number; signal?: AbortSignal } = {},
): Promise<string[]> {
  const limit = AbortSignal.timeout(limitMs);
  const within = signal === undefined ? limit : AbortSignal.any([signal, limit]);
  const late = new Promise<string[]>((resolve) => {
    within.addEventListener('abort', () => resolve([]), { once: true });
  });
  return Promise.race([find(deps, audience, answered, within).catch(() => []), late]);
}

async function find(
  { outline, search }: FollowUpDeps,
  audience: Audience,
  answered: AnsweredFrom,
  signal: AbortSignal,
): Promise<string[]> {
  const documents = [...new Set([...answered.citations, ...answered.results].map((each) => each.documentId))];
  const scopes = readableScopes(audience);
  const sections = await outline.sections(audience.actor.organizationId, scopes, documents);
  const candidates = toCandidates(sections, answered);
  const answers = await Promise.all(
    candidates.map((candidate) => hasAnswer(search, audience, candidate, signal)),
  );
  return choose(
    candidates.filter((_, index) => answers[index] === true),
    answered,
  );
}

const overlaps = (section: Section, span: { documentId: string; start: number; end: number }): boolean =>
  section.documentId === span.documentId && section.start < span.end && span.start < section.end;

/** Neighbours of what was quoted, nearest first, then what else was found, best first. */
function toCandidates(sections: readonly Section[], answered: AnsweredFrom): Candidate[] {
  const { citations, results, question: asked } = answered;
  const quoted = (section: Section): boolean => citations.some((span) => overlaps(section, span));
  const [first] = citations;
  const near = sections
    .filter((section) => section.documentId === first?.documentId && !quoted(section))
    .sort((a, b) => distance(a, first) - distance(b, first));
  const related = results.flatMap((span) =>
    sections.filter(
      (section) => section.documentId !== first?.documentId && overlaps(section, span) && !quoted(section),
    ),
  );
  const seen = new Set([plain(asked)]);
  const fresh = (from: readonly Section[], atMost: number): Candidate[] => {
    const chosen: Candidate[] = [];
    for (const section of from) {
      const question = questionOfSection(section);
      if (question === undefined || seen.has(plain(question)) || chosen.length >= atMost) continue;
      seen.add(plain(question));
      chosen.push({ question, section });
    }
    return chosen;
  };
  const others = fresh(related, candidatesAtMost - followUpsAtMost);
  return [...fresh(near, candidatesAtMost - others.length), ...others];
}

function distance(section: Section, span: { start: number; end: number } | undefined): number {
  if (span === undefined) return 0;
  return section.start >= span.end ? section.start - span.end : span.start - section.end + 1;
}

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

function choose(found: readonly Candidate[], { citations }: AnsweredFrom): string[] {
  const home = citations[0]?.documentId;
  const same = found.filter(({ section }) => section?.documentId === home);
  const others = found.filter(({ section }) => section?.documentId !== home);
  const kept = [...same.slice(0, fromSameDocument), ...others, ...same.slice(fromSameDocument)];
  return kept.slice(0, followUpsAtMost).map(({ question }) => question);
}
