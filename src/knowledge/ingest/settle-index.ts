import type { DocumentVersions } from '../../coaching/knowledge/document-versions.ts';
import { withTimeLimit } from '../time-limit.ts';
import { indexPending } from './index-pending.ts';
import type { IngestOptions } from './ingest-document.ts';

const documentsAtOnce = 100;
const timeoutMs = 10_000;

export type SettleOptions = Pick<IngestOptions, 'chunks' | 'indexOf' | 'embeddings'> & {
  versions: Pick<DocumentVersions, 'pendingRemovals' | 'confirmRemovals'>;
};

/** Takes out of the vector store what retired or was removed, however long ago. May be repeated. */
async function removePending({ versions, indexOf }: SettleOptions, organizationId: string): Promise<void> {
  for (;;) {
    const pending = await versions.pendingRemovals(organizationId, documentsAtOnce);
    if (pending.length === 0) return;
    const scopes = new Map(pending.map((removal) => [`${removal.type}/${removal.access}`, removal]));
    for (const [key, scope] of scopes) {
      const ids = pending
        .filter(({ type, access }) => `${type}/${access}` === key)
        .map(({ documentId }) => documentId);
      await withTimeLimit(indexOf(organizationId).removeDocuments(scope, ids), timeoutMs, 'Chroma');
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
