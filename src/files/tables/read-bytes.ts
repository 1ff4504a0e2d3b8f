import { createReadStream } from 'node:fs';
import type { ImportSource } from '../../coaching/imports/ports.ts';

const pieceBytes = 1024 * 1024;

/** A source in pieces of at most a megabyte where it is up to us; read from the start each time. */
export async function* readBytes(source: ImportSource): AsyncGenerator<Uint8Array> {
  if ('pieces' in source) {
    yield* source.pieces();
  } else if ('path' in source) {
    // Safe cast: without an encoding a file gives bytes.
    yield* createReadStream(source.path, { highWaterMark: pieceBytes }) as AsyncIterable<Uint8Array>;
  } else {
    for (let from = 0; from < source.content.byteLength; from += pieceBytes)
      yield source.content.subarray(from, from + pieceBytes);
  }
}

/** Up to `length` first bytes. */
export async function firstBytes(source: ImportSource, length: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const piece of readBytes(source)) {
    parts.push(piece);
    size += piece.byteLength;
    if (size >= length) break;
  }
  return Buffer.concat(parts).subarray(0, length);
}
