import type { ChunkStore, IndexEntry } from '../../coaching/knowledge/chunk-store.ts';
import type { VectorIndex } from '../search/vector-index.ts';
import { withTimeLimit } from '../time-limit.ts';

const entriesAtOnce = 200;
const timeoutMs = 10_000;

function byDocument(entries: readonly IndexEntry[]): Map<string, IndexEntry[]> {
  const groups = new Map<string, IndexEntry[]>();
  for (const entry of entries) groups.set(entry.documentId, [...(groups.get(entry.documentId) ?? []), entry]);
  return groups;
}

/**
 * Hands every vector that Chroma has not confirmed to it, and notes the confirmation. What an outage or a crash left
 * behind goes along with the next load. May run several times at once: adding again changes nothing.
 *
 * @throws whatever Chroma's client throws; the rest stays pending
 */
export async function indexPending(
  chunks: ChunkStore,
  index: VectorIndex,
  organizationId: string,
  model: string,
): Promise<number> {
  for (let total = 0; ;) {
    const entries = await chunks.unconfirmed(organizationId, model, entriesAtOnce);
    if (entries.length === 0) return total;
    for (const [documentId, group] of byDocument(entries)) {
      const [first] = group;
      if (!first) continue;
      await withTimeLimit(
        index.removeOldVersions(first, first.documentName, documentId).then(() => index.add(first, group)),
        timeoutMs,
        'Chroma',
      );
      await chunks.confirm(
        organizationId,
        model,
        group.map(({ chunkId }) => chunkId),
      );
      total += group.length;
    }
  }
}
