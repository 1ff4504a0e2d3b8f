import { Chroma } from '@langchain/community/vectorstores/chroma';
import { Document } from '@langchain/core/documents';
import { ChromaNotFoundError, type ChromaClient } from 'chromadb';
import type { DocumentScope } from '../../coaching/knowledge/can-read.ts';
import type { IndexEntry } from '../../coaching/knowledge/chunk-store.ts';
import type { Embeddings } from '../../coaching/models/ports.ts';
import { LangChainEmbeddingsAdapter } from '../langchain-embeddings.ts';
import { collectionName } from './collection-name.ts';

interface VectorIndexOptions {
  /** The tenant. There is no index without one, and no call names another. */
  organizationId: string;
  client: ChromaClient;
  embeddings: Embeddings;
}

/**
 * The vectors of one organisation in Chroma: one collection for each type × access × embedding model, so that what a
 * person may not read is never asked, and small collections answer in a fraction of the time of one with filters.
 * It is a copy: whoever searches checks what comes back against PostgreSQL.
 *
 * Every method throws when Chroma cannot be reached.
 */
export class VectorIndex {
  readonly #options: VectorIndexOptions;
  readonly #adapter: LangChainEmbeddingsAdapter;
  readonly #stores = new Map<string, Chroma>();

  constructor(options: VectorIndexOptions) {
    this.#options = options;
    this.#adapter = new LangChainEmbeddingsAdapter(options.embeddings);
  }

  /** Cosine by chunk id of the `limit` nearest chunks of each scope. */
  async search(
    scopes: readonly DocumentScope[],
    vector: readonly number[],
    limit: number,
  ): Promise<Map<string, number>> {
    const found = await Promise.all(
      scopes.map((scope) =>
        this.#with(scope, async (store) => {
          // The store's own search brings texts and metadata along, which PostgreSQL is asked for anyway.
          const collection = await store.ensureCollection();
          const near = await collection.query({
            queryEmbeddings: [[...vector]],
            nResults: limit,
            include: ['distances'],
          });
          const [ids = []] = near.ids;
          const [distances = []] = near.distances;
          return ids.map((id, at) => [id, 1 - (distances[at] ?? 2)] as const);
        }),
      ),
    );
    return new Map(found.flat());
  }

  /**
   * Adds chunks of one document, after removing what stands there under the same ids (an upsert would keep metadata of
   * old, an access for instance). May be repeated.
   */
  async add(scope: DocumentScope, entries: readonly IndexEntry[]): Promise<void> {
    const ids = entries.map(({ chunkId }) => chunkId);
    const documents = entries.map(
      (entry) =>
        new Document({
          pageContent: entry.text,
          metadata: {
            organizationId: this.#options.organizationId,
            type: entry.type,
            access: entry.access,
            documentId: entry.documentId,
            documentName: entry.documentName,
            version: entry.version,
          },
        }),
    );
    await this.#with(scope, async (store) => {
      await store.delete({ ids });
      await store.addVectors(
        entries.map(({ embedding }) => embedding),
        documents,
        { ids },
      );
    });
  }

  /** Removes every other version of a document from a scope; of all versions when `keepDocumentId` is missing. */
  async removeOldVersions(
    scope: DocumentScope,
    documentName: string,
    keepDocumentId?: string,
  ): Promise<void> {
    const named = { documentName: { $eq: documentName } };
    const filter =
      keepDocumentId === undefined ? named : { $and: [named, { documentId: { $ne: keepDocumentId } }] };
    await this.#with(scope, (store) => store.delete({ filter }));
  }

  /** Removes a scope's vectors of this model altogether. */
  async drop(scope: DocumentScope): Promise<void> {
    const name = this.#nameOf(scope);
    this.#stores.delete(name);
    try {
      await this.#options.client.deleteCollection({ name });
    } catch (error) {
      if (!(error instanceof ChromaNotFoundError)) throw error;
    }
  }

  #nameOf(scope: DocumentScope): string {
    return collectionName(this.#options.organizationId, scope, this.#options.embeddings);
  }

  async #with<T>(scope: DocumentScope, work: (store: Chroma) => Promise<T>): Promise<T> {
    const name = this.#nameOf(scope);
    const known = this.#stores.get(name);
    try {
      return await work(known ?? this.#open(name));
    } catch (error) {
      this.#stores.delete(name);
      // The collection was built anew under the same name since we first asked: its old id is gone.
      if (known && error instanceof ChromaNotFoundError) return work(this.#open(name));
      throw error;
    }
  }

  #open(name: string): Chroma {
    const store = new Chroma(this.#adapter, {
      index: this.#options.client,
      collectionName: name,
      numDimensions: this.#options.embeddings.dimension,
      collectionMetadata: { 'hnsw:space': 'cosine' },
    });
    this.#stores.set(name, store);
    return store;
  }
}
