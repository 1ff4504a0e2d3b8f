import type { SearchResult } from '../../coaching/knowledge/ports.ts';

/** What a part of search failed at: PostgreSQL (the search threw), Chroma, or embedding the question. */
export type FailedPart = 'text' | 'vector-store' | 'embedding';

/** Told what an operator watches; no words, no people. */
export interface SearchObserver {
  /** A search ended with a result. `cached`: one that was found before. */
  searched(mode: SearchResult['mode'], cached: boolean): void;
  failed(part: FailedPart): void;
  /** The vector store is left alone from now on, or asked again. */
  vectorStore(state: 'open' | 'closed'): void;
}
