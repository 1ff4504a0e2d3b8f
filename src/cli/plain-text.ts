import type { Block, Message } from '../messages/message.ts';

/** A message as text for a terminal; buttons and forms are left out. */
export function toPlainText({ blocks, footer }: Message): string {
  return [...blocks.map(blockText), footer ?? ''].filter((part) => part !== '').join('\n\n');
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return block.text;
    case 'text':
      return block.markdown.replace(/\\([\\`*_[\]<|~>#+=.)-])/g, '$1').replace(/\*\*/g, '');
    case 'quote':
      return `“${block.text}” (${block.source})`;
    case 'citations':
      return block.items.map(({ number, title, quote }) => `[${number}] ${title}: “${quote}”`).join('\n');
    case 'fields':
      return block.items.map(({ label, value }) => `${label}: ${value}`).join('\n');
    case 'lines':
      return [
        block.title,
        ...block.items.map(({ text, detail }) => `  ${text}${detail === undefined ? '' : `\n    ${detail}`}`),
      ].join('\n');
    case 'diff':
      return block.items
        .map(({ op, text }) => `${{ add: '+', remove: '-', keep: ' ' }[op]} ${text}`)
        .join('\n');
    case 'chart':
      return block.alt;
    case 'actions':
    case 'form':
    case 'divider':
      return '';
  }
}
