import type { NewChunk, VersionDraft } from '../../coaching/knowledge/chunk-store.ts';
import type { KnowledgeDocument } from '../../coaching/knowledge/document.ts';
import { AppError } from '../../shared/errors.ts';
import { newId } from '../../shared/ids.ts';
import { countTerms, toTerms } from '../terms.ts';
import { embedAll, embeddingInput, sha256 } from './embed-chunks.ts';
import type { IngestOptions } from './ingest-document.ts';
import { splitDocument } from './split-document.ts';

/** All of a chunk but its vector. */
type UnembeddedChunk = Omit<NewChunk, 'embedding'> & { input: string };

type Progress = (done: number, total: number) => void;

/** A load says that it is alive this often; sweeps wait several times as long. */
const heartbeatMs = 10_000;

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

/** Chunks with vectors: known ones are taken over, the others embedded, each input once. */
async function embed(
  { chunks: store, embeddings }: IngestOptions,
  organizationId: string,
  pieces: readonly UnembeddedChunk[],
  onProgress: Progress,
): Promise<{ chunks: NewChunk[]; embedded: number }> {
  const hashes = [...new Set(pieces.map((piece) => piece.embeddingHash))];
  const vectors = await store.knownEmbeddings(organizationId, embeddings.model, hashes);
  const missing = new Map(
    pieces
      .filter((piece) => !vectors.has(piece.embeddingHash))
      .map((piece) => [piece.embeddingHash, piece.input]),
  );
  const known = pieces.length - missing.size;
  onProgress(known, pieces.length);
  const fresh = await embedAll(embeddings, [...missing.values()], (done) =>
    onProgress(known + done, pieces.length),
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

/**
 * Makes a draft the version in force. When that fails the draft says why and the former version stays; when `signal` was
 * aborted the draft stays as it is, for the next run.
 * @throws AppError of the embedding model, KNOWLEDGE_006, KNOWLEDGE_008; the reason of `signal`
 */
export async function loadVersion(
  options: IngestOptions,
  draft: VersionDraft,
  { onProgress, signal }: { onProgress?: Progress | undefined; signal?: AbortSignal | undefined } = {},
): Promise<{ document: KnowledgeDocument; chunks: number; embedded: number }> {
  const { chunks: store, embeddings, versions } = options;
  const { id, organizationId, text } = draft.document;
  let heardAt = Date.now();
  try {
    const { chunks, embedded } = await embed(options, organizationId, await toChunks(text), (done, total) => {
      signal?.throwIfAborted();
      if (Date.now() - heardAt >= heartbeatMs) {
        heardAt = Date.now();
        // Not waited for: one that is lost is followed by the next.
        versions.touch(organizationId, id).catch(() => undefined);
      }
      onProgress?.(done, total);
    });
    const document = await store.publish(draft, embeddings.model, chunks);
    return { document, chunks: chunks.length, embedded };
  } catch (error) {
    if (signal?.aborted === true) throw error;
    const failure =
      (error instanceof AppError ? error.userMessage : undefined) ??
      'This version could not be loaded; the former one stays in force. Please load it again.';
    // The first error is the one to tell; a load that cannot even be marked is taken over after ten minutes.
    await store.fail(draft, failure).catch(() => undefined);
    throw error;
  }
}
