import TurndownService from 'turndown';
import { toMarkdownTable } from './markdown-table.ts';

// Private use characters carry a table's shape from the cells up to the table; a text that has them loses them first.
const mark = { cell: '\uE010', span: '\uE011', row: '\uE012' } as const;
const marks = /[\uE010-\uE012]/;

const removed = [
  'script',
  'style',
  'noscript',
  'template',
  'iframe',
  'object',
  'canvas',
  'title',
  'meta',
  'link',
  'nav',
  'form',
  'button',
  'select',
  'input',
] as const;

/** What we use of the nodes that Turndown hands over; there is no browser here to take the types from. */
interface HtmlNode {
  readonly nodeName: string;
  readonly parentNode: HtmlNode | null;
  readonly nextSibling: HtmlNode | null;
  readonly childNodes: ArrayLike<HtmlNode>;
  getAttribute(name: string): string | null;
}

interface Cell {
  text: string;
  columns: number;
  rows: number;
}

/** A merged cell is said again in every row it covers, so that each row makes sense alone; further columns stay empty. */
function toGrid(rows: readonly (readonly Cell[])[]): string[][] {
  const grid: string[][] = rows.map(() => []);
  for (const [at, row] of rows.entries()) {
    let column = 0;
    for (const cell of row) {
      while (grid[at]?.[column] !== undefined) column += 1;
      for (let down = 0; down < cell.rows && at + down < rows.length; down += 1) {
        for (let right = 0; right < cell.columns; right += 1) {
          const line = grid[at + down];
          if (line) line[column + right] = right === 0 ? cell.text : '';
        }
      }
      column += cell.columns;
    }
  }
  return grid.map((row) => Array.from(row, (cell: string | undefined) => cell ?? ''));
}

/** Spans beyond this are slips; a browser has such a limit too. */
const maxSpan = 100;
const spanOf = (value: string | null): number =>
  Math.min(Math.max(Number.parseInt(value ?? '', 10) || 1, 1), maxSpan);

function parseCells(content: string): Cell[][] {
  return content
    .split(mark.row)
    .map((row) =>
      row
        .split(mark.cell)
        .slice(1)
        .map((cell): Cell => {
          const [columns = '1', rows = '1', text = ''] = cell.split(mark.span);
          return { columns: Number(columns), rows: Number(rows), text };
        }),
    )
    .filter((row) => row.length > 0);
}

function isInTable(node: HtmlNode): boolean {
  for (let at = node.parentNode; at !== null; at = at.parentNode) {
    if (at.nodeName === 'TABLE') return true;
  }
  return false;
}

/** The character before the first letter, by what an ordered list's `type` says. */
const letterTypes: ReadonlyMap<string, number> = new Map([
  ['a', 96],
  ['A', 64],
]);

/** `1.`, or what `start`, `value` and `type` make of it. */
function labelOf(node: HtmlNode): string {
  const list = node.parentNode;
  if (list?.nodeName !== 'OL') return '-';
  const items = Array.from(list.childNodes).filter(({ nodeName }) => nodeName === 'LI');
  let number = Number.parseInt(list.getAttribute('start') ?? '1', 10) - 1;
  for (const item of items) {
    number = Number.parseInt(item.getAttribute('value') ?? '', 10) || number + 1;
    if (item === node) break;
  }
  const letter = letterTypes.get(list.getAttribute('type') ?? '');
  return letter !== undefined && number >= 1 && number <= 26
    ? `${String.fromCharCode(letter + number)}.`
    : `${number}.`;
}

/** Addresses are kept where they lead out of the document and are not its words already. */
function linkOf(content: string, node: HtmlNode): string {
  const href = node.getAttribute('href') ?? '';
  const words = content.trim();
  // An arrow is the way back from a footnote.
  if (words === '' || words === '↑') return '';
  return /^(?:https?:|mailto:)/i.test(href) && !words.includes(href) ? `[${words}](${href})` : content;
}

function headingOf(content: string, node: HtmlNode): string {
  const words = content.replace(/\s+/g, ' ').trim();
  if (words === '') return '';
  const marks = isInTable(node) ? '' : `${'#'.repeat(Number(node.nodeName.charAt(1)))} `;
  return `\n\n${marks}${words}\n\n`;
}

function itemOf(content: string, node: HtmlNode): string {
  const label = `${labelOf(node)} `;
  const body = content.trim().replace(/\n{2,}(?= *(?:-|\w{1,3}\.) )/g, '\n');
  return `${label}${body.replaceAll('\n', `\n${' '.repeat(label.length)}`)}${node.nextSibling ? '\n' : ''}`;
}

function tableOf(content: string, node: HtmlNode): string {
  const caption = content.slice(0, Math.max(content.search(marks), 0)).trim();
  const grid = toGrid(parseCells(content));
  // A table inside a cell cannot be one in Markdown: its words are kept.
  const body = isInTable(node)
    ? grid.map((row) => row.filter((cell) => cell !== '').join(', ')).join('; ')
    : toMarkdownTable(grid);
  return `\n\n${caption === '' ? '' : `${caption}\n\n`}${body}\n\n`;
}

function createService(): TurndownService {
  const service = new TurndownService({ headingStyle: 'atx', codeBlockStyle: 'fenced', hr: '---' });
  // Quotes are shown as they stand: what an author wrote is not to gain backslashes. Only a line that would turn into a
  // heading is kept from it; "1." at the start of a line is a step, however it was typed.
  service.escape = (text) => text.replace(/^(#{1,6}\s)/, '\\$1');
  service.remove([...removed]);
  const rule = (
    filter: readonly string[],
    replacement: (content: string, node: HtmlNode) => string,
  ): void => {
    const names = new Set(filter.map((name) => name.toUpperCase()));
    service.addRule(filter.join('+'), {
      // Safe casts: Turndown hands over DOM nodes, of which `HtmlNode` is a part.
      filter: (node: unknown) => names.has((node as HtmlNode).nodeName.toUpperCase()),
      replacement: (content: string, node: unknown) => replacement(content, node as HtmlNode),
    });
  };
  rule(['strong', 'b', 'em', 'i', 'u', 's', 'del', 'strike'], (content) => content);
  rule(['img'], (_content, node) => (node.getAttribute('alt') ?? '').replace(/\s+/g, ' ').trim());
  rule(['svg'], () => '');
  rule(['a'], linkOf);
  rule(['h1', 'h2', 'h3', 'h4', 'h5', 'h6'], headingOf);
  rule(['li'], itemOf);
  rule(['td', 'th'], (content, node) => {
    const spans = [spanOf(node.getAttribute('colspan')), spanOf(node.getAttribute('rowspan'))];
    return mark.cell + [...spans, content.trim()].join(mark.span);
  });
  rule(['tr'], (content) => mark.row + content);
  rule(['thead', 'tbody', 'tfoot'], (content) => content);
  rule(['caption'], (content) => `${content.trim()}\n\n`);
  rule(['table'], tableOf);
  return service;
}

/** Markdown of a page's visible words; emphasis is left out, structure is kept. */
export function htmlToMarkdown(html: string): string {
  const text = createService().turndown(html.replace(new RegExp(marks, 'g'), ''));
  return `${text
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`;
}
