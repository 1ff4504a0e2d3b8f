import { readableScopes, type DocumentScope } from '../../coaching/knowledge/can-read.ts';
import type { ChunkStore, TextMatches } from '../../coaching/knowledge/chunk-store.ts';
import type { KnowledgeSearch, SearchResult } from '../../coaching/knowledge/ports.ts';
import type { Embeddings } from '../../coaching/models/ports.ts';
import type { Logger } from '../../shared/logger.ts';
import { trustIn } from '../embedding-trust.ts';
import { fillerStems } from '../stop-words.ts';
import { toTerms } from '../terms.ts';
import { withTimeLimit } from '../time-limit.ts';
import { inverseDocumentFrequency } from './bm25.ts';
import { buildPassages } from './build-passages.ts';
import { isRelevant, questionCoverage } from './relevance-floor.ts';
import { scoreUnits, type Candidate, type QueryTerm } from './score-units.ts';
import { correctable, correctSpelling } from './spelling.ts';
import type { VectorIndex } from './vector-index.ts';

interface SearchOptions {
  chunks: ChunkStore;
  indexOf: (organizationId: string) => VectorIndex;
  embeddings: Embeddings;
  logger: Logger;
  /** How long Chroma may take, in milliseconds. @default 2000 */
  vectorTimeoutMs?: number;
}

const defaultLimit = 5;
const defaultMaxCharacters = 4_000;
/** A question is a few sentences; of a pasted page the beginning is searched. */
const maxQueryCharacters = 2_000;
const maxTerms = 48;
/** Chunks whose sentences are scored: by words, and nearest by vector in each scope. */
const textCandidates = 48;
const vectorCandidates = 16;

/** What the words that dress up a question count beside those that carry it. */
const fillerWeight = 0.3;

const sameScope = (x: DocumentScope) => (y: DocumentScope) => x.type === y.type && x.access === y.access;

function toQueryTerms(
  terms: readonly string[],
  guessed: ReadonlySet<string>,
  text: TextMatches,
): QueryTerm[] {
  return terms.map((term) => ({
    term,
    idf:
      inverseDocumentFrequency(text.chunkCount, text.documentFrequencies.get(term) ?? 0) *
      (fillerStems.has(term) ? fillerWeight : 1),
    ...(guessed.has(term) ? { guessed: true } : {}),
  }));
}

const nothing = (mode: SearchResult['mode']): SearchResult => ({ passages: [], nothingRelevant: true, mode });

