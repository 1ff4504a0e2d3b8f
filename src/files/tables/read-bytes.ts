import { createReadStream } from 'node:fs';
import type { ImportSource } from '../../coaching/imports/ports.ts';
import { tableError } from './table-errors.ts';

const pieceBytes = 1024 * 1024;

/** What a file is, and how it is written, is guessed from so many bytes. */
const guessedFrom = 64 * 1024;
/** A million rows of twenty figures are some 130 MB. */
const mostBytes = 1024 * 1024 * 1024;

/**
 * A source in pieces, read from the start each time. The first is large enough to guess from, if the file is.
 * @throws AppError IMPORT_008 larger than a gigabyte
 */
export async function* readBytes(source: ImportSource): AsyncGenerator<Uint8Array> {
  const start: Uint8Array[] = [];
  let size = 0;
  for await (const piece of piecesOf(source)) {
    const isGuessed = size >= guessedFrom;
    size += piece.byteLength;
    if (size > mostBytes) throw tableError('tooLarge');
    if (isGuessed) {
      yield piece;
      continue;
    }
    start.push(piece);
    if (size >= guessedFrom) yield Buffer.concat(start);
  }
  if (size > 0 && size < guessedFrom) yield Buffer.concat(start);
}

async function* piecesOf(source: ImportSource): AsyncGenerator<Uint8Array> {
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

/** The first bytes; none of an empty file. */
export async function firstBytes(source: ImportSource): Promise<Uint8Array> {
  for await (const piece of readBytes(source)) return piece;
  return new Uint8Array();
}
