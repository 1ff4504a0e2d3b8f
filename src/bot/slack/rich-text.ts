import type { types } from '@slack/bolt';
import { maxContextText, maxRichText } from './limits.ts';

/**
 * Words of people and documents go into rich text and plain text: Slack reads no formatting, mention or link in them,
 * so nothing has to be escaped and every character arrives as it was.
 */
export interface Span {
  text: string;
  style?: 'bold' | 'italic' | 'strike';
}

type RichText = types.RichTextBlock;

const element = ({ text, style }: Span): types.RichTextText => ({
  type: 'text',
  text,
  ...(style === undefined ? {} : { style: { [style]: true } }),
});

/** Slack refuses empty text elements. */
const elements = (spans: readonly Span[]): types.RichTextText[] =>
  spans.filter(({ text }) => text !== '').map(element);

/** One or more blocks of running text, cut where one would be too long. */
export function richParagraph(spans: readonly Span[]): RichText[] {
  return packSpans(spans).map((packed) => ({
    type: 'rich_text',
    elements: [{ type: 'rich_text_section', elements: elements(packed) }],
  }));
}

export function richQuote(text: string): RichText[] {
  return cutText(text, maxRichText).map((piece) => ({
    type: 'rich_text',
    elements: [{ type: 'rich_text_quote', elements: elements([{ text: piece }]) }],
  }));
}

export function richList(items: readonly (readonly Span[])[]): RichText[] {
  return [
    {
      type: 'rich_text',
      elements: [
        {
          type: 'rich_text_list',
          style: 'bullet',
          elements: items.map((spans) => ({ type: 'rich_text_section', elements: elements(spans) })),
        },
      ],
    },
  ];
}

/** Small grey text. */
export function quietly(text: string): types.ContextBlock[] {
  return cutText(text, maxContextText).map((piece) => ({
    type: 'context',
    elements: [{ type: 'plain_text', text: piece, emoji: false }],
  }));
}

export const lengthOf = (spans: readonly Span[]): number =>
  spans.reduce((sum, { text }) => sum + text.length, 0);

function packSpans(spans: readonly Span[]): Span[][] {
  const packed: Span[][] = [];
  let room = 0;
  for (const span of spans) {
    for (const text of cutText(span.text, maxRichText)) {
      if (packed.length === 0 || text.length > room) {
        packed.push([]);
        room = maxRichText;
      }
      packed.at(-1)?.push({ ...span, text });
      room -= text.length;
    }
  }
  return packed;
}

/** Cuts after a line, else after a word, else anywhere but inside a surrogate pair; joined, the pieces are the text. */
export function cutText(text: string, max: number): string[] {
  const pieces: string[] = [];
  let rest = text;
  while (rest.length > max) {
    const line = rest.lastIndexOf('\n', max - 1);
    const word = rest.lastIndexOf(' ', max - 1);
    let end = (line > 0 ? line : word > 0 ? word : max - 1) + 1;
    if (/[\uD800-\uDBFF]/.test(rest.charAt(end - 1))) end -= 1;
    pieces.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return rest === '' ? pieces : [...pieces, rest];
}

/** For labels that Slack caps: the end is replaced by `…`. */
export function shortened(text: string, max: number): string {
  if (text.length <= max) return text;
  const kept = text.slice(0, max - 1);
  return `${/[\uD800-\uDBFF]$/.test(kept) ? kept.slice(0, -1) : kept}…`;
}
