import type { ChunkStore } from '../../coaching/knowledge/chunk-store.ts';
import type { DocumentReader } from '../../coaching/knowledge/document-reader.ts';
import type { DocumentVersions } from '../../coaching/knowledge/document-versions.ts';
import type { AddDocument, KnowledgeIngest } from '../../coaching/knowledge/ports.ts';
import type { Embeddings } from '../../coaching/models/ports.ts';
import type { Logger } from '../../shared/logger.ts';
import type { VectorIndex } from '../search/vector-index.ts';
import { toBlocks } from '../text-blocks.ts';
import { toDocumentText, type DocumentText } from './document-text.ts';
import { sha256 } from './embed-chunks.ts';
import { loadVersion } from './load-version.ts';

export interface IngestOptions {
  chunks: ChunkStore;
  versions: DocumentVersions;
  reader: DocumentReader;
  indexOf: (organizationId: string) => VectorIndex;
  embeddings: Embeddings;
  logger: Logger;
}

/** What a version's row holds, of a document and the text read from it. */
export function toVersion(
  { organizationId, name, type, access, createdBy, sourceFolder }: AddDocument,
  { text, mimeType, fileSize }: DocumentText,
): Parameters<ChunkStore['beginVersion']>[0] {
  return {
    organizationId,
    name,
    title: toBlocks(text).find((block) => block.kind === 'heading')?.title ?? name,
    type,
    access,
    text,
    contentHash: sha256(text),
    mimeType,
    fileSize,
    ...(createdBy === undefined ? {} : { createdBy }),
    ...(sourceFolder === undefined ? {} : { sourceFolder }),
  };
}

/**
 * Chroma follows PostgreSQL. When it is away search goes on without it, and what is pending goes along with the next load
 * or sweep.
 */
export const createIndexUpdate =
  (logger: Logger, settle: (organizationId: string) => Promise<void>) =>
  async (organizationId: string): Promise<void> => {
    try {
      await settle(organizationId);
    } catch (error) {
      logger.warn('vector store not updated; search by words goes on, the next load tries again', {
        organizationId,
        reason: error instanceof Error ? error.name : 'unknown',
      });
    }
  };

export function createIngest(
  options: IngestOptions,
  updateIndex: (organizationId: string) => Promise<void>,
): KnowledgeIngest {
  const { chunks: store, versions, reader } = options;
  return {
    async add(input, onProgress) {
      const { organizationId, name, type, access, sourceFolder } = input;
      const version = toVersion(input, await toDocumentText(reader, input));
      const current = await store.currentVersion(organizationId, name);
      const isSame =
        current?.contentHash === version.contentHash && current.type === type && current.access === access;
      if (current && isSame) {
        if (sourceFolder !== undefined && sourceFolder !== current.sourceFolder) {
          await versions.noteFolder(organizationId, current.id, sourceFolder);
        }
        await updateIndex(organizationId);
        return { document: { ...current, text: version.text }, unchanged: true, chunks: 0, embedded: 0 };
      }
      const draft = await store.beginVersion(version);
      const loaded = await loadVersion(options, draft, { onProgress });
      await updateIndex(organizationId);
      return { ...loaded, unchanged: false };
    },
  };
}
