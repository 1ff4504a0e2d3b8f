import type { ImportReader } from '../../coaching/imports/ports.ts';
import { readCsvRows } from './csv-rows.ts';
import { firstBytes, readBytes } from './read-bytes.ts';
import { tableError } from './table-errors.ts';
import { toTable } from './table-rows.ts';
import { decodePieces, detectEncoding } from './text-encoding.ts';
import type { UnzipLimits } from './unzip-parts.ts';
import { readWorkbook } from './workbook-parts.ts';
import { readSheetRows } from './workbook-rows.ts';

/** Bytes that show what a file is. */
const looked = 1_024;

/** What the first bytes show, whatever the file is called. */
function kindOf(start: Uint8Array): 'workbook' | 'text' {
  const ascii = Buffer.from(start.subarray(0, looked)).toString('latin1');
  if (ascii.startsWith('PK\u0003\u0004')) {
    if (ascii.includes('mimetypeapplication/vnd.oasis.opendocument')) throw tableError('openDocument');
    return 'workbook';
  }
  // Excel before 2007, and today's with a password.
  if (ascii.startsWith('\u00D0\u00CF\u0011\u00E0')) throw tableError('legacy');
  if (/%PDF-\d|^\{\\rtf/.test(ascii)) throw tableError('notATable');
  if (/^(?:\u00EF\u00BB\u00BF)?\s*<(?:\?xml|!doctype|html|table|\w+:workbook)/i.test(ascii))
    throw tableError('notATable');
  return 'text';
}

/** Reads CSV and XLSX, told apart by content. */
export const createImportReader = (options: { limits?: UnzipLimits } = {}): ImportReader => ({
  pieces: readBytes,
  async open(source) {
    const start = await firstBytes(source);
    if (start.byteLength === 0) throw tableError('empty');
    if (kindOf(start) === 'workbook') {
      const workbook = await readWorkbook(readBytes(source), options.limits);
      return toTable(readSheetRows(readBytes(source), workbook, options.limits), { padded: true });
    }
    const encoding = await detectEncoding(readBytes(source));
    return toTable(readCsvRows(decodePieces(readBytes(source), encoding)));
  },
});
