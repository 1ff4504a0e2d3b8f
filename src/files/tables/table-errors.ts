import { AppError } from '../../shared/errors.ts';

const saveAs = 'Open it in a spreadsheet, save it as CSV (UTF-8) or XLSX, and bring that.';

const faults = {
  notATable: [
    'IMPORT_001',
    'the file is neither CSV nor a workbook',
    `This is not a table that I can read. ${saveAs}`,
  ],
  legacy: [
    'IMPORT_002',
    'an older Office format, or one with a password',
    `This is an older Excel file, or one with a password. ${saveAs}`,
  ],
  openDocument: [
    'IMPORT_003',
    'an OpenDocument file or another archive',
    `This archive is no Excel workbook. ${saveAs}`,
  ],
  encoding: [
    'IMPORT_004',
    'the encoding is none of UTF-8, UTF-16 and Windows-1252',
    'The letters of this file are written in a way that I cannot read for sure. Save it as “CSV UTF-8” and bring it again.',
  ],
  damaged: [
    'IMPORT_005',
    'the workbook cannot be unpacked or read',
    `This workbook is damaged, or locked. ${saveAs}`,
  ],
  noHeader: [
    'IMPORT_006',
    'no row names the columns',
    'I found no line that names the columns. Put one at the top, such as: email, date, quality_score.',
  ],
  quotes: ['IMPORT_007', 'quotes are not closed', ''],
  tooLarge: [
    'IMPORT_008',
    'the file, or what it unpacks to, is larger than the limit',
    'This file is larger than I take, or unpacks to more. Split it, or save it as CSV.',
  ],
  empty: ['IMPORT_009', 'the file is empty', 'This file is empty.'],
} as const satisfies Record<string, readonly [`IMPORT_${string}`, string, string]>;

/** What makes a file unreadable as a whole. @param detail what is wrong where, in place of the usual words */
export function tableError(
  fault: keyof typeof faults,
  options: { detail?: string; cause?: unknown } = {},
): AppError {
  const [code, message, userMessage] = faults[fault];
  return new AppError({
    code,
    message,
    userMessage: options.detail ?? userMessage,
    ...(options.cause === undefined ? {} : { cause: options.cause }),
  });
}
