/** A piece of Markdown at block level. The lines of all pieces, joined with newlines, are the text again. */
export type MarkdownPiece =
  /** Paragraphs and lists, with the blank lines between them. */
  | { kind: 'prose'; text: string }
  /** `code` is without the fence lines; `open` and `close` are those lines (`close` is made up when the text lacks it). */
  | { kind: 'fence'; open: string; code: string; close: string }
  /** Neighbouring `>` lines, markers included. */
  | { kind: 'quote'; text: string };

const fenceLine = /^ {0,3}(`{3,}|~{3,})(.*)$/;
const quoteLine = /^ {0,3}>/;

/** Reads Markdown line by line; a fence that is never closed (a cut stream) runs to the end of the text. */
export function markdownPieces(markdown: string): MarkdownPiece[] {
  const lines = markdown.replace(/\r\n?/g, '\n').split('\n');
  const pieces: MarkdownPiece[] = [];
  let index = 0;
  while (index < lines.length) {
    const fence = openingFence(lines[index] ?? '');
    if (fence) {
      const end = closingIndex(lines, index + 1, fence);
      pieces.push({
        kind: 'fence',
        open: lines[index] ?? '',
        code: lines.slice(index + 1, end).join('\n'),
        close: lines[end] ?? fence,
      });
      index = end + 1;
      continue;
    }
    const kind = quoteLine.test(lines[index] ?? '') ? 'quote' : 'prose';
    const start = index;
    while (index < lines.length && kindOf(lines[index] ?? '') === kind) index += 1;
    pieces.push({ kind, text: lines.slice(start, index).join('\n') });
  }
  return pieces;
}

function kindOf(line: string): MarkdownPiece['kind'] {
  if (openingFence(line)) return 'fence';
  return quoteLine.test(line) ? 'quote' : 'prose';
}

/** The fence's marker (its run of backticks or tildes), if the line opens one. */
function openingFence(line: string): string | undefined {
  const [, marker, info] = fenceLine.exec(line) ?? [];
  if (marker === undefined || (marker.startsWith('`') && info?.includes('`'))) return undefined;
  return marker;
}

function closingIndex(lines: readonly string[], from: number, marker: string): number {
  const closing = new RegExp(`^ {0,3}${marker.charAt(0)}{${marker.length},}\\s*$`);
  const found = lines.findIndex((line, index) => index >= from && closing.test(line));
  return found === -1 ? lines.length : found;
}
