import { documentAccesses, documentTypes } from '../../coaching/knowledge/document.ts';
import { withTimeLimit } from '../time-limit.ts';
import { embedMissing } from './embed-missing.ts';
import { vectorStoreDown } from './errors.ts';
import { indexPending } from './index-pending.ts';
import type { IngestOptions } from './ingest-document.ts';

/** @throws AppError KNOWLEDGE_008, KNOWLEDGE_009, and what the embedding model throws */
export async function rebuildIndex(
  { chunks: store, embeddings, indexOf }: Pick<IngestOptions, 'chunks' | 'embeddings' | 'indexOf'>,
  organizationId: string,
): Promise<{ chunks: number }> {
  await embedMissing(store, embeddings, organizationId);
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
