import { setImmediate } from 'node:timers/promises';
import type { ImportRow } from '../../coaching/imports/import.ts';
import type { ImportTable } from '../../coaching/imports/ports.ts';
import { tableError } from './table-errors.ts';

/** Rows that are looked at for the one that names the columns: exports put titles and dates above it. */
const lookedRows = 20;
/** Small enough that reading them stops nothing else for more than some ten milliseconds. */
const batchRows = 2_000;

const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '');
const filled = (cells: readonly string[]): number => cells.filter((cell) => cell.trim() !== '').length;
const looksLikeData = (cell: string): boolean =>
  /^\s*(?:[+-]?\d[\d\s.,:/%'-]*|\d{4}-\d\d-\d\d.*|[^\s@]+@[^\s@]+\.[^\s@]+)\s*$/.test(cell);

/** The first row that fills at least half of the columns, if it reads like names and not like data. */
function headerAt(rows: readonly ImportRow[]): number {
  const widest = Math.max(0, ...rows.map(({ cells }) => filled(cells)));
  const at = rows.findIndex(
    ({ cells }) => filled(cells) >= widest / 2 && filled(cells) >= Math.min(2, widest),
  );
  const cells = rows[at]?.cells.filter((cell) => cell.trim() !== '') ?? [];
  if (cells.length === 0) throw tableError('noHeader');
  const data = cells.filter(looksLikeData);
  if (data.length > cells.length / 3 || data.some((cell) => cell.includes('@'))) throw tableError('noHeader');
  return at;
}

function headingsOf({ cells }: ImportRow): string[] {
  const names = cells.map((cell) => cell.trim());
  return names.slice(0, names.findLastIndex((name) => name !== '') + 1);
}

/**
 * A table of rows that come one after the other: its header is found, blank rows are left out, and between batches
 * everything else gets its turn.
 *
 * @param options.padded short rows are filled up: where trailing empty cells are not written at all
 * @throws AppError IMPORT_006 no header
 */
export async function toTable(
  source: AsyncGenerator<readonly ImportRow[]>,
  options: { padded?: boolean } = {},
): Promise<ImportTable> {
  const held: ImportRow[] = [];
  for (;;) {
    const next = await source.next();
    if (next.done === true) break;
    held.push(...next.value.filter(({ cells }) => !isBlank(cells)));
    if (held.length >= lookedRows) break;
  }
  const at = headerAt(held.slice(0, lookedRows));
  const [head] = held.slice(at);
  const header = head === undefined ? [] : headingsOf(head);
  const width = header.length;
  const fit = (row: ImportRow): ImportRow => {
    const { cells } = row;
    if (options.padded !== true || cells.length >= width) return row;
    return { line: row.line, cells: [...cells, ...Array.from({ length: width - cells.length }, () => '')] };
  };

  async function* batches(): AsyncGenerator<readonly ImportRow[]> {
    let batch = held.slice(at + 1).map(fit);
    for await (const rows of source) {
      for (const row of rows) {
        const [first = ''] = row.cells;
        if (first === '' && isBlank(row.cells)) continue;
        batch.push(fit(row));
        if (batch.length < batchRows) continue;
        yield batch;
        batch = [];
        await setImmediate();
      }
    }
    if (batch.length > 0) yield batch;
  }

  return {
    header,
    batches,
    close: async () => {
      await source.return(undefined);
    },
  };
}
