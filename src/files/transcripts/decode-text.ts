import { TranscriptFaultError } from './transcript-errors.ts';

/**
 * Bytes to text: by byte order mark (UTF-8, UTF-16 both ways), else UTF-8, else Windows-1252, as older Windows tools write
 * it. Line ends become `\n`; the zero character, which no database takes, goes.
 * @throws TranscriptFaultError `binary` when the bytes are no text
 */
export function decodeText(bytes: Uint8Array): string {
  const text = decodeBytes(bytes);
  if (looksBinary(text)) throw new TranscriptFaultError('binary');
  return text
    .replace(/\r+\n|\r/g, '\n')
    .replace(/[\u2028\u2029]/g, '\n')
    .replaceAll('\u0000', '');
}

/** Text has tabs and line ends, but no NUL and hardly any other control character. */
export function looksBinary(text: string): boolean {
  const sample = text.slice(0, 65_536);
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  const controls = sample.match(/[\u0000-\u0008\u000E-\u001F\u007F\uFFFD]/g)?.length ?? 0;
  return sample.includes('\u0000') || controls > sample.length / 200 + 1;
}

/**
 * Decodes by byte order mark, else as UTF-8, else as Windows-1252; line ends stay as they are.
 * @param options.keepMark whether the mark stays, as the text's first character; default false
 */
export function decodeBytes(bytes: Uint8Array, { keepMark = false } = {}): string {
  const options = { ignoreBOM: keepMark };
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le', options).decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be', options).decode(bytes);
  try {
    return new TextDecoder('utf-8', { ...options, fatal: true }).decode(bytes);
  } catch {
    return decodeWindows1252(bytes);
  }
}

/** Bytes 0x80 to 0x9F; elsewhere Windows-1252 equals Latin-1. Node 20's own decoder reads these as Latin-1 too. */
const upperControls = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';

/** Every byte is a letter; five of them are controls that nobody means. */
export function decodeWindows1252(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('latin1')
    .replace(/[\u0080-\u009F]/g, (unit) => upperControls.charAt(unit.charCodeAt(0) - 0x80));
}
