import type { AddText } from '../../coaching/knowledge/ports.ts';
import { badName, emptyText, notText, tooLarge, unsupportedType } from './errors.ts';

const maxMegabytes = 20;
const readableTypes: ReadonlySet<string> = new Set(['text/markdown', 'text/x-markdown', 'text/plain']);
/** More than this share of characters that no text has: an image or archive with the wrong ending. */
const maxStrange = 0.01;
/** Control characters apart from tab, line ends and form feed, and what decoding puts for bytes that are no UTF-8. */
// eslint-disable-next-line no-control-regex -- finding control characters is the point
const strange = /[\u0000-\u0008\u000E-\u001F\u007F\uFFFD]/gu;
/** First characters of formats that can otherwise pass for text. */
const magic = /^\s*(?:%PDF-|PK\p{Cc}|\{\\rtf|GIF8|\p{Cc}ELF)/u;

/** @throws AppError KNOWLEDGE_007 */
export function checkName(name: string): void {
  if (name.trim() === '' || name.length > 200) throw badName();
}

/**
 * The text as it will be stored, or an error that names the cure. Line ends stay as they are: offsets are those of the
 * file. Only halves of characters, which UTF-8 cannot hold, are replaced, one for one.
 *
 * @throws AppError KNOWLEDGE_001 to KNOWLEDGE_004, KNOWLEDGE_007
 */
export function checkText({ name, mimeType, text }: Pick<AddText, 'name' | 'mimeType' | 'text'>): string {
  checkName(name);
  if (!readableTypes.has(mimeType.toLowerCase().replace(/;.*$/u, '').trim())) throw unsupportedType();
  if (magic.test(text)) throw notText();
  return checkWords(text);
}

/**
 * The same for text that was read out of a file.
 * @throws AppError KNOWLEDGE_001 to KNOWLEDGE_003
 */
export function checkWords(text: string): string {
  if (Buffer.byteLength(text) > maxMegabytes * 1024 * 1024) throw tooLarge(maxMegabytes);
  if (text.includes('\0')) throw notText();
  if ((text.match(strange)?.length ?? 0) > text.length * maxStrange) throw notText();
  if (!/[\p{L}\p{N}]/u.test(text)) throw emptyText();
  return text.replace(/\p{Surrogate}/gu, '\uFFFD');
}
