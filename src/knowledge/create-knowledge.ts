import type { ChunkStore } from '../coaching/knowledge/chunk-store.ts';
import type { KnowledgeIngest, KnowledgeSearch } from '../coaching/knowledge/ports.ts';
import type { Embeddings } from '../coaching/models/ports.ts';
import type { Logger } from '../shared/logger.ts';
import { openChromaClient } from './chroma-client.ts';
import { createIngest } from './ingest/ingest-document.ts';
import { rebuildIndex } from './ingest/rebuild-index.ts';
import { createSearch } from './search/search-knowledge.ts';
import { VectorIndex } from './search/vector-index.ts';

export interface KnowledgeOptions {
  chunks: ChunkStore;
  /** Where Chroma listens, e.g. `http://127.0.0.1:8000`. It need not be up: search then goes by words alone. */
  chroma: { url: string };
  /** One model for loading and searching; another model means `reindex`. */
  embeddings: Embeddings;
  logger: Logger;
  /** How long Chroma may take to answer a search, in milliseconds. @default 2000 */
  vectorTimeoutMs?: number;
}

export interface Knowledge {
  search: KnowledgeSearch;
  ingest: KnowledgeIngest;
  /**
   * Builds an organisation's vectors anew from PostgreSQL, embedding what the present model has not embedded yet.
   * Search goes on meanwhile, mostly by words. @throws AppError KNOWLEDGE_009 (retry later) when Chroma is away
   */
  reindex(organizationId: string): Promise<{ chunks: number }>;
}

export function createKnowledge({
  chunks,
  chroma,
  embeddings,
  logger,
  vectorTimeoutMs,
}: KnowledgeOptions): Knowledge {
  const client = openChromaClient(chroma.url);
  const indexes = new Map<string, VectorIndex>();
  const indexOf = (organizationId: string): VectorIndex => {
    const known = indexes.get(organizationId) ?? new VectorIndex({ organizationId, client, embeddings });
    indexes.set(organizationId, known);
    return known;
  };
  const shared = { chunks, indexOf, embeddings, logger };
  return {
    search: createSearch({ ...shared, ...(vectorTimeoutMs === undefined ? {} : { vectorTimeoutMs }) }),
    ingest: createIngest(shared),
    reindex: (organizationId) => rebuildIndex(shared, organizationId),
  };
}
