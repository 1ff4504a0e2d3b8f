import { CsvError, parse } from 'csv-parse/sync';
import type { ImportRow } from '../../coaching/imports/import.ts';
import { tableError } from './table-errors.ts';

const delimiters = [',', ';', '\t', '|'] as const;
/** A row longer than this, in letters, is no row: a quote was never closed. */
const longestRow = 4 * 1024 * 1024;
/** Lines that are handed on at once. */
const blockLines = 2_000;

/** The separator that splits the first lines most evenly; `sep=;` in the first line says it. */
function guessDelimiter(start: string): { delimiter: string; skip: number } {
  const said = /^sep=(.)\r?\n/i.exec(start);
  if (said?.[1] !== undefined) return { delimiter: said[1], skip: said[0].length };
  const lines = start
    .replaceAll(/"(?:[^"]|"")*"/g, '')
    .split(/\r?\n|\r/)
    .filter((line) => line.trim() !== '')
    .slice(0, 20);
  let best: { delimiter: string; score: number } = { delimiter: ',', score: 0 };
  for (const delimiter of delimiters) {
    const counts = lines.map((line) => line.split(delimiter).length - 1);
    const most = Math.max(0, ...counts);
    // Rows as wide as the widest, weighed with how wide that is: commas inside of values come and go.
    const score = most * counts.filter((count) => count === most).length;
    if (score > best.score) best = { delimiter, score };
  }
  return { delimiter: best.delimiter, skip: 0 };
}

/** Where the last whole row ends, after its line feed; 0: none does. Quotes are in pairs where a row ends. */
function endOfRows(text: string): number {
  if (!text.includes('"')) return text.lastIndexOf('\n') + 1;
  let isOpen = false;
  let end = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 34) isOpen = !isOpen;
    else if (code === 10 && !isOpen) end = at + 1;
  }
  return end;
}

const unclosed = (line: number, cause?: unknown) =>
  tableError('quotes', {
    detail: `The quotes on line ${line} are not in order: each value that begins with a quote must end with one, and a quote inside it is written twice. Mend that line, and bring the file again.`,
    cause,
  });

/**
 * Rows of CSV, in blocks, with the line that each begins on. Most files hold no quote for megabytes: such text is split; the
 * rest is parsed.
 *
 * @param pieces the first has what the separator is guessed from
 * @throws AppError IMPORT_001 a line without end, IMPORT_007 quotes that are not closed, with the line
 */
export async function* readCsvRows(pieces: AsyncIterable<string>): AsyncGenerator<ImportRow[]> {
  let delimiter: string | undefined;
  let isOldMac = false;
  let rest = '';
  let line = 1;
  function* rowsOf(text: string): Generator<ImportRow[]> {
    if (text === '') return;
    const split = text.includes('"')
      ? parseRows(text, delimiter ?? ',', line)
      : splitRows(text, delimiter ?? ',', line);
    for (const rows of split) {
      yield rows.rows;
      line = rows.next;
    }
  }
  for await (const piece of pieces) {
    if (piece === '') continue;
    if (delimiter === undefined) {
      isOldMac = piece.includes('\r') && !piece.includes('\n');
      const guess = guessDelimiter(piece.slice(0, 65_536));
      delimiter = guess.delimiter;
      rest = piece.slice(guess.skip);
      if (guess.skip > 0) line = 2;
    } else {
      rest += piece;
    }
    if (isOldMac) rest = rest.replaceAll('\r', '\n');
    const end = endOfRows(rest);
    const text = rest.slice(0, end);
    rest = rest.slice(end);
    yield* rowsOf(text);
    if (rest.length > longestRow) throw rest.includes('"') ? unclosed(line) : tableError('notATable');
  }
  yield* rowsOf(rest);
}

function* splitRows(
  text: string,
  delimiter: string,
  from: number,
): Generator<{ rows: ImportRow[]; next: number }> {
  const lines = text.split('\n');
  // After the last line feed there is no line.
  if (lines.at(-1) === '') lines.pop();
  for (let start = 0; start < lines.length; start += blockLines) {
    const rows = lines.slice(start, start + blockLines).map((text, index) => ({
      line: from + start + index,
      cells: (text.endsWith('\r') ? text.slice(0, -1) : text).split(delimiter),
    }));
    yield { rows, next: from + start + rows.length };
  }
}

function* parseRows(
  text: string,
  delimiter: string,
  from: number,
): Generator<{ rows: ImportRow[]; next: number }> {
  const options = {
    delimiter,
    record_delimiter: ['\r\n', '\n'],
    relax_column_count: true,
    max_record_size: longestRow,
  };
  const toRows = (records: readonly string[][]): { rows: ImportRow[]; next: number } => {
    let next = from;
    const rows = records.map((cells) => {
      const row = { line: next, cells };
      // The parser counts CR and LF inside of quotes as two lines.
      for (const cell of cells) next += cell.split('\n').length - 1;
      next += 1;
      return row;
    });
    return { rows, next };
  };
  let records: string[][];
  try {
    records = parse(text, options);
  } catch (cause) {
    const before = cause instanceof CsvError ? (cause as { records?: unknown }).records : undefined;
    const good = typeof before === 'number' && before > 0 ? parse(text, { ...options, to: before }) : [];
    throw unclosed(toRows(good).next, cause);
  }
  yield toRows(records);
}
