import { ChromaClient } from 'chromadb';
import type { ChunkStore } from '../coaching/knowledge/chunk-store.ts';
import type { DocumentLoads } from '../coaching/knowledge/document-loads.ts';
import type { DocumentReader } from '../coaching/knowledge/document-reader.ts';
import type { DocumentVersions } from '../coaching/knowledge/document-versions.ts';
import type { KnowledgeIngest, KnowledgeSearch } from '../coaching/knowledge/ports.ts';
import type { Embeddings } from '../coaching/models/ports.ts';
import type { Logger } from '../shared/logger.ts';
import { createDocumentLoads } from './ingest/document-loads.ts';
import { createIndexUpdate, createIngest } from './ingest/ingest-document.ts';
import { rebuildIndex } from './ingest/rebuild-index.ts';
import { createSettler } from './ingest/settle-index.ts';
import { createSearch } from './search/search-knowledge.ts';
import { VectorIndex } from './search/vector-index.ts';

export interface KnowledgeOptions {
  chunks: ChunkStore;
  versions: DocumentVersions;
  /** Reads the files that documents come as. */
  reader: DocumentReader;
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
  /** Uploads that wait for a word, and documents that are taken out. */
  loads: DocumentLoads;
  /**
   * Builds an organisation's vectors anew from PostgreSQL, embedding what the present model has not embedded yet.
   * Search goes on meanwhile, mostly by words. @throws AppError KNOWLEDGE_009 (retry later) when Chroma is away
   */
  reindex(organizationId: string): Promise<{ chunks: number }>;
}

export function createKnowledge({
  chunks,
  versions,
  reader,
  chroma,
  embeddings,
  logger,
  vectorTimeoutMs,
}: KnowledgeOptions): Knowledge {
  const { hostname, port, protocol } = new URL(chroma.url);
  const ssl = protocol === 'https:';
  const client = new ChromaClient({
    host: hostname,
    port: port === '' ? (ssl ? 443 : 80) : Number(port),
    ssl,
  });
  const indexes = new Map<string, VectorIndex>();
  const indexOf = (organizationId: string): VectorIndex => {
    const known = indexes.get(organizationId) ?? new VectorIndex({ organizationId, client, embeddings });
    indexes.set(organizationId, known);
    return known;
  };
  const shared = { chunks, versions, reader, indexOf, embeddings, logger };
  const settle = createSettler(shared);
  const update = createIndexUpdate(logger, settle);
  return {
    search: createSearch({ ...shared, ...(vectorTimeoutMs === undefined ? {} : { vectorTimeoutMs }) }),
    ingest: createIngest(shared, update),
    loads: createDocumentLoads(shared, { settle, update }),
    reindex: (organizationId) => rebuildIndex(shared, organizationId),
  };
}
