import type { ChunkStore } from '../../coaching/knowledge/chunk-store.ts';
import type { EmbeddingModels, EmbeddingModelState } from '../../coaching/knowledge/embedding-models.ts';
import type { Embeddings } from '../../coaching/models/ports.ts';
import type { Logger } from '../../shared/logger.ts';
import type { VectorIndex } from '../search/vector-index.ts';
import { embedMissing } from './embed-missing.ts';
import { stillGrowing, vectorStoreDown } from './errors.ts';
import { indexPending } from './index-pending.ts';

interface ModelKeeperOptions {
  chunks: ChunkStore;
  models: EmbeddingModels;
  /** The configured model: what is to serve. */
  embeddings: Embeddings;
  embeddingsFor: (model: string) => Embeddings | undefined;
  indexOf: (organizationId: string, embeddings: Embeddings) => VectorIndex;
  logger: Logger;
}

interface KeepOptions {
  /** Stops between two batches; the next call goes on from there. */
  signal?: AbortSignal;
  onProgress?: (embedded: number) => void;
}

/** Loads that end while the last vectors are added want vectors too; a few rounds catch up with them. */
const maxRounds = 5;

/**
 * Sees to it that the configured embedding model comes to serve. While its vectors are made the former model's answer,
 * and documents that are loaded meanwhile get both. Every step is kept as it is done, so a crash costs one batch at most.
 */
export class ModelKeeper {
  readonly #options: ModelKeeperOptions;
  /** Organisations in which the configured model was seen to serve. */
  readonly #settled = new Set<string>();

  constructor(options: ModelKeeperOptions) {
    this.#options = options;
  }

  /** Call before a load: the first document of an organisation decides which model serves. */
  async enrol(organizationId: string): Promise<EmbeddingModelState> {
    if (this.#settled.has(organizationId)) return 'serving';
    const { models, embeddings } = this.#options;
    const state = await models.enrol(organizationId, embeddings.model);
    if (state === 'serving') this.#settled.add(organizationId);
    return state;
  }

  /** The model that still serves in place of the configured one, where this process can embed with it. */
  async former(organizationId: string): Promise<Embeddings | undefined> {
    const { models, embeddings, embeddingsFor } = this.#options;
    if (this.#settled.has(organizationId)) return undefined;
    const known = await models.list(organizationId);
    const serving = known.find(({ state }) => state === 'serving')?.model;
    return serving === undefined || serving === embeddings.model ? undefined : embeddingsFor(serving);
  }

  /**
   * Call after a load: as long as another model serves, what is new gets its vectors as well, where this process can.
   * Never throws: without them a document is found by its words.
   */
  async supplyFormer(organizationId: string): Promise<void> {
    const { chunks, indexOf, logger } = this.#options;
    try {
      const former = await this.former(organizationId);
      if (!former) return;
      await embedMissing(chunks, former, organizationId);
      await indexPending(chunks, indexOf(organizationId, former), organizationId, former.model);
    } catch (error) {
      const reason = error instanceof Error ? error.name : 'unknown';
      logger.warn('the serving embedding model lacks vectors of new documents', { organizationId, reason });
    }
  }

  /** Whether `keep` would find anything to do. Cheap. */
  async isBehind(organizationId: string): Promise<boolean> {
    const { models, embeddings, chunks } = this.#options;
    const known = await models.list(organizationId);
    if (known.some(({ model, state }) => model !== embeddings.model || state !== 'serving')) return true;
    const [[missing], [pending]] = await Promise.all([
      chunks.withoutEmbedding(organizationId, embeddings.model, 1),
      chunks.unconfirmed(organizationId, embeddings.model, 1),
    ]);
    return missing !== undefined || pending !== undefined;
  }

  /**
   * Gives every chunk a vector of the configured model, lets it take over when the vector store has confirmed them all,
   * and drops what former models left. Nothing to do: nothing happens. May run several times at once.
   *
   * @throws AppError KNOWLEDGE_009 (retry later) when Chroma is away, KNOWLEDGE_030 (retry later) when documents come in
   *   faster than they are indexed, and what the embedding model throws
   */
  async keep(organizationId: string, options: KeepOptions = {}): Promise<{ tookOver: boolean }> {
    const { models, embeddings, chunks, logger } = this.#options;
    this.#settled.delete(organizationId);
    const building = (await this.enrol(organizationId)) === 'building';
    if (building) await this.supplyFormer(organizationId);
    for (let round = 0; ; round += 1) {
      await embedMissing(chunks, embeddings, organizationId, options);
      await this.#withChroma(organizationId, (index) =>
        indexPending(chunks, index, organizationId, embeddings.model),
      );
      if (await models.takeOver(organizationId, embeddings.model)) break;
      if (round >= maxRounds) throw stillGrowing();
    }
    if (building) logger.info('the new embedding model serves', { organizationId, model: embeddings.model });
    await this.#dropFormer(organizationId);
    return { tookOver: building };
  }

  async #dropFormer(organizationId: string): Promise<void> {
    const { models, embeddings } = this.#options;
    const others = (await models.list(organizationId)).filter(({ model }) => model !== embeddings.model);
    if (others.length === 0) return;
    for (const { model } of others) await models.giveUp(organizationId, model);
    // The collections first: once the models are forgotten nobody would look for them.
    await this.#withChroma(organizationId, (index) => index.dropOtherModels());
    for (const { model } of others) await models.forget(organizationId, model);
  }

  async #withChroma(organizationId: string, work: (index: VectorIndex) => Promise<unknown>): Promise<void> {
    try {
      await work(this.#options.indexOf(organizationId, this.#options.embeddings));
    } catch (error) {
      throw vectorStoreDown(error);
    }
  }
}
