import type { ReadDocument } from '../../coaching/knowledge/document-reader.ts';
import { decodeDocumentText } from './decode-document-text.ts';
import { DocumentFaultError, type DocumentFault } from './document-errors.ts';
import { checkName, containerOf, mimeTypes, textFormatOf, type DocumentFormat } from './document-format.ts';
import { readDocx } from './read-docx.ts';
import { readHtml } from './read-html.ts';
import { readPdf } from './read-pdf.ts';
import { readPptx } from './read-pptx.ts';
import { unpackOffice } from './unpack-office.ts';

/** What crosses the thread: errors lose their class on the way, so a fault travels by name. */
export type DocumentOutcome = ({ kind: 'document' } & ReadDocument) | { kind: 'fault'; fault: DocumentFault };

export interface DocumentInput {
  fileName: string;
  bytes: Uint8Array;
}

// eslint-disable-next-line no-control-regex -- finding control characters is the point
const controls = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/g;

/** Decides the format by content and reads it. Never throws for a file that is wrong. */
export async function readDocument({ fileName, bytes }: DocumentInput): Promise<DocumentOutcome> {
  try {
    if (bytes.byteLength === 0) throw new DocumentFaultError('empty');
    const { format, text: raw } = await read(fileName, bytes);
    // Broken fonts and forms leave control characters between the words; text files are judged as they are.
    const text = format === 'text' || format === 'markdown' ? raw : raw.replace(controls, '');
    if (!/[\p{L}\p{N}]/u.test(text)) throw new DocumentFaultError('noWords');
    return { kind: 'document', text, mimeType: mimeTypes[format] };
  } catch (error) {
    if (error instanceof DocumentFaultError) return { kind: 'fault', fault: error.fault };
    // Nested beyond any document that a person wrote.
    if (error instanceof RangeError) return { kind: 'fault', fault: 'damaged' };
    throw error;
  }
}

async function read(fileName: string, bytes: Uint8Array): Promise<{ format: DocumentFormat; text: string }> {
  switch (containerOf(bytes)) {
    case 'pdf':
      checkName(fileName, 'pdf');
      return { format: 'pdf', text: await readPdf(bytes) };
    case 'zip':
      return readOffice(fileName, bytes);
    case 'plain': {
      const text = decodeDocumentText(bytes);
      const format = textFormatOf(fileName, text);
      return { format, text: format === 'html' ? readHtml(text) : text };
    }
  }
}

async function readOffice(
  fileName: string,
  bytes: Uint8Array,
): Promise<{ format: DocumentFormat; text: string }> {
  const parts = unpackOffice(bytes);
  if (parts.has('word/document.xml')) {
    checkName(fileName, 'docx');
    return { format: 'docx', text: await readDocx(parts) };
  }
  if (parts.has('ppt/presentation.xml')) {
    checkName(fileName, 'pptx');
    return { format: 'pptx', text: readPptx(parts) };
  }
  throw new DocumentFaultError('unsupported');
}
