import type { TranscriptFault } from './transcript-errors.ts';

const startsWith = (bytes: Uint8Array, start: readonly number[], from = 0): boolean =>
  start.every((byte, index) => bytes[from + index] === byte);

const ascii = (text: string): number[] => Array.from(text, (letter) => letter.charCodeAt(0));

/** First bytes of recordings: what people upload when they mean the transcript. */
const media: readonly (readonly [start: readonly number[], from: number])[] = [
  [ascii('ftyp'), 4],
  [ascii('ID3'), 0],
  [ascii('OggS'), 0],
  [ascii('fLaC'), 0],
  [ascii('FLV'), 0],
  // Matroska and WebM.
  [[0x1a, 0x45, 0xdf, 0xa3], 0],
  // MPEG audio and video.
  [[0xff, 0xfb], 0],
  [[0xff, 0xf3], 0],
  [[0xff, 0xf1], 0],
  [[0x00, 0x00, 0x01, 0xba], 0],
  // Windows Media.
  [[0x30, 0x26, 0xb2, 0x75], 0],
];

/** What the first bytes show: an archive that may be a Word file, a fault, or text as far as one can tell. */
export function kindOfFile(bytes: Uint8Array): 'zip' | 'text' | TranscriptFault {
  if (startsWith(bytes, ascii('%PDF-'))) return 'pdf';
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return 'zip';
  // Office before 2007, and today's files with a password.
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return 'office';
  if (startsWith(bytes, ascii('{\\rtf'))) return 'office';
  const isRiff = startsWith(bytes, ascii('RIFF')) && /^(?:WAVE|AVI )$/.test(latin(bytes.subarray(8, 12)));
  if (isRiff || media.some(([start, from]) => startsWith(bytes, start, from))) return 'media';
  return 'text';
}

const latin = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
