/** A cell that begins so is run by spreadsheets, also after blanks. */
const dangerous = /^\s*[=+\-@\t\r]/;
/** Signed numbers, phone numbers with a plus, and the dash that stands for nothing, run nothing. */
const harmless = /^\s*(?:[+-]?[\d\s().,/'-]*\d[\d\s().,/'-]*%?|-*)\s*$/;

/** Whether a spreadsheet that opens this cell would take it for a formula. */
export const isFormula = (cell: string): boolean => dangerous.test(cell) && !harmless.test(cell);

/** Safe to open: what would be a formula gets the apostrophe that spreadsheets take for "this is text". */
export const escapeFormula = (cell: string): string => (isFormula(cell) ? `'${cell}` : cell);

/** Without the apostrophe that `escapeFormula` put there, so that a file of faults brought back is what it was. */
export const unescapeFormula = (cell: string): string =>
  cell.startsWith("'") && isFormula(cell.slice(1)) ? cell.slice(1) : cell;
