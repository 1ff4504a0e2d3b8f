import { markdownPieces } from '../markdown-blocks.ts';
import type { MarkdownPiece } from '../markdown-blocks.ts';
import type { Markdown } from '../message.ts';
import type { CardElement, RichTextBlock, TextRun } from './card-json.ts';

type RunStyle = Omit<TextRun, 'type' | 'text'>;

/** One line of words shown as they are. A `TextRun` is never read as Markdown, so nothing needs to be escaped. */
export function verbatim(text: string, style: RunStyle = {}): RichTextBlock {
  return { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text, ...style }] };
}

/** Several lines: clients collapse line breaks inside a run, so each line is an element of its own. */
export function verbatimLines(text: string, style: RunStyle = {}): RichTextBlock[] {
  return text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line, index) => ({
      ...verbatim(keepBlanks(line), style),
      ...(index === 0 ? {} : { spacing: 'None' as const }),
    }));
}

/** Indentation survives as no-break spaces; an empty line needs one to have a height. */
function keepBlanks(line: string): string {
  const kept = line.replace(/\t/g, '    ').replace(/^ +/, (blanks) => '\u00A0'.repeat(blanks.length));
  return kept === '' ? '\u00A0' : kept;
}

/**
 * Markdown as card elements. A `TextBlock` knows bold, italic, links and lists; quotes and fences become containers.
 * Source: https://learn.microsoft.com/adaptive-cards/authoring-cards/text-features
 */
export function markdownElements(markdown: Markdown): CardElement[] {
  return markdownPieces(markdown).flatMap(pieceElements);
}

function pieceElements(piece: MarkdownPiece): CardElement[] {
  switch (piece.kind) {
    case 'prose': {
      const text = piece.text.replace(/^\n+|\s+$/g, '');
      return text === '' ? [] : [{ type: 'TextBlock', text, wrap: true }];
    }
    case 'quote': {
      const text = piece.text.replace(/^ {0,3}> ?/gm, '').trim();
      return [
        {
          type: 'Container',
          style: 'emphasis',
          items: [{ type: 'TextBlock', text: text === '' ? '\u00A0' : text, wrap: true }],
        },
      ];
    }
    case 'fence':
      return [
        {
          type: 'Container',
          style: 'emphasis',
          items: verbatimLines(piece.code, { fontType: 'Monospace', size: 'Small' }),
        },
      ];
  }
}
