import type { DocumentReader } from '../../coaching/knowledge/document-reader.ts';
import type { AddDocument } from '../../coaching/knowledge/ports.ts';
import { checkName, checkText, checkWords } from './check-text.ts';

export interface DocumentText {
  text: string;
  mimeType: string;
  /** Bytes of what came. */
  fileSize: number;
}

/**
 * The text of a document as it will be stored, whether it came as text or as a file.
 * @throws AppError KNOWLEDGE_001 to KNOWLEDGE_004, KNOWLEDGE_007, KNOWLEDGE_010 to KNOWLEDGE_022
 */
export async function toDocumentText(reader: DocumentReader, input: AddDocument): Promise<DocumentText> {
  if (input.bytes === undefined) {
    const text = checkText(input);
    return { text, mimeType: input.mimeType, fileSize: Buffer.byteLength(input.text) };
  }
  checkName(input.name);
  const { text, mimeType } = await reader.read(input.name, input.bytes);
  return { text: checkWords(text), mimeType, fileSize: input.bytes.byteLength };
}
