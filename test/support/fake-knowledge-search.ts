import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { stemmer } from 'stemmer';
import type { Audience } from '../../src/coaching/access/audience.ts';
import { readableScopes } from '../../src/coaching/knowledge/can-read.ts';
import type { DocumentAccess, DocumentType } from '../../src/coaching/knowledge/document.ts';
import type { KnowledgeSearch, Passage, SearchResult } from '../../src/coaching/knowledge/ports.ts';
import { splitUnits } from '../../src/coaching/knowledge/text-units.ts';

export interface FakeDocument {
  name: string;
  type: DocumentType;
  access: DocumentAccess;
  text: string;
}

/** The demo organisation's documents, from `demo/knowledge`. */
export function demoDocuments(): FakeDocument[] {
  const folder = resolve(import.meta.dirname, '../../demo/knowledge');
  const index = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as (Omit<
    FakeDocument,
    'name' | 'text'
  > & {
    file: string;
  })[];
  return index.map(({ file, type, access }) => ({
    name: file.replace(/\.md$/, ''),
    type,
    access,
    text: readFileSync(join(folder, file), 'utf8'),
  }));
}

interface Section {
  passage: Omit<Passage, 'score' | 'highlights' | 'id'>;
  access: DocumentAccess;
  terms: Map<string, number>;
  length: number;
}

/** BM25 over sections, in memory: enough to try the agent without PostgreSQL and Chroma. */
export class FakeKnowledgeSearch implements KnowledgeSearch {
  readonly queries: string[] = [];
  readonly #sections: Section[];

  constructor(documents: readonly FakeDocument[]) {
    this.#sections = documents.flatMap(sectionsOf);
  }

  search(audience: Audience, query: string, options: { limit?: number } = {}): Promise<SearchResult> {
    this.queries.push(query);
    const scopes = readableScopes(audience);
    const readable = this.#sections.filter((section) =>
      scopes.some(({ type, access }) => type === section.passage.type && access === section.access),
    );
    const terms = [...new Set(termsOf(query))];
    const averageLength =
      readable.reduce((total, { length }) => total + length, 0) / Math.max(1, readable.length);
    const scored = readable
      .map((section) => ({ section, score: bm25(section, terms, readable, averageLength) }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score)
      .slice(0, options.limit ?? 5);
    const passages = scored.map(({ section, score }, index): Passage => {
      return {
        ...section.passage,
        id: `p${index + 1}`,
        score,
        highlights: highlightsOf(section.passage, terms),
      };
    });
    return Promise.resolve({ passages, nothingRelevant: passages.length === 0, mode: 'hybrid' });
  }
}

function sectionsOf(document: FakeDocument): Section[] {
  const { name, type, access, text } = document;
  const title = /^#\s+(.+)$/m.exec(text)?.[1] ?? name;
  const starts = [...text.matchAll(/^#{2,3} .+$/gm)].map(({ index }) => index);
  const cuts = [0, ...starts, text.length];
  return cuts.slice(0, -1).flatMap((start, index) => {
    const end = cuts[index + 1] ?? text.length;
    const body = text.slice(start, end).trimEnd();
    const heading = /^#{2,3} (.+)$/m.exec(body)?.[1];
    const words = termsOf(`${title} ${title} ${heading ?? ''} ${body}`);
    if (words.length < 6) return [];
    const terms = new Map<string, number>();
    for (const word of words) terms.set(word, (terms.get(word) ?? 0) + 1);
    const passage = {
      documentId: `doc-${name}`,
      documentName: name,
      title,
      type,
      version: 1,
      headingPath: heading === undefined ? [title] : [title, heading],
      start,
      end: start + body.length,
      text: body,
    };
    return [{ passage, access, terms, length: words.length }];
  });
}

function highlightsOf(section: Section['passage'], terms: readonly string[]): Passage['highlights'] {
  return splitUnits(section.text)
    .map(({ start, end, text }) => {
      const words = new Set(termsOf(text));
      return {
        start: section.start + start,
        end: section.start + end,
        text,
        score: terms.filter((term) => words.has(term)).length,
      };
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, 3);
}

function bm25(
  section: Section,
  terms: readonly string[],
  all: readonly Section[],
  averageLength: number,
): number {
  return terms.reduce((total, term) => {
    const frequency = section.terms.get(term) ?? 0;
    if (frequency === 0) return total;
    const documents = all.filter((other) => other.terms.has(term)).length;
    const rarity = Math.log(1 + (all.length - documents + 0.5) / (documents + 0.5));
    return (
      total +
      (rarity * frequency * 2.2) / (frequency + 1.2 * (0.25 + (0.75 * section.length) / averageLength))
    );
  }, 0);
}

const stopWords = new Set(
  'a an the of to in on at is are be it its and or for with i you he she they we my do does how what when where who can'.split(
    ' ',
  ),
);

function termsOf(text: string): string[] {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
    .filter((word) => !stopWords.has(word))
    .map((word) => stemmer(word));
}
