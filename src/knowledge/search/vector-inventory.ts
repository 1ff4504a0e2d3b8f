import {
  ChromaNotFoundError,
  IncludeEnum,
  type ChromaClient,
  type Collection,
  type Metadata,
} from 'chromadb';
import { withTimeLimit } from '../time-limit.ts';
import { collectionPrefix } from './collection-name.ts';

const vectorsAtOnce = 1_000;
const collectionsAtOnce = 500;
const timeoutMs = 30_000;

/**
 * What stands in Chroma, collection by collection: for comparing it with PostgreSQL, not for searching.
 * Every method throws when Chroma cannot be reached.
 */
export class VectorInventory {
  readonly #client: ChromaClient;

  constructor(client: ChromaClient) {
    this.#client = client;
  }

  /** Names of the organisation's collections; of all organisations when it is missing. */
  async collections(organizationId?: string): Promise<string[]> {
    const names: string[] = [];
    for (let offset = 0; ; offset += collectionsAtOnce) {
      const page = await this.#limit(this.#client.listCollections({ limit: collectionsAtOnce, offset }));
      names.push(...page.map(({ name }) => name));
      if (page.length < collectionsAtOnce) break;
    }
    const prefix = organizationId === undefined ? 'tc-' : collectionPrefix(organizationId);
    return names.filter((name) => name.startsWith(prefix));
  }

  /** Metadata by chunk id; none when there is no such collection. */
  async vectors(name: string): Promise<Map<string, Metadata>> {
    const found = new Map<string, Metadata>();
    const collection = await this.#find(name);
    for (let offset = 0; collection !== undefined; offset += vectorsAtOnce) {
      const page = await this.#limit(
        collection.get({ limit: vectorsAtOnce, offset, include: [IncludeEnum.metadatas] }),
      );
      for (const [at, id] of page.ids.entries()) found.set(id, page.metadatas[at] ?? {});
      if (page.ids.length < vectorsAtOnce) break;
    }
    return found;
  }

  async remove(name: string, chunkIds: readonly string[]): Promise<void> {
    if (chunkIds.length === 0) return;
    const collection = await this.#find(name);
    for (let start = 0; collection !== undefined && start < chunkIds.length; start += vectorsAtOnce) {
      await this.#limit(collection.delete({ ids: chunkIds.slice(start, start + vectorsAtOnce) }));
    }
  }

  /** A collection that is gone already is no fault. */
  async drop(name: string): Promise<void> {
    try {
      await this.#limit(this.#client.deleteCollection({ name }));
    } catch (error) {
      if (!(error instanceof ChromaNotFoundError)) throw error;
    }
  }

  async #find(name: string): Promise<Collection | undefined> {
    try {
      return await this.#limit(this.#client.getCollection({ name }));
    } catch (error) {
      if (error instanceof ChromaNotFoundError) return undefined;
      throw error;
    }
  }

  #limit<T>(work: Promise<T>): Promise<T> {
    return withTimeLimit(work, timeoutMs, 'Chroma');
  }
}
