import { decodeBytes, looksBinary } from '../transcripts/decode-text.ts';
import { DocumentFaultError } from './document-errors.ts';

/**
 * Bytes to text, every character kept: line ends stay as they are, because offsets into the document are those of the file.
 * @throws DocumentFaultError `misnamed` when the bytes are no text
 */
export function decodeDocumentText(bytes: Uint8Array): string {
  const text = decodeBytes(bytes, { keepMark: true });
  if (looksBinary(text)) throw new DocumentFaultError('unsupported');
  return text;
}
