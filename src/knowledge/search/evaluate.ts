import { countTerms } from '../terms.ts';
import { inverseDocumentFrequency, saturatedFrequency } from './bm25.ts';

/** A question and where its answer stands. Offsets count Unicode code points of the document; `end` exclusive. */
interface EvaluationQuery {
  query: string;
  relevant: readonly { document: string; start: number; end: number }[];
}

/** A stretch of a document in UTF-16 units, as search returns it. */
interface FoundSpan {
  /** Name of the document, with or without the ending that the queries give it. */
  documentName: string;
  start: number;
  end: number;
}

interface EvaluationOptions {
  /** The documents that were loaded, under the names that the queries use. */
  corpora: readonly { name: string; text: string }[];
  queries: readonly EvaluationQuery[];
  /** Passages a question. */
  k: number;
  /** Characters a question, over all passages. @default 4000 */
  maxCharacters?: number;
  /** The search under test. */
  search: (query: string, limits: { limit: number; maxCharacters: number }) => Promise<readonly FoundSpan[]>;
  onProgress?: (done: number, total: number) => void;
}

interface RetrievalScore {
  /** Share of the relevant characters that what was returned covers, averaged over the questions. */
  spanRecall: number;
  /** Share of the questions for which anything relevant was returned. */
  hitRate: number;
}

interface Evaluation extends RetrievalScore {
  k: number;
  questions: number;
  /** Plain BM25 on the same corpora, for comparison: 800-character chunks, the best five of them. */
  bm25: RetrievalScore;
}

const baselineChunk = 800;
const baselineChunks = 5;

/** UTF-16 offset of each code point, and of the end. */
function codePointOffsets(text: string): number[] {
  const offsets: number[] = [];
  let offset = 0;
  for (const character of text) {
    offsets.push(offset);
    offset += character.length;
  }
  return [...offsets, offset];
}

const withoutEnding = (name: string): string => name.replace(/\.[a-z0-9]{1,5}$/iu, '');
const isSameDocument = (x: string, y: string): boolean => x === y || withoutEnding(x) === withoutEnding(y);

/** Share of the characters of `relevant` that `found` covers; what is relevant twice counts once. */
export function coveredShare(relevant: readonly FoundSpan[], found: readonly FoundSpan[]): number {
  const covered = new Map<string, boolean>();
  for (const { documentName, start, end } of relevant) {
    const here = found.filter((span) => isSameDocument(span.documentName, documentName));
    for (let at = start; at < end; at += 1) {
      covered.set(
        `${documentName}:${at}`,
        here.some((span) => span.start <= at && at < span.end),
      );
    }
  }
  const values = [...covered.values()];
  return values.length === 0 ? 0 : values.filter(Boolean).length / values.length;
}

/** Fixed chunks under plain BM25: lower-cased words, no stemming, no stop words. */
function createBaseline(corpora: EvaluationOptions['corpora']): (query: string) => FoundSpan[] {
  const words = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const chunks = corpora.flatMap(({ name, text }) =>
    Array.from({ length: Math.ceil(text.length / baselineChunk) }, (_, index) => {
      const start = index * baselineChunk;
      const end = Math.min(text.length, start + baselineChunk);
      const terms = words(text.slice(start, end));
      return { documentName: name, start, end, counts: countTerms(terms), length: terms.length };
    }),
  );
  const frequencies = countTerms(chunks.flatMap((chunk) => [...chunk.counts.keys()]));
  const mean = chunks.reduce((sum, chunk) => sum + chunk.length, 0) / Math.max(1, chunks.length);
  return (query) => {
    const asked = [...new Set(words(query))];
    const scored = chunks.map((chunk) => ({
      chunk,
      score: asked.reduce((sum, term) => {
        const count = chunk.counts.get(term) ?? 0;
        const idf = inverseDocumentFrequency(chunks.length, frequencies.get(term) ?? 0);
        return count === 0 ? sum : sum + idf * saturatedFrequency(count, chunk.length, mean);
      }, 0),
    }));
    return scored
      .filter(({ score }) => score > 0)
      .sort((x, y) => y.score - x.score)
      .slice(0, baselineChunks)
      .map(({ chunk: { documentName, start, end } }) => ({ documentName, start, end }));
  };
}

function scoreOf(shares: readonly number[]): RetrievalScore {
  const count = Math.max(1, shares.length);
  return {
    spanRecall: shares.reduce((sum, share) => sum + share, 0) / count,
    hitRate: shares.filter((share) => share > 0).length / count,
  };
}

/** What fits the limits: a search that returns more gets nothing for the rest. */
function withinLimits(spans: readonly FoundSpan[], limit: number, maxCharacters: number): FoundSpan[] {
  let left = maxCharacters;
  return spans.slice(0, limit).flatMap((span) => {
    const length = Math.min(span.end - span.start, left);
    left -= length;
    return length > 0 ? [{ ...span, end: span.start + length }] : [];
  });
}

/** Runs every question through the search and through the baseline. A question without relevant spans counts as missed. */
export async function evaluateRetrieval(options: EvaluationOptions): Promise<Evaluation> {
  const { corpora, queries, k, maxCharacters = 4_000, search, onProgress } = options;
  const offsets = new Map(corpora.map(({ name, text }) => [name, codePointOffsets(text)]));
  const baseline = createBaseline(corpora);
  const own: number[] = [];
  const plain: number[] = [];
  for (const [index, { query, relevant }] of queries.entries()) {
    const spans = relevant.map(({ document, start, end }): FoundSpan => {
      const at = offsets.get(document);
      return { documentName: document, start: at?.[start] ?? start, end: at?.[end] ?? end };
    });
    own.push(
      coveredShare(spans, withinLimits(await search(query, { limit: k, maxCharacters }), k, maxCharacters)),
    );
    plain.push(coveredShare(spans, baseline(query)));
    onProgress?.(index + 1, queries.length);
  }
  return { k, questions: queries.length, ...scoreOf(own), bm25: scoreOf(plain) };
}

/** @throws SyntaxError naming the line that is not `{query, relevant: [{document, start, end}]}` */
export function parseEvaluationQueries(lines: string): EvaluationQuery[] {
  return lines
    .split('\n')
    .map((line, index) => ({ line: line.trim(), number: index + 1 }))
    .filter(({ line }) => line !== '')
    .map(({ line, number }) => {
      const value = parseJson(line);
      if (!isQuery(value))
        throw new SyntaxError(`Line ${number} is not {query, relevant: [{document, start, end}]}.`);
      return value;
    });
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function isQuery(value: unknown): value is EvaluationQuery {
  if (typeof value !== 'object' || value === null) return false;
  const { query, relevant } = value as { query?: unknown; relevant?: unknown };
  return (
    typeof query === 'string' &&
    Array.isArray(relevant) &&
    relevant.every(
      (span: unknown) =>
        typeof span === 'object' &&
        span !== null &&
        'document' in span &&
        typeof span.document === 'string' &&
        'start' in span &&
        typeof span.start === 'number' &&
        'end' in span &&
        typeof span.end === 'number',
    )
  );
}
