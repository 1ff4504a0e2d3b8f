import { open } from 'node:fs/promises';
import { documentError, maxDocumentBytes } from './document-errors.ts';

/**
 * The bytes of a document's file. One that is too large is refused before it is read, and reading ends past the limit even
 * where a file grows or has no size, as a pipe has.
 * @throws AppError KNOWLEDGE_011; what the file system throws
 */
export async function readDocumentFile(path: string): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    if (size > maxDocumentBytes) throw documentError('tooLarge');
    const pieces: Uint8Array[] = [];
    let total = 0;
    for (;;) {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(1024 * 1024));
      if (bytesRead === 0) return Buffer.concat(pieces);
      total += bytesRead;
      if (total > maxDocumentBytes) throw documentError('tooLarge');
      pieces.push(buffer.subarray(0, bytesRead));
    }
  } finally {
    await file.close();
  }
}
