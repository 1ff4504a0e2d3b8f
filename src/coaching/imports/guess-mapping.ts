import type { ImportField, ImportRow } from './import.ts';
import { isNothing, readClock, readNumber } from './read-number.ts';
import { looksLikeDay } from './read-day.ts';

/** Rows whose cells are looked at. */
const looked = 200;
/** A name shorter than this has no near miss: `csat` and `chat` are one edit apart. */
const shortestNearMiss = 5;

const folded = (name: string): string =>
  name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '');

/** `Quality (%)` and `AHT [s]` without what stands in brackets. */
const bare = (name: string): string => folded(name.replaceAll(/[([{].*?[)\]}]/g, ' '));

/** Whether one letter more, less or other makes one of the other. */
function isOneEditAway(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || a === b) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  return Math.max(a.length, b.length) - start - end <= 1;
}

/** How well a heading names a field: 4 its key, 3 its label, 2 another name, 1 nearly one of them, 0 not. */
function nameFit(heading: string, field: ImportField): number {
  const names = [field.key, field.label, ...field.aliases].map(folded);
  for (const name of [folded(heading), bare(heading)]) {
    const at = names.indexOf(name);
    if (at !== -1) return at === 0 ? 4 : at === 1 ? 3 : 2;
  }
  const name = bare(heading);
  const isNear = names.some(
    (known) => Math.min(known.length, name.length) >= shortestNearMiss && isOneEditAway(known, name),
  );
  return isNear ? 1 : 0;
}

const share = (cells: readonly string[], test: (cell: string) => boolean): number =>
  cells.length === 0 ? 1 : cells.filter(test).length / cells.length;

/** How well a column's cells suit a field, from 0 (not at all) to 9. */
function contentFit(cells: readonly string[], holds: ImportField['holds']): number {
  switch (holds) {
    case 'day':
      return share(cells, looksLikeDay) >= 0.5 ? 9 : 0;
    case 'number':
      return share(cells, (cell) => readNumber(cell) !== undefined || readClock(cell) !== undefined) >= 0.5
        ? 9
        : 0;
    case 'person': {
      // An address is one person's for sure; a name may be two people's.
      if (share(cells, (cell) => /^\S+@\S+\.\S+$/.test(cell.trim())) >= 0.5) return 9;
      return share(cells, (cell) => /\d/.test(cell)) >= 0.5 ? 7 : 4;
    }
    default:
      return 5;
  }
}

/** Which field each column holds, by position; each field is held once. Null: none, or a better one holds it. */
export function guessMapping(
  header: readonly string[],
  fields: readonly ImportField[],
  rows: readonly ImportRow[],
): (string | null)[] {
  const candidates = header.flatMap((heading, column) => {
    const named = fields
      .map((field) => ({ field, fit: nameFit(heading, field) }))
      .filter(({ fit }) => fit > 0);
    if (named.length === 0) return [];
    const cells = rows
      .slice(0, looked)
      .flatMap(({ cells: { [column]: cell = '' } }) => (isNothing(cell) ? [] : [cell]));
    return named.flatMap(({ field, fit }) => {
      const content = contentFit(cells, field.holds);
      // Of columns that name people the content decides, of others the name.
      const score = field.holds === 'person' ? 5 + content * 5 + fit : fit * 10 + content;
      return content === 0 ? [] : [{ column, key: field.key, score }];
    });
  });
  const columns: (string | null)[] = header.map(() => null);
  const taken = new Set<string>();
  for (const { column, key } of candidates.sort((a, b) => b.score - a.score || a.column - b.column)) {
    if (columns[column] !== null || taken.has(key)) continue;
    columns[column] = key;
    taken.add(key);
  }
  return columns;
}
