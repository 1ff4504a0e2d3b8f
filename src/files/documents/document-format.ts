import { DocumentFaultError } from './document-errors.ts';

export type DocumentFormat = 'markdown' | 'text' | 'html' | 'pdf' | 'docx' | 'pptx';

export const mimeTypes: Readonly<Record<DocumentFormat, string>> = {
  markdown: 'text/markdown',
  text: 'text/plain',
  html: 'text/html',
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
};

/** What the ending of a name promises; undefined: nothing that we know. */
const promised: Readonly<Record<string, DocumentFormat | 'legacy'>> = {
  md: 'markdown',
  markdown: 'markdown',
  txt: 'text',
  text: 'text',
  html: 'html',
  htm: 'html',
  pdf: 'pdf',
  docx: 'docx',
  pptx: 'pptx',
  doc: 'legacy',
  ppt: 'legacy',
};

const endingOf = (fileName: string): string | undefined =>
  /\.([^./\\]{1,12})$/.exec(fileName)?.[1]?.toLowerCase();

const startsWith = (bytes: Uint8Array, ...start: number[]): boolean =>
  start.every((byte, index) => bytes[index] === byte);

/** Compound files name their streams in UTF-16, like `W\0o\0r\0d\0…`. */
const hasStream = (bytes: Uint8Array, name: string): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from(name, 'utf16le'));

/** The container that the first bytes show. */
export function containerOf(bytes: Uint8Array): 'pdf' | 'zip' | 'plain' {
  // The signature may stand behind a few bytes that a mail gateway or a printer driver left.
  const head = Buffer.from(bytes.subarray(0, 1_024)).toString('latin1');
  if (/%PDF-\d/.test(head)) return 'pdf';
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04)) return 'zip';
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) {
    // Office puts an encrypted .docx or .pptx into the container of its old formats.
    throw new DocumentFaultError(hasStream(bytes, 'EncryptedPackage') ? 'password' : 'legacyOffice');
  }
  return 'plain';
}

/** @throws DocumentFaultError `misnamed` where the name promises another kind of file than the content is */
export function checkName(fileName: string, format: DocumentFormat): void {
  const expected = promised[endingOf(fileName) ?? ''];
  if (expected !== undefined && expected !== format) throw new DocumentFaultError('misnamed');
}

/**
 * The format of decoded text. The name decides only between formats that are all text; text under the name of another kind
 * of file is refused.
 */
export function textFormatOf(fileName: string, text: string): 'markdown' | 'text' | 'html' {
  const ending = endingOf(fileName);
  const expected = promised[ending ?? ''];
  const start = text.slice(0, 4_096).trimStart();
  if (/^\{\\rtf/.test(start)) throw new DocumentFaultError('unsupported');
  const isPage = /^(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html)\b/i.test(start);
  switch (expected) {
    case 'markdown':
    case 'text':
      if (isPage) throw new DocumentFaultError('misnamed');
      return expected;
    case 'html':
      // A page without a single tag is plain text, and would lose its lines.
      return /<[a-z!/]/i.test(text) ? 'html' : 'text';
    case undefined:
      if (isPage) return 'html';
      if (ending !== undefined) throw new DocumentFaultError('unsupported');
      return 'text';
    default:
      throw new DocumentFaultError('misnamed');
  }
}
