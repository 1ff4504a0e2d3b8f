/**
 * Reads Markdown or plain text line by line into blocks that tile it: block n ends where block n+1 starts, so any run of
 * blocks is a true slice of the text. It looks at lines only, never at what came before a slice, so that a piece of a
 * document (the second half of a list or table) reads the same as in its whole.
 */
export interface TextBlock {
  /** `step`: a numbered item with everything indented below it. `item`: a bullet, likewise. `row`: one line of a table. */
  kind: 'heading' | 'step' | 'item' | 'row' | 'fence' | 'paragraph';
  /** UTF-16 offsets into the text; `end` exclusive, past the blank lines that follow. */
  start: number;
  end: number;
  /** Headings only: 1 to 6, and the words without the marks. */
  level?: number;
  title?: string;
}

interface Line {
  start: number;
  end: number;
  text: string;
  indent: number;
}

/** The text with every line end as `\n` and a byte order mark as a blank: same length, so offsets are shared. */
export function withPlainLineEnds(text: string): string {
  return text.replace(/\r\n?|[\u2028\u2029\u0085\uFEFF]/gu, (mark) =>
    mark === '\r\n' ? ' \n' : mark === '\uFEFF' ? ' ' : '\n',
  );
}

function toLines(view: string): Line[] {
  const lines: Line[] = [];
  for (let start = 0; start < view.length;) {
    const found = view.indexOf('\n', start);
    const end = found < 0 ? view.length : found + 1;
    const text = view.slice(start, end).trimEnd();
    lines.push({ start, end, text, indent: text.length - text.trimStart().length });
    start = end;
  }
  return lines;
}

const heading = /^ {0,3}(#{1,6})[ \t]+(.+?)[ \t]*#*$/u;
const fence = /^ {0,3}(`{3,}|~{3,})/u;
const step = /^\s*(?:step\s+\d{1,3}\s*[.:)–-]|\d{1,3}[.)])(?:\s|$)/iu;
const item = /^\s*[-*+•–](?:\s|$)/u;
const row = /^\s*\|.*\|\s*$/u;
const underline = /^ {0,3}(=+|-{3,})$/u;

type Opening = Pick<TextBlock, 'kind' | 'level' | 'title'>;

function openingOf(line: Line, next: Line | undefined): Opening | undefined {
  const marks = heading.exec(line.text);
  if (marks?.[1] && marks[2]) return { kind: 'heading', level: marks[1].length, title: marks[2] };
  if (fence.test(line.text)) return { kind: 'fence' };
  if (step.test(line.text)) return { kind: 'step' };
  if (item.test(line.text)) return { kind: 'item' };
  if (row.test(line.text)) return { kind: 'row' };
  const underlined =
    next && line.text !== '' && line.text.length <= 120 ? underline.exec(next.text)?.[1] : undefined;
  if (underlined)
    return { kind: 'heading', level: underlined.startsWith('=') ? 1 : 2, title: line.text.trim() };
  return undefined;
}

/** Index of the first line after the block that opens at `first`, trailing blank lines not counted. */
function endOfBlock(lines: readonly Line[], first: number, opening: Opening): number {
  const line = lines[first];
  if (!line || opening.kind === 'row') return first + 1;
  if (opening.kind === 'heading') return heading.test(line.text) ? first + 1 : first + 2;
  if (opening.kind === 'fence') {
    const mark = fence.exec(line.text)?.[1] ?? '```';
    let close = first + 1;
    while (close < lines.length && !lines[close]?.text.trimStart().startsWith(mark)) close += 1;
    return Math.min(close + 1, lines.length);
  }
  let index = first + 1;
  for (let blank = false; index < lines.length; index += 1) {
    const other = lines[index];
    if (!other) break;
    if (other.text === '') {
      if (opening.kind === 'paragraph') break;
      blank = true;
      continue;
    }
    // Indented deeper than the mark: belongs to the step or item, blank lines or not.
    const nested = opening.kind !== 'paragraph' && other.indent >= line.indent + 2;
    if (!nested && (blank || openingOf(other, lines[index + 1]))) break;
  }
  return index;
}

export function toBlocks(text: string): TextBlock[] {
  const lines = toLines(withPlainLineEnds(text));
  const blocks: TextBlock[] = [];
  for (let index = 0; index < lines.length;) {
    const start = blocks.at(-1)?.end ?? 0;
    while (index < lines.length && lines[index]?.text === '') index += 1;
    const line = lines[index];
    if (!line) {
      // Only blank lines are left: they end the last block, or are the whole text.
      const last = blocks.at(-1);
      if (last) last.end = text.length;
      else blocks.push({ kind: 'paragraph', start, end: text.length });
      break;
    }
    const opening = openingOf(line, lines[index + 1]) ?? { kind: 'paragraph' as const };
    index = endOfBlock(lines, index, opening);
    while (lines[index]?.text === '') index += 1;
    blocks.push({ ...opening, start, end: lines[index]?.start ?? text.length });
  }
  return blocks;
}
