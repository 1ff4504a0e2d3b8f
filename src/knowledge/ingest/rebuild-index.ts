import { documentAccesses, documentTypes } from '../../coaching/knowledge/document.ts';
import { withTimeLimit } from '../time-limit.ts';
import { embedAll, embeddingInput, sha256 } from './embed-chunks.ts';
import { vectorStoreDown } from './errors.ts';
import { indexPending } from './index-pending.ts';
import type { IngestOptions } from './ingest-document.ts';

const chunksAtOnce = 200;

/** Embeds the chunks that have no vector of this model: all of them after the model was changed. */
export async function embedMissing(
  { chunks: store, embeddings }: IngestOptions,
  organizationId: string,
): Promise<void> {
  for (;;) {
    const missing = await store.withoutEmbedding(organizationId, embeddings.model, chunksAtOnce);
    if (missing.length === 0) return;
    const inputs = missing.map(embeddingInput);
    const vectors = await embedAll(embeddings, inputs);
    await store.saveEmbeddings(
      organizationId,
      embeddings.model,
      missing.map(({ chunkId }, index) => ({
        chunkId,
        embeddingHash: sha256(inputs[index] ?? ''),
        embedding: vectors[index] ?? [],
      })),
    );
  }
}

/** @throws AppError KNOWLEDGE_008, KNOWLEDGE_009, and what the embedding model throws */
export async function rebuildIndex(
  options: IngestOptions,
  organizationId: string,
): Promise<{ chunks: number }> {
  const { chunks: store, embeddings, indexOf } = options;
  await embedMissing(options, organizationId);
  const index = indexOf(organizationId);
  const scopes = documentTypes.flatMap((type) => documentAccesses.map((access) => ({ type, access })));
  try {
    // Forgotten first: whatever happens from here on, what Chroma may have lost is pending and goes with the next load.
    await store.resetConfirmations(organizationId, embeddings.model);
    await withTimeLimit(Promise.all(scopes.map((scope) => index.drop(scope))), 30_000, 'Chroma');
    return { chunks: await indexPending(store, index, organizationId, embeddings.model) };
  } catch (error) {
    throw vectorStoreDown(error);
  }
}
