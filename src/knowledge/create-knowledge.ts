import type { ChromaClient } from 'chromadb';
import type { ChunkStore } from '../coaching/knowledge/chunk-store.ts';
import type { DocumentLoads } from '../coaching/knowledge/document-loads.ts';
import type { DocumentReader } from '../coaching/knowledge/document-reader.ts';
import type { DocumentVersions } from '../coaching/knowledge/document-versions.ts';
import type { EmbeddingModels } from '../coaching/knowledge/embedding-models.ts';
import type { KnowledgeIngest, KnowledgeSearch } from '../coaching/knowledge/ports.ts';
import type { Embeddings } from '../coaching/models/ports.ts';
import { systemClock, type Clock } from '../shared/clock.ts';
import type { Logger } from '../shared/logger.ts';
import { openChromaClient } from './chroma-client.ts';
import { GuardedChroma } from './search/guarded-chroma.ts';
import { ModelKeeper } from './ingest/model-keeper.ts';
import { SearchCache } from './search/search-cache.ts';
import { createDocumentLoads } from './ingest/document-loads.ts';
import { createIndexUpdate, createIngest } from './ingest/ingest-document.ts';
import { createSettler } from './ingest/settle-index.ts';
import { rebuildIndex } from './ingest/rebuild-index.ts';
import { createSearch } from './search/search-knowledge.ts';
import type { SearchObserver } from './search/search-observer.ts';
import { VectorIndex } from './search/vector-index.ts';
import { VectorSearch } from './search/vector-search.ts';

export interface KnowledgeOptions {
  chunks: ChunkStore;
  versions: DocumentVersions;
  /** Reads the files that documents come as. */
  reader: DocumentReader;
  models: EmbeddingModels;
  /** Where Chroma listens, e.g. `http://127.0.0.1:8000`. It need not be up: search then goes by words alone. */
  chroma: { url: string };
  /** The model that is to serve; where another one does, `keepModel` builds this one's vectors beside it. */
  embeddings: Embeddings;
  /** Other models that questions can be embedded with while their vectors still serve. @default none */
  embeddingsFor?: (model: string) => Embeddings | undefined;
  logger: Logger;
  /** @default the system's clock */
  clock?: Clock;
  /** How long Chroma may take to answer a search, in milliseconds. @default 2000 */
  vectorTimeoutMs?: number;
  /** Whether searches that repeat are answered from memory, for a day at most. @default true */
  cached?: boolean;
}

export interface Knowledge {
  search: KnowledgeSearch;
  ingest: KnowledgeIngest;
  /** Uploads that wait for a word, and documents that are taken out. */
  loads: DocumentLoads;
  /**
   * Builds an organisation's vectors anew from PostgreSQL; search goes on meanwhile, mostly by words. Where another
   * model than the configured one serves, that one's vectors are built and take over instead, and search loses nothing.
   * @throws AppError KNOWLEDGE_009 (retry later) when Chroma is away, KNOWLEDGE_030 as `keepModel`
   */
  reindex(organizationId: string): Promise<{ chunks: number; tookOver: boolean }>;
  /** See `ModelKeeper.keep`. */
  keepModel(organizationId: string, signal?: AbortSignal): Promise<void>;
  /** Whether `keepModel` would find anything to do. */
  isBehind(organizationId: string): Promise<boolean>;
  /**
   * The model whose vectors answer in an organisation: the configured one, or a former one until that takes over. Where
   * this process cannot embed with the former one, the configured one.
   */
  serving(organizationId: string): Promise<Embeddings>;
  /** Whoever is given here is told how searches go. */
  observe(observer: SearchObserver): void;
}

/** The index of each organisation and model, made once. */
function createIndexes(client: ChromaClient) {
  const indexes = new Map<string, VectorIndex>();
  return (organizationId: string, embeddings: Embeddings): VectorIndex => {
    const key = `${organizationId}/${embeddings.model}`;
    const index = indexes.get(key) ?? new VectorIndex({ organizationId, client, embeddings });
    indexes.set(key, index);
    return index;
  };
}

export function createKnowledge(options: KnowledgeOptions): Knowledge {
  const { chunks, versions, reader, models, chroma, embeddings, logger, clock = systemClock } = options;
  const { embeddingsFor = () => undefined, vectorTimeoutMs = 2_000, cached = true } = options;
  const indexOf = createIndexes(openChromaClient(chroma.url));
  const observers: SearchObserver[] = [];
  const observer: SearchObserver = {
    searched(mode, fromCache) {
      for (const each of observers) each.searched(mode, fromCache);
    },
    failed(part) {
      for (const each of observers) each.failed(part);
    },
    vectorStore(state) {
      for (const each of observers) each.vectorStore(state);
    },
  };
  const guard = new GuardedChroma({ clock, logger, observer, timeoutMs: vectorTimeoutMs });
  const vectors = new VectorSearch({ indexOf, embeddings, embeddingsFor, chroma: guard, logger, observer });
  const keeper = new ModelKeeper({ chunks, models, embeddings, embeddingsFor, indexOf, logger });
  const configured = {
    chunks,
    versions,
    reader,
    indexOf: (organizationId: string) => indexOf(organizationId, embeddings),
    embeddings,
    logger,
  };
  const settle = createSettler({
    ...configured,
    formerIndex: async (organizationId) => {
      const former = await keeper.former(organizationId);
      return former && indexOf(organizationId, former);
    },
  });
  const update = createIndexUpdate(logger, settle);
  const ingest = createIngest(configured, update);
  const loads = createDocumentLoads(configured, { settle, update });
  /** A load while another model serves gives what is new that model's vectors as well. */
  const withModels = async <T>(organizationId: string, load: () => Promise<T>): Promise<T> => {
    const state = await keeper.enrol(organizationId);
    const loaded = await load();
    if (state === 'building') await keeper.supplyFormer(organizationId);
    return loaded;
  };
  const cache = cached ? new SearchCache(clock) : undefined;
  return {
    search: createSearch({ chunks, vectors, embeddings, observer, cache }),
    ingest: {
      add: (input, onProgress) => withModels(input.organizationId, () => ingest.add(input, onProgress)),
    },
    loads: {
      ...loads,
      load: (organizationId, id, run) =>
        withModels(organizationId, () => loads.load(organizationId, id, run)),
    },
    async reindex(organizationId) {
      if ((await models.enrol(organizationId, embeddings.model)) === 'serving')
        return { ...(await rebuildIndex(configured, organizationId)), tookOver: false };
      const { tookOver } = await keeper.keep(organizationId);
      const { chunks: count } = await chunks.vectorCounts(organizationId, embeddings.model);
      return { chunks: count, tookOver };
    },
    keepModel: async (organizationId, signal) => {
      await keeper.keep(organizationId, signal === undefined ? {} : { signal });
    },
    isBehind: (organizationId) => keeper.isBehind(organizationId),
    serving: async (organizationId) => (await keeper.former(organizationId)) ?? embeddings,
    observe(given) {
      observers.push(given);
    },
  };
}
