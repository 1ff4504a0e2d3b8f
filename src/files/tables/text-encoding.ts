import { isUtf8 } from 'node:buffer';
import { decodeWindows1252 } from '../transcripts/decode-text.ts';
import { tableError } from './table-errors.ts';

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** Bytes whose zeros are counted. */
const looked = 4_096;

/** UTF-16 by its mark, or by the zeros that its Latin letters have at every second byte. */
function wideEncoding(start: Uint8Array): TextEncoding | undefined {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be';
  const zeros = [0, 0];
  const length = Math.min(start.byteLength, looked);
  for (let at = 0; at < length; at += 1) if (start[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (odd > length * 0.3 && even < length * 0.05) return 'utf-16le';
  if (even > length * 0.3 && odd < length * 0.05) return 'utf-16be';
  return undefined;
}

/** What is seen of bytes that are not UTF-8 as a whole. */
interface Seen {
  /** Letters of several bytes that are UTF-8, and bytes that are not. */
  valid: number;
  invalid: number;
  /** Bytes that Windows-1252 has no letter for. */
  unknown: number;
  letters: number;
}

function look(bytes: Uint8Array, seen: Seen): void {
  for (let at = 0; at < bytes.byteLength; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x80) {
      if ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a) seen.letters += 1;
      continue;
    }
    if (byte === 0x81 || byte === 0x8d || byte === 0x8f || byte === 0x90 || byte === 0x9d) seen.unknown += 1;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    const letter = bytes.subarray(at, at + length);
    if (byte >= 0xc2 && byte < 0xf5 && letter.byteLength === length && isUtf8(letter)) {
      seen.valid += 1;
      at += length - 1;
    } else {
      seen.invalid += 1;
    }
  }
}

/** Where the last letter of `bytes` begins, if it goes on in the next piece; else their end. */
function wholeLetters(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.byteLength); back += 1) {
    const byte = bytes[bytes.byteLength - back] ?? 0;
    if (byte < 0x80) return bytes.byteLength;
    if (byte >= 0xc0)
      return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? bytes.byteLength - back : bytes.byteLength;
  }
  return bytes.byteLength;
}

/**
 * How a whole file is written: one wrong letter is enough to make it something else, so all of it is looked at.
 * @throws AppError IMPORT_001 no text, IMPORT_004 an encoding that would be guesswork, IMPORT_009 empty
 */
export async function detectEncoding(pieces: AsyncIterable<Uint8Array>): Promise<TextEncoding> {
  const seen: Seen = { valid: 0, invalid: 0, unknown: 0, letters: 0 };
  let isUtf = true;
  let isFirst = true;
  let rest: Uint8Array = new Uint8Array();
  for await (const piece of pieces) {
    if (isFirst) {
      const wide = wideEncoding(piece);
      if (wide !== undefined) return wide;
      isFirst = false;
    }
    if (piece.includes(0)) throw tableError('notATable');
    const bytes = rest.byteLength === 0 ? piece : Buffer.concat([rest, piece]);
    const end = wholeLetters(bytes);
    const whole = bytes.subarray(0, end);
    rest = bytes.subarray(end);
    isUtf &&= isUtf8(whole);
    if (!isUtf) look(whole, seen);
  }
  if (isFirst) throw tableError('empty');
  if (isUtf && rest.byteLength === 0) return 'utf-8';
  look(rest, seen);
  // A file that is UTF-8 in some lines and something else in others; one of a single-byte alphabet that is not Latin.
  const isMixed = seen.valid > 0 && seen.valid >= seen.invalid;
  const isForeign = seen.invalid > 8 && seen.invalid > seen.letters * 0.4;
  if (isMixed || isForeign || seen.unknown > 0) throw tableError('encoding');
  return 'windows-1252';
}

/** Text, piece by piece, without its mark. */
export async function* decodePieces(
  pieces: AsyncIterable<Uint8Array>,
  encoding: TextEncoding,
): AsyncGenerator<string> {
  if (encoding === 'windows-1252') {
    for await (const piece of pieces) yield decodeWindows1252(piece);
    return;
  }
  const decoder = new TextDecoder(encoding);
  for await (const piece of pieces) yield decoder.decode(piece, { stream: true });
  yield decoder.decode();
}
