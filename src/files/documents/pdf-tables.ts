import type { PdfLine, PdfSegment } from './pdf-lines.ts';

interface Column {
  x: number;
  end: number;
}

/** Rows this close, in parts of the font's size, are one wrapped row. */
const tight = 1.35;
/** Rows further apart than this are no longer the same table. */
const loose = 4;

const overlap = (a: Column, b: Column): number => Math.min(a.end, b.end) - Math.max(a.x, b.x);

/** The column a segment stands in: where they overlap, else where it begins or ends together with it. */
function columnOf(segment: PdfSegment, columns: readonly Column[], size: number): number {
  const overlaps = columns.map((column) => overlap(column, segment));
  const most = Math.max(...overlaps);
  if (most > 0) return overlaps.indexOf(most);
  return columns.findIndex(
    ({ x, end }) => Math.abs(x - segment.x) < size || Math.abs(end - segment.end) < size,
  );
}

/** A table that begins at line `first`, with the number of lines it takes; undefined where columns are not plain. */
export function tableAt(
  lines: readonly PdfLine[],
  first: number,
): { rows: string[][]; lines: number } | undefined {
  const head = lines[first];
  if (!head || head.segments.length < 2) return undefined;
  const columns: Column[] = head.segments.map(({ x, end }) => ({ x, end }));
  const rows: string[][] = [head.segments.map(({ text }) => text)];
  let taken = 1;
  for (let index = first + 1; index < lines.length; index += 1) {
    const [line, before] = [lines[index], lines[index - 1]];
    if (!line || !before) break;
    const gap = line.y - before.y;
    if (gap <= 0 || gap > loose * line.size || Math.abs(line.size - head.size) > head.size * 0.3) break;
    const places = line.segments.map((segment) => columnOf(segment, columns, line.size));
    const isPlain = places.every((place, at) => place >= 0 && place > (places[at - 1] ?? -1));
    if (!isPlain) break;
    const isWrapped = gap <= tight * line.size && !places.includes(0) && rows.length > 1;
    if (line.segments.length < 2 && !isWrapped) break;
    const last = rows.at(-1) ?? [];
    const row = isWrapped ? last : columns.map(() => '');
    for (const [at, { text, x, end }] of line.segments.entries()) {
      const place = places[at] ?? 0;
      row[place] = row[place] === '' || row[place] === undefined ? text : `${row[place]} ${text}`;
      const column = columns[place];
      if (column) columns[place] = { x: Math.min(column.x, x), end: Math.max(column.end, end) };
    }
    if (!isWrapped) rows.push(row);
    taken += 1;
  }
  // Two words far apart on two lines are no table yet.
  const isTable = rows.length >= (columns.length > 2 ? 2 : 3);
  return isTable ? { rows, lines: taken } : undefined;
}
