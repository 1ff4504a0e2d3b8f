import type { DocumentScope } from '../../coaching/knowledge/can-read.ts';
import type { Logger } from '../../shared/logger.ts';
import type { VectorIndex } from '../search/vector-index.ts';
import { withTimeLimit } from '../time-limit.ts';

const chromaMs = 10_000;

/**
 * Removes a document's vectors after its chunks went. Never throws: without chunks a vector that is left is never shown,
 * because what the vector store names is looked up in PostgreSQL; rebuilding the index removes it.
 */
export async function forgetDocument(
  { indexOf, logger }: { indexOf: (organizationId: string) => VectorIndex; logger: Logger },
  document: DocumentScope & { organizationId: string; id: string; name: string },
): Promise<void> {
  const { organizationId, name } = document;
  try {
    await withTimeLimit(indexOf(organizationId).removeOldVersions(document, name), chromaMs, 'Chroma');
  } catch (error) {
    logger.warn('vectors of a retired document were left in the vector store', {
      organizationId,
      documentId: document.id,
      reason: error instanceof Error ? error.name : 'unknown',
    });
  }
}
