import type { DocumentVersions } from '../../coaching/knowledge/document-versions.ts';
import type { VectorIndex } from '../search/vector-index.ts';
import { withTimeLimit } from '../time-limit.ts';
import { indexPending } from './index-pending.ts';
import type { IngestOptions } from './ingest-document.ts';

const documentsAtOnce = 100;
const timeoutMs = 10_000;

export type SettleOptions = Pick<IngestOptions, 'chunks' | 'indexOf' | 'embeddings'> & {
  versions: Pick<DocumentVersions, 'pendingRemovals' | 'confirmRemovals'>;
  /** The vectors that still serve while those of the configured model are made. */
  formerIndex: (organizationId: string) => Promise<VectorIndex | undefined>;
};

/** Takes out of the vector store what retired or was removed, however long ago. May be repeated. */
async function removePending(
  { versions, indexOf, formerIndex }: SettleOptions,
  organizationId: string,
): Promise<void> {
  for (;;) {
    const pending = await versions.pendingRemovals(organizationId, documentsAtOnce);
    if (pending.length === 0) return;
    const former = await formerIndex(organizationId);
    const indexes = [indexOf(organizationId), ...(former === undefined ? [] : [former])];
    const scopes = new Map(pending.map((removal) => [`${removal.type}/${removal.access}`, removal]));
    for (const [key, scope] of scopes) {
      const ids = pending
        .filter(({ type, access }) => `${type}/${access}` === key)
        .map(({ documentId }) => documentId);
      const removals = indexes.map((index) => index.removeDocuments(scope, ids));
      await withTimeLimit(Promise.all(removals), timeoutMs, 'Chroma');
      await versions.confirmRemovals(organizationId, ids);
    }
  }
}

/** Brings an organisation's vectors in step with PostgreSQL; calls for one organisation wait for one another. */
export function createSettler(options: SettleOptions): (organizationId: string) => Promise<void> {
  /** Loads that end together would each hand over what all of them left. */
  const turns = new Map<string, Promise<unknown>>();
  return async (organizationId) => {
    const before = turns.get(organizationId) ?? Promise.resolve();
    const mine = before
      .catch(() => undefined)
      .then(async () => {
        // What may no longer be found goes first.
        await removePending(options, organizationId);
        await indexPending(
          options.chunks,
          options.indexOf(organizationId),
          organizationId,
          options.embeddings.model,
        );
      });
    turns.set(organizationId, mine);
    try {
      await mine;
    } finally {
      if (turns.get(organizationId) === mine) turns.delete(organizationId);
    }
  };
}
