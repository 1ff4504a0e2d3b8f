import type { BackupStorage, ExportedChunk, KnowledgeSource } from '../../coaching/knowledge/backup-ports.ts';
import { corrupted, incompleteChain } from './errors.ts';
import { folderOfExport } from './manifest.ts';
import { filesOf, openExport, readDocumentParts, readEntries, type OpenExport } from './read-export.ts';

/** Chunks of each part that are compared with PostgreSQL. */
const sampledAPart = 20;

export interface Verification {
  files: number;
  documents: number;
  chunks: number;
  embeddings: number;
  entries: number;
  /** Chunks that were compared with PostgreSQL, and stood there as exported. */
  compared: number;
}

type Compare = (chunk: ExportedChunk) => Promise<'same' | 'gone' | 'different'>;

/**
 * Reads back what restoring the export would read: every file of it and of the earlier exports that hold its pieces, with
 * checksums, form and numbers of rows, and whether each piece of the inventory is there with all its chunks.
 *
 * @param compare where given, asked about a sample of chunks
 * @throws AppError KNOWLEDGE_043, KNOWLEDGE_046
 */
export async function verifyExport(
  storage: BackupStorage,
  { manifest, inventory, holders }: OpenExport,
  compare?: Compare,
): Promise<Verification> {
  const seen: Verification = { files: 0, documents: 0, chunks: 0, embeddings: 0, entries: 0, compared: 0 };
  for (const [holder, held] of holders) {
    seen.files += filesOf(held).length;
    const wanted = inventory.filter((row) => row.heldIn === holder && row.state !== 'gone');
    const missing = new Set(wanted.map(({ kind, id }) => `${kind}/${id}`));
    for await (const { documents, chunks, embeddings } of readDocumentParts(storage, held)) {
      const ids = new Set(documents.map(({ id }) => id));
      const astray = [...chunks, ...embeddings].find(({ documentId }) => !ids.has(documentId));
      if (astray) throw corrupted(folderOfExport(held), 'a chunk belongs to no document');
      for (const id of ids) missing.delete(`document/${id}`);
      seen.documents += documents.length;
      seen.chunks += chunks.length;
      seen.embeddings += embeddings.length;
      if (!compare) continue;
      // Spread over the part, so that a batch that went wrong anywhere is likely met.
      const step = Math.max(1, Math.floor(chunks.length / sampledAPart));
      for (let at = 0; at < chunks.length; at += step) {
        const chunk = chunks[at];
        const found = chunk === undefined ? 'gone' : await compare(chunk);
        if (found === 'different') throw corrupted(folderOfExport(held), 'it differs from the database');
        if (found === 'same') seen.compared += 1;
      }
    }
    const { entries } = await readEntries(storage, held);
    for (const { id } of entries) missing.delete(`entry/${id}`);
    seen.entries += entries.length;
    if (missing.size > 0) throw incompleteChain(`${folderOfExport(held)} (${missing.size} pieces)`);
  }
  if (manifest.parentId === undefined && holders.size > 1)
    throw corrupted(folderOfExport(manifest), 'a full export rests on others');
  return seen;
}

const sameChunk = (x: ExportedChunk, y: ExportedChunk): boolean =>
  x.text === y.text &&
  x.start === y.start &&
  x.end === y.end &&
  x.headingPath.join('\n') === y.headingPath.join('\n') &&
  x.terms.join('\n') === y.terms.join('\n') &&
  x.termFrequencies.join() === y.termFrequencies.join();

/** The restore test: everything is read back, and a sample compared with the rows that it was taken from. */
export async function testRestore(
  deps: { storage: BackupStorage; source: KnowledgeSource },
  organizationId: string,
  exportId: string,
): Promise<Verification> {
  const opened = await openExport(deps.storage, organizationId, exportId);
  return deps.source.read(organizationId, (snapshot) =>
    verifyExport(deps.storage, opened, async (chunk) => {
      const [now] = await snapshot.chunks(chunk.documentId, chunk.index, 1);
      // Loaded or retired since: a chunk is never changed, it is replaced by one with another id.
      if (now?.id !== chunk.id) return 'gone';
      return sameChunk(chunk, now) ? 'same' : 'different';
    }),
  );
}
