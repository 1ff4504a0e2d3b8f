import { minSplitLength, splitMarkdown, splitText } from '../markdown.ts';
import type { Block, LineItem } from '../message.ts';

/** Roughly half each; the block alone when it cannot be cut. */
export function cutInTwo(block: Block): Block[] {
  switch (block.kind) {
    case 'text':
      return cutMarkdown(block.markdown).map((markdown) => ({ ...block, markdown }));
    case 'heading':
    case 'quote':
      return cutText(block.text).map((text) => ({ ...block, text }));
    case 'citations':
      return cutItems(block.items, (item) => cutText(item.quote).map((quote) => ({ ...item, quote }))).map(
        (items) => ({ ...block, items }),
      );
    case 'fields':
      return cutItems(block.items, (item) => cutText(item.value).map((value) => ({ ...item, value }))).map(
        (items) => ({ ...block, items }),
      );
    case 'lines':
      return cutItems(block.items, cutLine).map((items) => ({ ...block, items }));
    case 'diff':
      return cutItems(block.items, (item) => cutText(item.text).map((text) => ({ ...item, text }))).map(
        (items) => ({ ...block, items }),
      );
    case 'actions':
    case 'form':
    case 'chart':
    case 'divider':
      return [block];
  }
}

/** A line's own words are cut, or its evidence when that is the longer; what stands under it goes with the last part. */
function cutLine(item: LineItem): LineItem[] {
  const { text, detail, evidence } = item;
  if (evidence !== undefined && evidence.length > text.length) {
    const [first = '', ...rest] = cutText(evidence);
    return [{ ...item, evidence: first }, ...rest.map((part) => ({ text: '…', evidence: part }))];
  }
  const parts = cutText(text);
  const under = {
    ...(detail === undefined ? {} : { detail }),
    ...(evidence === undefined ? {} : { evidence }),
  };
  return parts.map((part, index) => (index === parts.length - 1 ? { text: part, ...under } : { text: part }));
}

function cutItems<T>(items: readonly T[], cutOne: (item: T) => T[]): T[][] {
  const [only] = items;
  if (items.length > 1) {
    const middle = Math.ceil(items.length / 2);
    return [items.slice(0, middle), items.slice(middle)];
  }
  return only === undefined ? [[...items]] : cutOne(only).map((part) => [part]);
}

const half = (text: string): number => Math.max(minSplitLength, Math.ceil(text.length / 2));
const cutText = (text: string): string[] => joinTo(splitText(text, half(text)), half(text));
const cutMarkdown = (text: string): string[] => splitMarkdown(text, half(text));

/** Lines of a plain text back together, as many as fit. */
function joinTo(parts: readonly string[], max: number): string[] {
  const joined: string[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (last !== undefined && last.length + part.length < max) joined[joined.length - 1] = `${last}\n${part}`;
    else joined.push(part);
  }
  return joined;
}