export function createSearch(options: SearchOptions): KnowledgeSearch {
  const { chunks: store, indexOf, embeddings, logger, vectorTimeoutMs = 2_000 } = options;
  const trust = trustIn(embeddings.model);
  /** By organisation the scopes that held chunks when last asked, so that Chroma need not wait for PostgreSQL to say. */
  const populated = new Map<string, readonly DocumentScope[]>();

  /** BM25, once more with corrected spelling when the question has words that no document has. */
  async function searchText(
    organizationId: string,
    scopes: readonly DocumentScope[],
    asked: readonly string[],
  ) {
    const text = await store.searchText(organizationId, scopes, asked, textCandidates);
    const wrong = correctable(asked.filter((term) => !text.documentFrequencies.has(term)));
    if (wrong.length === 0 || text.chunkCount === 0)
      return { text, terms: toQueryTerms(asked, new Set(), text) };
    const letters = [...new Set(wrong.map((term) => term.charAt(0)))];
    const corrections = correctSpelling(wrong, await store.vocabulary(organizationId, scopes, letters));
    if (corrections.size === 0) return { text, terms: toQueryTerms(asked, new Set(), text) };
    const terms = [...new Set(asked.map((term) => corrections.get(term) ?? term))];
    const corrected = await store.searchText(organizationId, scopes, terms, textCandidates);
    return { text: corrected, terms: toQueryTerms(terms, new Set(corrections.values()), corrected) };
  }

  async function nearest(
    organizationId: string,
    scopes: readonly DocumentScope[],
    vector: readonly number[],
  ): Promise<Map<string, number>> {
    if (scopes.length === 0) return new Map();
    const search = indexOf(organizationId).search(scopes, vector, vectorCandidates);
    return withTimeLimit(search, vectorTimeoutMs, 'Chroma');
  }

  /** Cosine by chunk, or undefined when embedding or Chroma failed: search goes on by words alone. */
  function startVectorSearch(
    organizationId: string,
    scopes: readonly DocumentScope[],
    query: string,
    signal: AbortSignal | undefined,
  ) {
    const known = (populated.get(organizationId) ?? []).filter((scope) => scopes.some(sameScope(scope)));
    const failed = (error: unknown): undefined => {
      if (signal?.aborted) return undefined;
      const reason = error instanceof Error ? error.name : 'unknown';
      logger.warn('vector search failed; answering by words alone', { organizationId, reason });
      return undefined;
    };
    const vector = embeddings.embed([query], signal).then(([first]) => first ?? []);
    const first = vector.then((value) => nearest(organizationId, known, value)).catch(failed);
    /** Asks the scopes that were not known when the search began, too: usually none. */
    return async (found: readonly DocumentScope[]): Promise<Map<string, number> | undefined> => {
      const cosines = await first;
      const missed = found.filter((scope) => !known.some(sameScope(scope)));
      if (!cosines || missed.length === 0) return cosines;
      const rest = await vector.then((value) => nearest(organizationId, missed, value)).catch(failed);
      return rest && new Map([...cosines, ...rest]);
    };
  }

  /** Both lists as one. A chunk that the vector store did not name lies at least as far away as the last it named. */
  async function fuse(
    organizationId: string,
    scopes: readonly DocumentScope[],
    text: TextMatches,
    cosines: ReadonlyMap<string, number>,
  ): Promise<Candidate[]> {
    const byWords = new Set(text.candidates.map(({ id }) => id));
    const ranked = [...cosines].sort(([, x], [, y]) => y - x);
    const missing = ranked
      .filter(([id]) => !byWords.has(id))
      .slice(0, vectorCandidates)
      .map(([id]) => id);
    const byMeaning = missing.length === 0 ? [] : await store.findChunks(organizationId, scopes, missing);
    const least = ranked.at(-1)?.[1] ?? 0;
    return [...text.candidates, ...byMeaning].map((chunk) => ({
      ...chunk,
      cosine: cosines.get(chunk.id) ?? least,
    }));
  }

  return {
    async search(
      audience,
      query,
      { limit = defaultLimit, maxCharacters = defaultMaxCharacters, signal } = {},
    ) {
      const { organizationId } = audience.actor;
      const scopes = readableScopes(audience);
      const question = query.slice(0, maxQueryCharacters);
      const asked = [...new Set(toTerms(question))].slice(0, maxTerms);
      if (scopes.length === 0 || asked.length === 0) return nothing('hybrid');

      signal?.throwIfAborted();
      const vectorSearch = startVectorSearch(organizationId, scopes, question, signal);
      const { text, terms } = await searchText(organizationId, scopes, asked);
      populated.set(organizationId, text.populated);
      const cosines = await vectorSearch(text.populated);
      signal?.throwIfAborted();
      const mode = cosines ? 'hybrid' : 'text-only';

      const candidates = await fuse(organizationId, scopes, text, cosines ?? new Map());
      const runs = scoreUnits(candidates, terms, cosines ? trust.weight : 0);
      const best = cosines && Math.max(0, ...candidates.map(({ cosine }) => cosine));
      const relevant = isRelevant(questionCoverage(runs, terms), best, trust.evidence);
      const passages = buildPassages(runs, { limit, maxCharacters });
      return { passages, nothingRelevant: !relevant || passages.length === 0, mode };
    },
  };
}
