import type { ChunkStore, NewChunk } from '../../coaching/knowledge/chunk-store.ts';
import type { KnowledgeDocument } from '../../coaching/knowledge/document.ts';
import type { KnowledgeIngest } from '../../coaching/knowledge/ports.ts';
import type { Embeddings } from '../../coaching/models/ports.ts';
import { AppError } from '../../shared/errors.ts';
import { newId } from '../../shared/ids.ts';
import type { Logger } from '../../shared/logger.ts';
import type { VectorIndex } from '../search/vector-index.ts';
import { countTerms, toTerms } from '../terms.ts';
import { toBlocks } from '../text-blocks.ts';
import { withTimeLimit } from '../time-limit.ts';
import { checkText } from './check-text.ts';
import { embedAll, embeddingInput, sha256 } from './embed-chunks.ts';
import { indexPending } from './index-pending.ts';
import { splitDocument } from './split-document.ts';

export interface IngestOptions {
  chunks: ChunkStore;
  indexOf: (organizationId: string) => VectorIndex;
  embeddings: Embeddings;
  logger: Logger;
}

/** All of a chunk but its vector. */
type UnembeddedChunk = Omit<NewChunk, 'embedding'> & { input: string };

async function toChunks(text: string): Promise<UnembeddedChunk[]> {
  return (await splitDocument(text)).map((piece, index) => {
    // Headings above a chunk say what it is about; its own heading stands in its text already.
    const above = piece.headingPath.filter((title) => !piece.text.includes(title));
    const input = embeddingInput(piece);
    return {
      ...piece,
      id: newId(),
      index,
      contentHash: sha256(piece.text),
      terms: countTerms(toTerms([...above, piece.text].join('\n'))),
      input,
      embeddingHash: sha256(input),
    };
  });
}

export function createIngest({ chunks: store, indexOf, embeddings, logger }: IngestOptions): KnowledgeIngest {
  /** Chunks with vectors: known ones are taken over, the others embedded, each input once. */
  async function embed(
    organizationId: string,
    pieces: readonly UnembeddedChunk[],
    onProgress?: (done: number, total: number) => void,
  ): Promise<{ chunks: NewChunk[]; embedded: number }> {
    const hashes = [...new Set(pieces.map((piece) => piece.embeddingHash))];
    const vectors = await store.knownEmbeddings(organizationId, embeddings.model, hashes);
    const missing = new Map(
      pieces
        .filter((piece) => !vectors.has(piece.embeddingHash))
        .map((piece) => [piece.embeddingHash, piece.input]),
    );
    const known = pieces.length - missing.size;
    onProgress?.(known, pieces.length);
    const fresh = await embedAll(embeddings, [...missing.values()], (done) =>
      onProgress?.(known + done, pieces.length),
    );
    for (const [index, hash] of [...missing.keys()].entries()) vectors.set(hash, fresh[index] ?? []);
    return {
      chunks: pieces.map(({ input: _input, ...piece }) => ({
        ...piece,
        embedding: vectors.get(piece.embeddingHash) ?? [],
      })),
      embedded: missing.size,
    };
  }

  /** Loads of one organisation that end together would each hand over what all of them left: one after the other. */
  const turns = new Map<string, Promise<unknown>>();
  async function indexInTurn(organizationId: string): Promise<void> {
    const before = turns.get(organizationId) ?? Promise.resolve();
    const mine = before
      .catch(() => undefined)
      .then(() => indexPending(store, indexOf(organizationId), organizationId, embeddings.model));
    turns.set(organizationId, mine);
    try {
      await mine;
    } finally {
      if (turns.get(organizationId) === mine) turns.delete(organizationId);
    }
  }

  /** Chroma follows PostgreSQL. When it is away search goes on without it, and the next load brings it up to date. */
  async function updateIndex(
    document: KnowledgeDocument,
    former?: Omit<KnowledgeDocument, 'text'>,
  ): Promise<void> {
    const index = indexOf(document.organizationId);
    try {
      if (former && (former.type !== document.type || former.access !== document.access)) {
        await withTimeLimit(index.removeOldVersions(former, document.name), 10_000, 'Chroma');
      }
      await indexInTurn(document.organizationId);
    } catch (error) {
      logger.warn('vector store not updated; search by words goes on, the next load tries again', {
        organizationId: document.organizationId,
        documentId: document.id,
        reason: error instanceof Error ? error.name : 'unknown',
      });
    }
  }

  return {
    async add(input, onProgress) {
      const { organizationId, name, type, access, mimeType, createdBy } = input;
      const text = checkText(input);
      const contentHash = sha256(text);
      const current = await store.currentVersion(organizationId, name);
      if (current?.contentHash === contentHash && current.type === type && current.access === access) {
        const document = { ...current, text };
        await updateIndex(document);
        return { document, unchanged: true, chunks: 0, embedded: 0 };
      }
      const title = toBlocks(text).find((block) => block.kind === 'heading')?.title ?? name;
      const draft = await store.beginVersion({
        organizationId,
        name,
        title,
        type,
        access,
        text,
        contentHash,
        mimeType,
        ...(createdBy === undefined ? {} : { createdBy }),
      });
      try {
        const { chunks, embedded } = await embed(organizationId, await toChunks(text), onProgress);
        const document = await store.publish(draft, embeddings.model, chunks);
        await updateIndex(document, draft.current);
        return { document, unchanged: false, chunks: chunks.length, embedded };
      } catch (error) {
        const failure =
          (error instanceof AppError ? error.userMessage : undefined) ??
          'This version could not be loaded; the former one stays in force. Please load it again.';
        // The first error is the one to tell; a load that cannot even be marked is taken over after ten minutes.
        await store.fail(draft, failure).catch(() => undefined);
        throw error;
      }
    },
  };
}
