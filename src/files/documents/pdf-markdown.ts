import { toMarkdownTable } from './markdown-table.ts';
import type { PdfLine } from './pdf-lines.ts';
import { tableAt } from './pdf-tables.ts';

/** A line this much larger than the running text is a heading. */
const headingRatio = 1.15;
const maxHeadingLength = 160;
const maxLevels = 4;
/** A gap this much larger than the usual one between lines begins a new paragraph. */
const paragraphGap = 1.3;
const pagesForFurniture = 3;
const furnitureShare = 0.6;

const textOf = ({ segments }: PdfLine): string => segments.map(({ text }) => text).join(' ');
const startOf = ({ segments }: PdfLine): number => segments[0]?.x ?? 0;
const rounded = (size: number): number => Math.round(size * 2) / 2;

const bullet = /^[•◦▪●‣⁃·–*-]\s+(?=\S)/u;
const step = /^(?:step\s+\d{1,3}\s*[.:)–-]|\(?\d{1,3}[.)])\s+(?=\S)/iu;

function median(values: readonly number[]): number | undefined {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

/** The size most characters are set in. */
function bodySizeOf(pages: readonly (readonly PdfLine[])[]): number {
  const characters = new Map<number, number>();
  for (const line of pages.flat()) {
    const size = rounded(line.size);
    characters.set(size, (characters.get(size) ?? 0) + textOf(line).length);
  }
  return [...characters].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
}

/** What stands on most pages at the top or bottom: running titles and page numbers. */
function withoutFurniture(pages: readonly (readonly PdfLine[])[]): PdfLine[][] {
  const keyOf = (line: PdfLine): string => `${Math.round(line.y / 4)} ${textOf(line).replace(/\d+/g, '#')}`;
  const edges = (page: readonly PdfLine[]): PdfLine[] => [...page.slice(0, 2), ...page.slice(-2)];
  const seen = new Map<string, number>();
  for (const page of pages) {
    for (const key of new Set(edges(page).map(keyOf))) seen.set(key, (seen.get(key) ?? 0) + 1);
  }
  const isFurniture = (line: PdfLine): boolean =>
    pages.length >= pagesForFurniture && (seen.get(keyOf(line)) ?? 0) >= pages.length * furnitureShare;
  return pages.map((page) => {
    const outer = new Set(edges(page));
    return page.filter((line) => !outer.has(line) || !isFurniture(line));
  });
}

interface Paragraph {
  kind: 'paragraph' | 'item';
  text: string;
  /** Where the words begin: what stands at least this far in goes on with an item. */
  x: number;
}

/** A word divided at the end of a line is put together; `self-` before a capital or a digit keeps its dash. */
const joinLines = (text: string, next: string): string =>
  /\p{Ll}-$/u.test(text) && /^\p{Ll}/u.test(next) ? text.slice(0, -1) + next : `${text} ${next}`;

/**
 * Markdown of pages of lines: headings where the size of the font is sure, steps, bullets, plain tables and paragraphs.
 * What is unsure stays running text, so that no words are lost.
 */
export function toPdfMarkdown(wholePages: readonly (readonly PdfLine[])[]): string {
  const pages = withoutFurniture(wholePages);
  const body = bodySizeOf(pages);
  const sizes = [...new Set(pages.flat().map(({ size }) => rounded(size)))]
    .filter((size) => size >= body * headingRatio)
    .toSorted((a, b) => b - a);
  const gaps = pages.flatMap((page) =>
    page.slice(1).flatMap((line, index) => {
      const gap = line.y - (page[index]?.y ?? 0);
      return gap > 0 && rounded(line.size) === body ? [gap] : [];
    }),
  );
  const leading = median(gaps) ?? body * 1.2;
  const blocks: string[] = [];
  let open: Paragraph | undefined;
  let heading: { level: number; text: string } | undefined;

  const close = (): void => {
    if (heading) blocks.push(`${'#'.repeat(heading.level)} ${heading.text}`);
    if (open) blocks.push(open.text);
    heading = undefined;
    open = undefined;
  };
  const headingLevel = (line: PdfLine): number | undefined => {
    const at = sizes.indexOf(rounded(line.size));
    const text = textOf(line);
    const isTitle = at >= 0 && line.segments.length === 1 && text.length <= maxHeadingLength;
    return isTitle && /\p{L}/u.test(text) ? Math.min(at + 1, maxLevels) : undefined;
  };

  for (const page of pages) {
    for (let index = 0; index < page.length; index += 1) {
      const line = page[index];
      if (!line) continue;
      const before = page[index - 1];
      const gap = before ? line.y - before.y : undefined;
      const level = headingLevel(line);
      if (level !== undefined) {
        const goesOn = heading?.level === level && gap !== undefined && gap > 0 && gap < line.size * 1.7;
        if (heading && goesOn) heading.text += ` ${textOf(line)}`;
        else {
          close();
          heading = { level, text: textOf(line) };
        }
        continue;
      }
      const table = tableAt(page, index);
      if (table) {
        close();
        blocks.push(toMarkdownTable(table.rows));
        index += table.lines - 1;
        continue;
      }
      const text = textOf(line);
      if (bullet.test(text) || step.test(text)) {
        close();
        open = { kind: 'item', text: text.replace(bullet, '- '), x: startOf(line) };
        continue;
      }
      if (open && !heading && goesOn(open, line, gap, leading, text)) {
        open.text = joinLines(open.text, text);
        continue;
      }
      close();
      // A line that opens like a heading in Markdown is not to become one.
      open = { kind: 'paragraph', text: text.replace(/^(#{1,6}\s)/, '\\$1'), x: startOf(line) };
    }
  }
  close();
  return `${joinBlocks(blocks)}\n`;
}

function goesOn(
  open: Paragraph,
  line: PdfLine,
  gap: number | undefined,
  leading: number,
  text: string,
): boolean {
  // Over the end of a page or column: only a sentence that is plainly in the middle.
  if (gap === undefined || gap <= 0) return !/[.!?:;]["”’)]*$/u.test(open.text) && /^\p{Ll}/u.test(text);
  if (gap > Math.max(leading * paragraphGap, line.size * 1.1)) return false;
  return open.kind === 'paragraph' || startOf(line) > open.x + 1;
}

const isItem = (block: string): boolean => /^(?:- |\(?\d{1,3}[.)] |step )/iu.test(block);

/** Items of one list stand line by line; everything else is apart. */
const joinBlocks = (blocks: readonly string[]): string =>
  blocks
    .map((block, index) => {
      const before = blocks[index - 1];
      if (before === undefined) return block;
      return (isItem(block) && isItem(before) ? '\n' : '\n\n') + block;
    })
    .join('');
