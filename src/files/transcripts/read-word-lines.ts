import { zipSync } from 'fflate';
import { unpackOffice } from '../documents/unpack-office.ts';
import { DocumentFaultError } from '../documents/document-errors.ts';
import { decodeEntities } from './decode-entities.ts';
import { TranscriptFaultError } from './transcript-errors.ts';

/**
 * The lines of a Word file: its paragraphs, and what line breaks part inside them (Teams writes name, time and words into one
 * paragraph).
 *
 * @throws TranscriptFaultError `office` for other Office files, `damaged` for one that cannot be unpacked
 */
export async function readWordLines(bytes: Uint8Array): Promise<string> {
  try {
    const parts = unpackOffice(bytes);
    if (!parts.has('word/document.xml')) throw new TranscriptFaultError('office');
    // Loaded when it is needed: most transcripts are text, and this thread starts anew for each.
    const { default: mammoth } = await import('mammoth');
    const { value } = await mammoth.convertToHtml(
      // Only the parts that hold words were unpacked.
      { buffer: Buffer.from(zipSync(Object.fromEntries(parts), { level: 0 })) },
      {
        convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' })),
        externalFileAccess: false,
      },
    );
    return decodeEntities(
      value
        .replace(/<br\s*\/?>/g, '\n')
        .replace(/<\/(?:p|h\d|li|tr)>/g, '\n')
        .replace(/<\/t[dh]>/g, '\t')
        .replace(/<[^<>]*>/g, ''),
    ).replace(/\u00A0/g, ' ');
  } catch (error) {
    if (error instanceof TranscriptFaultError) throw error;
    if (error instanceof DocumentFaultError && error.fault === 'unsupported')
      throw new TranscriptFaultError('office');
    throw new TranscriptFaultError('damaged');
  }
}
