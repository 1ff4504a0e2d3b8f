import { isFormula, unescapeFormula } from './formula.ts';
import type { ImportField, ImportRow, RowFault } from './import.ts';

export interface Screen {
  header: readonly string[];
  /** Positions of columns that hold text, which is shown elsewhere. */
  text: readonly number[];
}

export function screenFor(
  header: readonly string[],
  columns: readonly (string | null | undefined)[],
  fields: readonly ImportField[],
): Screen {
  const textKeys = new Set(fields.filter(({ holds }) => holds === 'text').map(({ key }) => key));
  return {
    header,
    text: columns.flatMap((key, index) => (key != null && textKeys.has(key) ? [index] : [])),
  };
}

/** What is wrong with a row whatever its kind: cells that are too many or too few, and text that would be run. */
export function screenRows(
  { header, text }: Screen,
  rows: readonly ImportRow[],
): { good: readonly ImportRow[]; faults: RowFault[] } {
  const faults: RowFault[] = [];
  const good: ImportRow[] = [];
  for (const row of rows) {
    const before = faults.length;
    const cells = fit(row.cells, header.length);
    if (cells === undefined) {
      faults.push({
        line: row.line,
        code: 'IMPORT_020',
        message: `This row has ${row.cells.length} cells where the header has ${header.length}. Look for a separator inside a value: it needs quotes around it.`,
      });
      continue;
    }
    let unescaped: string[] | undefined;
    for (const index of text) {
      const cell = cells[index] ?? '';
      const meant = unescapeFormula(cell);
      if (meant !== cell) (unescaped ??= [...cells])[index] = meant;
      if (!isFormula(meant)) continue;
      faults.push({
        line: row.line,
        column: header[index] ?? '',
        code: 'IMPORT_021',
        message: `“${clip(meant)}” begins like a formula, which a spreadsheet would run. Write it without ${JSON.stringify(meant.trimStart().charAt(0))} in front.`,
      });
    }
    if (faults.length === before)
      good.push(unescaped === undefined && cells === row.cells ? row : { ...row, cells: unescaped ?? cells });
  }
  return { good, faults };
}

/** Cells past the header are let go where they are empty. */
function fit(cells: readonly string[], width: number): readonly string[] | undefined {
  if (cells.length === width) return cells;
  if (cells.length < width || cells.slice(width).some((cell) => cell !== '')) return undefined;
  return cells.slice(0, width);
}

/** A value as a fault quotes it. */
export const clip = (value: string): string => {
  const text = value.replaceAll(/\s+/g, ' ').trim();
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
};
