import { Chroma } from '@langchain/community/vectorstores/chroma';
import { Document } from '@langchain/core/documents';
import { ChromaNotFoundError, type ChromaClient, type Collection } from 'chromadb';
import type { DocumentScope } from '../../coaching/knowledge/can-read.ts';
import type { IndexEntry } from '../../coaching/knowledge/chunk-store.ts';
import type { Embeddings } from '../../coaching/models/ports.ts';
import { LangChainEmbeddingsAdapter } from '../langchain-embeddings.ts';
import { collectionName, collectionPrefix, modelSuffix } from './collection-name.ts';

const collectionsAtOnce = 200;

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

  /** Cosine by chunk id of the `limit` nearest chunks of each scope. A scope without a collection has none. */
  async search(
    scopes: readonly DocumentScope[],
    vector: readonly number[],
    limit: number,
  ): Promise<Map<string, number>> {
    const queryEmbeddings = [[...vector]];
    const found = await Promise.all(
      scopes.map(async (scope) => {
        const near = await this.#existing(scope, (collection) =>
          // The store's own search brings texts and metadata along, which PostgreSQL is asked for anyway.
          collection.query({ queryEmbeddings, nResults: limit, include: ['distances'] }),
        );
        const [ids = []] = near?.ids ?? [];
        const [distances = []] = near?.distances ?? [];
        return ids.map((id, at) => [id, 1 - (distances[at] ?? 2)] as const);
      }),
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

  /** Removes whole versions from a scope, by the ids of their documents. */
  async removeDocuments(scope: DocumentScope, documentIds: readonly string[]): Promise<void> {
    const filter = { documentId: { $in: [...documentIds] } };
    await this.#with(scope, (store) => store.delete({ filter }));
  }

  /** Removes a scope's vectors of this model altogether. */
  async drop(scope: DocumentScope): Promise<void> {
    await this.#delete(this.#nameOf(scope));
  }

  async #delete(name: string): Promise<void> {
    this.#stores.delete(name);
    try {
      await this.#options.client.deleteCollection({ name });
    } catch (error) {
      if (!(error instanceof ChromaNotFoundError)) throw error;
    }
  }

  /** Removes what other models left of this organisation, whatever the scope. */
  async dropOtherModels(): Promise<void> {
    const { client, organizationId, embeddings } = this.#options;
    const left = (name: string) =>
      name.startsWith(collectionPrefix(organizationId)) && !name.endsWith(modelSuffix(embeddings));
    const names: string[] = [];
    for (let offset = 0; ; offset += collectionsAtOnce) {
      const page = await client.listCollections({ limit: collectionsAtOnce, offset });
      names.push(...page.map(({ name }) => name).filter(left));
      if (page.length < collectionsAtOnce) break;
    }
    for (const name of names) await this.#delete(name);
  }

  #nameOf(scope: DocumentScope): string {
    return collectionName(this.#options.organizationId, scope, this.#options.embeddings);
  }

  /** Asks a collection that must exist: a search makes none, or one of a model that was dropped would come back empty. */
  async #existing<T>(
    scope: DocumentScope,
    work: (collection: Collection) => Promise<T>,
  ): Promise<T | undefined> {
    const open = async (): Promise<Collection> => {
      const name = this.#nameOf(scope);
      const store = this.#stores.get(name) ?? this.#open(name);
      store.collection ??= await this.#options.client.getCollection({ name });
      return store.collection;
    };
    try {
      // The collection may have been built anew under the same name since it was first asked: its old id is gone.
      return await work(await open()).catch(async (error: unknown) => {
        if (!(error instanceof ChromaNotFoundError)) throw error;
        this.#stores.delete(this.#nameOf(scope));
        return work(await open());
      });
    } catch (error) {
      this.#stores.delete(this.#nameOf(scope));
      if (error instanceof ChromaNotFoundError) return undefined;
      throw error;
    }
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
