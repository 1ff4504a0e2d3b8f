import { minSplitLength, splitMarkdown, splitText } from '../markdown.ts';
import type { Block, LineItem, Message } from '../message.ts';
import type { AdaptiveCardJson } from './card-json.ts';
import { maxCardBytes } from './limits.ts';
import { renderCard } from './render-card.ts';

/** Size as Teams counts it: the JSON in UTF-16. */
export const cardBytes = (card: AdaptiveCardJson): number => JSON.stringify(card).length * 2;

/**
 * Cuts a message whose card would be too large into several, in order: between blocks first, then between the items of
 * a list, paragraphs and lines of code. Nothing is lost; the footer stands under the last one. A single form or row of
 * buttons is never cut.
 */
export function splitMessage(message: Message): Message[] {
  if (fits(message, message.blocks)) return [message];
  const groups: Block[][] = [];
  for (const block of message.blocks.flatMap((whole) => cutToFit(message, whole))) {
    const last = groups.at(-1);
    if (last && fits(message, [...last, block])) last.push(block);
    else groups.push([block]);
  }
  const { footer, ...unfooted } = message;
  return groups.map((blocks, index) => ({
    ...unfooted,
    summary: groups.length === 1 ? message.summary : `${message.summary} (${index + 1} of ${groups.length})`,
    blocks,
    ...(footer !== undefined && index === groups.length - 1 ? { footer } : {}),
  }));
}

/** Room for " (12 of 34)" after the summary. */
const counterBytes = 64;

function fits(message: Message, blocks: readonly Block[]): boolean {
  return cardBytes(renderCard({ ...message, blocks })) <= maxCardBytes - counterBytes;
}

function cutToFit(message: Message, block: Block): Block[] {
  if (fits(message, [block])) return [block];
  const halves = cutInTwo(block);
  return halves.length < 2 ? [block] : halves.flatMap((half) => cutToFit(message, half));
}

/** Roughly half each; the block alone when it cannot be cut. */
function cutInTwo(block: Block): Block[] {
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
