import MarkdownIt from 'markdown-it';
import { markdownPieces } from './markdown-blocks.ts';
import type { MarkdownPiece } from './markdown-blocks.ts';
import type { Markdown } from './message.ts';

/** Breaks up what a chat platform would read as a mention, and cannot be seen. */
const zeroWidthSpace = '\u200B';

/**
 * Words of people or documents as Markdown that shows exactly those words: nothing in them becomes formatting, a
 * mention, HTML or a link.
 */
export function escapeMarkdown(text: string): Markdown {
  const escaped = text
    .replace(/\r\n?/g, '\n')
    .replace(/[\\`*_[\]<|~]/g, '\\$&')
    .replace(/&(?=#?[\w]+;)/g, '\\&')
    // What only means something at the start of a line: quotes, headings, lists, rules, indented code.
    .replace(/^[ \t]+/gm, (blanks) => '\u00A0'.repeat(blanks.length))
    .replace(/^(\u00A0*)([>#+=-])/gm, '$1\\$2')
    .replace(/^(\u00A0*\d+)([.)])/gm, '$1\\$2')
    .replaceAll('://', `:${zeroWidthSpace}//`);
  return breakMentions(escaped);
}

/**
 * Markdown that a model wrote, made safe for every platform: mentions are broken up, HTML shows as text, images leave
 * their description, and a link is https only and shows its whole address. Formatting stays.
 */
export function neutralise(markdown: Markdown): Markdown {
  const defused = markdownPieces(markdown)
    .map((piece) => {
      if (piece.kind === 'fence')
        return `${plainFence(piece.open)}\n${breakMentions(piece.code)}\n${piece.close}`;
      return breakMentions(defuseProse(piece.text));
    })
    .join('\n');
  // The parser has the last word: whatever slipped past the rules above is shown as plain words.
  return isHarmless(defused) ? defused : escapeMarkdown(markdown);
}

/** A fence's info string goes to the platform as it is, so only a language name may stay. */
function plainFence(open: string): string {
  return open.replace(/^( {0,3}(?:`{3,}|~{3,}))\s*([\w+#.-]*).*$/, '$1$2');
}

function breakMentions(text: string): string {
  return text
    .replace(/<(?=[!@#])/g, `<${zeroWidthSpace}`)
    .replace(/@(?=(?:everyone|here|channel|all)\b)/gi, `@${zeroWidthSpace}`);
}

const codeSpan = /(?<!`)(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/.source;
const destination =
  /\(\s*(?:<[^<>\n]*>|(?:[^\s()<]|\([^\s()]*\))*)(?:\s+(?:"[^"]*"|'[^']*'|\([^()]*\)))?\s*\)/.source;
const label = /\[(?:[^[\]\\]|\\.)*\]/.source;
/** Everything in prose that needs a decision, in order of precedence; the first group is the code span's ticks. */
const risky = new RegExp(
  [
    codeSpan,
    /\\[\s\S]/.source,
    `!?${label}${destination}`,
    `!${label}(?:${label})?`,
    /<https?:\/\/[^\s<>]*>/.source,
    /(?<![a-z0-9])https?:\/\/[^\s<>"'`*\\\]]+/.source,
    /<(?=[a-z/!?@#])/.source,
    // A definition would make `[text][name]` a link to anywhere.
    /(?<=^ {0,3}(?:> ?)*)\[(?=[^\]\n]+\]:)/.source,
  ].join('|'),
  'gim',
);

function defuseProse(prose: string): string {
  return prose
    .replace(/^( {0,3}(?:> ?)*)#{1,6}\s+(.*?)\s*#*\s*$/gm, (_, lead: string, title: string) =>
      title === '' ? lead : `${lead}**${title.replaceAll('**', '')}**`,
    )
    .replace(risky, (found) => {
      if (found.startsWith('`') || found.startsWith('\\')) return found;
      if (found === '<' || found === '[') return `\\${found}`;
      if (found.startsWith('!')) return labelOf(found.slice(1)) || 'picture';
      if (found.startsWith('[')) return describeLink(labelOf(found), addressIn(found));
      if (found.startsWith('<')) return link(found.slice(1, -1));
      const address = trimmedAddress(found);
      return `${link(address)}${found.slice(address.length)}`;
    });
}

function labelOf(found: string): string {
  return (/^\[((?:[^[\]\\]|\\.)*)\]/.exec(found)?.[1] ?? '').trim();
}

function addressIn(found: string): string {
  const [, bracketed, bare] = /\]\(\s*(?:<([^<>\n]*)>|(\S*?))(?:\s[\s\S]*)?\)$/.exec(found) ?? [];
  return bracketed ?? bare ?? '';
}

/** Sentence marks after an address are not part of it; a closing bracket only if it was opened inside. */
function trimmedAddress(found: string): string {
  let address = found.replace(/[.,;:!?_~|]+$/, '');
  while (address.endsWith(')') && !address.includes('('))
    address = address.slice(0, -1).replace(/[.,;:!?]+$/, '');
  return address;
}

function describeLink(text: string, address: string): string {
  const shown = link(address);
  // A label that is an address itself would say where the link does not go.
  if (text === '' || text.includes('://') || shown === '') return shown || text;
  return `${text} (${shown})`;
}

/** An https address as a link that shows itself; other web and mail addresses as code, which nothing makes clickable. */
function link(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol === 'https:' && url.username === '' && url.password === '') {
    const href = url.href.replace(
      /[()[\]*~|`\\<>"'@\s]/g,
      (char) => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
    );
    return `[${href}](${href})`;
  }
  if (!/^(?:https?|mailto):/i.test(address)) return '';
  return `\`${address.replace(/`/g, '').replace(/^mailto:/i, '')}\``;
}

const parser = new MarkdownIt({ html: true, linkify: true });
parser.linkify.set({ fuzzyLink: false, fuzzyEmail: false });

/** Read by a parser that allows everything, the text holds no HTML, no image, and no link that hides where it goes. */
function isHarmless(markdown: string): boolean {
  const tokens = parser.parse(markdown, {});
  const inline = tokens.flatMap((token) => token.children ?? []);
  if (tokens.some((token) => token.type === 'html_block')) return false;
  if (inline.some((token) => token.type === 'html_inline' || token.type === 'image')) return false;
  return inline.every((token, index) => {
    if (token.type !== 'link_open') return true;
    const href = token.attrGet('href') ?? '';
    return (
      href.startsWith('https://') &&
      inline[index + 1]?.content === href &&
      inline[index + 2]?.type === 'link_close'
    );
  });
}

/** Shortest piece that `splitMarkdown` can promise: room for a fence's two lines and a few words. */
export const minSplitLength = 64;

/**
 * Cuts Markdown into pieces of at most `max` characters, at block borders first, then between lines, sentences and
 * words. A fence that must be cut is closed and opened again, so that each piece stands alone. Nothing is lost but
 * blank space at the cuts.
 *
 * @throws RangeError when `max` is below `minSplitLength`
 */
export function splitMarkdown(markdown: Markdown, max: number): Markdown[] {
  if (max < minSplitLength)
    throw new RangeError(`a piece needs at least ${minSplitLength} characters, not ${max}`);
  if (markdown.length <= max) return [markdown];
  const parts = markdownPieces(markdown).flatMap((piece) => splitPiece(piece, max));
  return pack(parts, max, '\n\n');
}

function splitPiece(piece: MarkdownPiece, max: number): string[] {
  if (piece.kind === 'fence') return splitFence(piece, max);
  return piece.text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replace(/^\n+|\s+$/g, ''))
    .filter((paragraph) => paragraph.trim() !== '')
    .flatMap((paragraph) => pack(splitText(paragraph, max), max, '\n'));
}

function splitFence(fence: MarkdownPiece & { kind: 'fence' }, max: number): string[] {
  // An absurdly long info string is dropped rather than repeated in each piece.
  const marker = /^ {0,3}(?:`+|~+)/.exec(fence.open)?.[0] ?? '```';
  const open = fence.open.length > minSplitLength / 2 ? marker : fence.open;
  const closing = fence.close.trim().length > minSplitLength / 4 ? marker.trim() : fence.close;
  const room = max - open.length - closing.length - 2;
  const whole = `${open}\n${fence.code}\n${closing}`;
  if (whole.length <= max) return [whole];
  return pack(
    fence.code.split('\n').flatMap((line) => (line.length <= room ? [line] : hardCut(line, room))),
    room,
    '\n',
  ).map((code) => `${open}\n${code}\n${closing}`);
}

/** Cuts plain words into pieces of at most `max` characters: at lines, then sentences, then spaces, then anywhere. */
export function splitText(text: string, max: number): string[] {
  if (text.length <= max) return [text];
  return text.split('\n').flatMap((line) => {
    if (line.length <= max) return [line];
    const sentences = line.split(/(?<=[.!?…])\s+(?=\S)/).flatMap((sentence) => {
      if (sentence.length <= max) return [sentence];
      const words = sentence
        .split(/ (?=\S)/)
        .flatMap((word) => (word.length <= max ? [word] : hardCut(word, max)));
      return pack(words, max, ' ');
    });
    return pack(sentences, max, ' ');
  });
}

/** Never between the halves of a surrogate pair. */
function hardCut(text: string, max: number): string[] {
  const pieces: string[] = [];
  let start = 0;
  while (start < text.length) {
    let end = Math.min(start + max, text.length);
    if (end < text.length && /[\uD800-\uDBFF]/.test(text.charAt(end - 1))) end -= 1;
    pieces.push(text.slice(start, end));
    start = end;
  }
  return pieces;
}

/** Joins neighbours as long as they fit. */
function pack(parts: readonly string[], max: number, glue: string): string[] {
  const packed: string[] = [];
  for (const part of parts) {
    const last = packed.at(-1);
    if (last !== undefined && last.length + glue.length + part.length <= max)
      packed[packed.length - 1] = last + glue + part;
    else packed.push(part);
  }
  return packed;
}
