import type { ChunkStore } from '../../coaching/knowledge/chunk-store.ts';
import type { Embeddings } from '../../coaching/models/ports.ts';
import { embedAll, embeddingInput, sha256 } from './embed-chunks.ts';

const chunksAtOnce = 200;

interface EmbedMissingOptions {
  /** Stops between two batches; what was embedded stays. */
  signal?: AbortSignal | undefined;
  /** Chunks embedded so far by this call. */
  onProgress?: ((embedded: number) => void) | undefined;
}

/**
 * Embeds the chunks that have no vector of this model: all of them after the model was changed. Each batch is kept as soon
 * as it is there, so whoever is interrupted goes on where it stopped. Returns how many there were.
 *
 * @throws AppError KNOWLEDGE_008, and what the embedding model throws
 */
export async function embedMissing(
  store: ChunkStore,
  embeddings: Embeddings,
  organizationId: string,
  { signal, onProgress }: EmbedMissingOptions = {},
): Promise<number> {
  for (let total = 0; ;) {
    signal?.throwIfAborted();
    const missing = await store.withoutEmbedding(organizationId, embeddings.model, chunksAtOnce);
    if (missing.length === 0) return total;
    const texts = missing.map(embeddingInput);
    const hashes = texts.map(sha256);
    // What stood word for word in a chunk before, of this or another version, has its vector already.
    const vectors = await store.knownEmbeddings(organizationId, embeddings.model, hashes);
    const unknown = new Map(
      hashes.flatMap((hash, at) => (vectors.has(hash) ? [] : [[hash, texts[at] ?? ''] as const])),
    );
    const fresh = await embedAll(embeddings, [...unknown.values()]);
    for (const [at, hash] of [...unknown.keys()].entries()) vectors.set(hash, fresh[at] ?? []);
    await store.saveEmbeddings(
      organizationId,
      embeddings.model,
      missing.map(({ chunkId }, at) => ({
        chunkId,
        embeddingHash: hashes[at] ?? '',
        embedding: vectors.get(hashes[at] ?? '') ?? [],
      })),
    );
    total += missing.length;
    onProgress?.(total);
  }
}
