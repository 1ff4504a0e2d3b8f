import type { Audience } from '../../access/audience.ts';
import { readableScopes } from '../can-read.ts';
import type { KnowledgeSearch } from '../ports.ts';
import { hasAnswer } from './has-answer.ts';
import type { KnowledgeOutline, Section } from './outline.ts';
import { questionOfSection } from './question-of-section.ts';

export interface SuggestDeps {
  outline: KnowledgeOutline;
  /**
   * Finds documents whose titles do not hold what was typed. Left out while somebody is still typing: a search may hand
   * its words to an embedding model outside, and these were not sent yet.
   */
  search?: KnowledgeSearch;
}

/** Titles that are looked through for what was typed. */
const titlesRead = 500;
/** Documents whose sections are read. */
const documentsRead = 40;

const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/** Each typed word begins a word of the text. */
function begins(typed: readonly string[], text: string): boolean {
  const words = wordsOf(text);
  return typed.every((word) => words.some((candidate) => candidate.startsWith(word)));
}

/** Words that begin most questions and say nothing about what is meant. */
const opening = new Set(
  'a an the how do does did i we you what when where who why which is are can could may should to of for in on my our'.split(
    ' ',
  ),
);

/**
 * Questions that people may ask, made of titles and headings that every member of the audience may read. With `prefix`,
 * what has been typed so far, only those that hold each of its words or its beginning; without, one a document, those
 * loaded last first.
 * @param options.limit default 8
 */
export async function suggest(
  deps: SuggestDeps,
  audience: Audience,
  prefix = '',
  { limit = 8 }: { limit?: number } = {},
): Promise<string[]> {
  const { organizationId } = audience.actor;
  const scopes = readableScopes(audience);
  const typed = wordsOf(prefix);
  const telling = typed.filter((word) => !opening.has(word));
  if (typed.length > 0 && telling.length === 0) return [];
  const documents = await deps.outline.documents(organizationId, scopes, titlesRead);
  const byTitle = documents.filter(({ title }) => telling.some((word) => begins([word], title)));
  // A heading may say it where no title does.
  const found =
    telling.length === 0 || deps.search === undefined
      ? []
      : (await deps.search.search(audience, prefix)).passages;
  const chosen = [...byTitle, ...found, ...documents];
  const ids = [...new Set(chosen.map(({ documentId }) => documentId))].slice(0, documentsRead);
  const sections = await deps.outline.sections(organizationId, scopes, ids);
  const inOrder = ids.flatMap((id) => sections.filter(({ documentId }) => documentId === id));
  const offered =
    telling.length === 0 ? ids.flatMap((id) => firstQuestion(sections, id)) : questionsOf(inOrder);
  return [...new Set(offered)].filter((question) => begins(telling, question)).slice(0, limit);
}

const questionsOf = (sections: readonly Section[]): string[] =>
  sections.flatMap((section) => questionOfSection(section) ?? []);

const firstQuestion = (sections: readonly Section[], id: string): string[] =>
  questionsOf(sections.filter(({ documentId }) => documentId === id)).slice(0, 1);

/**
 * Questions for somebody who does not know what to ask: the examples that the knowledge base answers for everyone here,
 * then questions of its own. None when it answers none.
 */
export async function startingQuestions(
  deps: Required<SuggestDeps>,
  audience: Audience,
  examples: readonly string[],
  limit = examples.length,
): Promise<string[]> {
  const answered = await answeredOf(deps, audience, examples);
  if (answered.length >= limit) return answered.slice(0, limit);
  const more = await suggest(deps, audience, '', { limit });
  const fresh = more.filter((question) => !answered.includes(question));
  return [...answered, ...(await answeredOf(deps, audience, fresh))].slice(0, limit);
}

async function answeredOf(
  { search }: Required<SuggestDeps>,
  audience: Audience,
  questions: readonly string[],
): Promise<string[]> {
  const answers = await Promise.all(questions.map((question) => hasAnswer(search, audience, { question })));
  return questions.filter((_, index) => answers[index] === true);
}
