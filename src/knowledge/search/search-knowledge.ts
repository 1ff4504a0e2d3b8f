import { readableScopes, type DocumentScope } from '../../coaching/knowledge/can-read.ts';
import type { ChunkStore, TextMatches } from '../../coaching/knowledge/chunk-store.ts';
import type { KnowledgeSearch, SearchResult } from '../../coaching/knowledge/ports.ts';
import type { Embeddings } from '../../coaching/models/ports.ts';
import { trustIn } from '../embedding-trust.ts';
import { fillerStems } from '../stop-words.ts';
import { toTerms } from '../terms.ts';
import { analyseChunk } from './analysed-chunk.ts';
import { inverseDocumentFrequency } from './bm25.ts';
import { buildPassages } from './build-passages.ts';
import { expandTerms } from './expand-query.ts';
import { isRelevant, questionCoverage } from './relevance-floor.ts';
import { scoreUnits, type Candidate, type QueryTerm } from './score-units.ts';
import { correctable, correctSpelling } from './spelling.ts';
import type { SearchCache, CacheKey } from './search-cache.ts';
import type { SearchObserver } from './search-observer.ts';
import type { VectorSearch } from './vector-search.ts';

interface SearchOptions {
  chunks: ChunkStore;
  vectors: VectorSearch;
  embeddings: Embeddings;
  observer: SearchObserver;
  /** Results of before; without it each search is made anew. */
  cache: SearchCache | undefined;
}

const defaultLimit = 5;
const defaultMaxCharacters = 4_000;
/** A question is a few sentences; of a pasted page the beginning is searched. */
const maxQueryCharacters = 2_000;
const maxTerms = 48;
/** Chunks whose sentences are scored: by words, and nearest by vector of all scopes. */
const textCandidates = 48;
const vectorCandidates = 16;

/** What the words that dress up a question count beside those that carry it. */
const fillerWeight = 0.3;

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
  const { chunks: store, vectors, embeddings, observer, cache } = options;
  const { expansion } = trustIn(embeddings.model);

  /** BM25, once more with corrected spelling when the question has words that no document has. */
  async function searchText(
    organizationId: string,
    scopes: readonly DocumentScope[],
    asked: readonly string[],
  ): Promise<{ text: TextMatches; terms: QueryTerm[]; related: QueryTerm[] }> {
    const search = async (terms: readonly string[], guessed: ReadonlySet<string>) => {
      const others = expansion > 0 ? expandTerms(terms).slice(0, maxTerms) : [];
      const text = await store.searchText(organizationId, scopes, [...terms, ...others], textCandidates);
      const related = toQueryTerms(others, new Set(), text).map((term) => ({
        ...term,
        idf: term.idf * expansion,
      }));
      return { text, terms: toQueryTerms(terms, guessed, text), related };
    };
    const first = await search(asked, new Set());
    const wrong = correctable(asked.filter((term) => !first.text.documentFrequencies.has(term)));
    if (wrong.length === 0 || first.text.chunkCount === 0) return first;
    const letters = [...new Set(wrong.map((term) => term.charAt(0)))];
    const corrections = correctSpelling(wrong, await store.vocabulary(organizationId, scopes, letters));
    if (corrections.size === 0) return first;
    const terms = [...new Set(asked.map((term) => corrections.get(term) ?? term))];
    return search(terms, new Set(corrections.values()));
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

  async function find(
    { organizationId, scopes, query, limit, maxCharacters }: CacheKey,
    readRevision: Promise<string> | undefined,
    signal: AbortSignal | undefined,
  ): Promise<{ result: SearchResult; revision: string }> {
    const asked = [...new Set(toTerms(query))].slice(0, maxTerms);
    signal?.throwIfAborted();
    const finishVectors = vectors.start({
      organizationId,
      scopes,
      text: query,
      signal,
      after: readRevision ?? Promise.resolve(),
    });
    const { text, terms, related } = await searchText(organizationId, scopes, asked);
    // Chroma takes longer than PostgreSQL: the sentences are read while it is awaited.
    for (const candidate of text.candidates) analyseChunk(candidate);
    const near = await finishVectors(text);
    signal?.throwIfAborted();
    const mode = near ? 'hybrid' : 'text-only';

    const candidates = await fuse(organizationId, scopes, text, near?.cosines ?? new Map());
    const trust = near && trustIn(near.model);
    const runs = scoreUnits(candidates, [...terms, ...related], trust?.weight ?? 0);
    const best = near && Math.max(0, ...candidates.map(({ cosine }) => cosine));
    const relevant = isRelevant(questionCoverage(runs, terms), best, trust?.evidence ?? 0);
    const passages = buildPassages(runs, { limit, maxCharacters });
    const result = { passages, nothingRelevant: !relevant || passages.length === 0, mode } as const;
    return { result, revision: text.revision };
  }

  async function searchCached(key: CacheKey, signal: AbortSignal | undefined) {
    if (!cache) return { ...(await find(key, undefined, signal)), cached: false };
    const readRevision = store.revision(key.organizationId, key.scopes);
    const known = cache.has(key) ? cache.get(key, await readRevision) : undefined;
    if (known) return { result: known, cached: true };
    // Awaited below; if the search fails before, its own error is the one to tell.
    readRevision.catch(() => undefined);
    const { result, revision } = await find(key, readRevision, signal);
    // Found between two equal revisions, nothing changed meanwhile. What words alone found waits for no better.
    if (result.mode === 'hybrid' && revision === (await readRevision)) cache.set(key, revision, result);
    return { result, cached: false };
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
      if (scopes.length === 0 || toTerms(question).length === 0) return nothing('hybrid');
      const key = { organizationId, scopes, model: embeddings.model, query: question, limit, maxCharacters };
      try {
        const { result, cached } = await searchCached(key, signal);
        observer.searched(result.mode, cached);
        return result;
      } catch (error) {
        if (!signal?.aborted) observer.failed('text');
        throw error;
      }
    },
  };
}
