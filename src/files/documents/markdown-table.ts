/** One cell's words: a table's row is one line, and its bars divide the columns. */
const flat = (text: string): string => text.replace(/\s+/g, ' ').trim().replaceAll('|', '\\|');

/**
 * Rows as a Markdown table whose first row names the columns; short rows are filled up. One column is no table: its
 * cells become paragraphs.
 */
export function toMarkdownTable(rows: readonly (readonly string[])[]): string {
  const kept = rows.filter((row) => row.some((cell) => cell.trim() !== ''));
  const width = Math.max(0, ...kept.map((row) => row.length));
  if (width < 2) return kept.map(([only = '']) => only.trim()).join('\n\n');
  const line = (row: readonly string[]): string =>
    `| ${Array.from({ length: width }, (_, column) => flat(row[column] ?? '')).join(' | ')} |`;
  const [head = [], ...body] = kept;
  return [line(head), `|${' --- |'.repeat(width)}`, ...body.map(line)].join('\n');
}
