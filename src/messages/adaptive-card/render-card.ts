import type { Block, Message } from '../message.ts';
import { renderBlock, type CardOptions } from './block-elements.ts';
import type { AdaptiveCardJson, CardElement } from './card-json.ts';
import { cutInTwo } from './cut-block.ts';
import { maxCardBytes } from './limits.ts';
import { verbatim } from './text-elements.ts';

/**
 * A message as an Adaptive Card 1.5, the same JSON for Teams and the local page. It renders whatever it is given:
 * `splitMessage` comes first where the message may be long.
 */
export function renderCard(message: Message, options: CardOptions = {}): AdaptiveCardJson {
  const body: CardElement[] = [];
  let separate = false;
  for (const [index, block] of message.blocks.entries()) {
    if (block.kind === 'divider') {
      separate = body.length > 0;
      continue;
    }
    const [first, ...rest] = renderBlock(block, index, options);
    if (first) body.push(separate ? { ...first, separator: true, spacing: 'Medium' } : first, ...rest);
    separate = false;
  }
  if (message.footer !== undefined) {
    body.push({ ...verbatim(message.footer, { size: 'Small', isSubtle: true }), spacing: 'Medium' });
  }
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    fallbackText: message.summary,
    msteams: { width: 'Full' },
    body,
  };
}

/** Size as Teams counts it: the JSON in UTF-16. */
export const cardBytes = (card: AdaptiveCardJson): number => JSON.stringify(card).length * 2;

/**
 * Cuts a message whose card would be too large into several, in order: between blocks first, then between the items of
 * a list, paragraphs and lines of code. Nothing is lost; the footer stands under the last one. A single form or row of
 * buttons is never cut. `maxBytes` counts UTF-16, as Teams does.
 */
export function splitMessage(message: Message, maxBytes = maxCardBytes): Message[] {
  const fits = (blocks: readonly Block[]): boolean =>
    cardBytes(renderCard({ ...message, blocks })) <= maxBytes - counterBytes;
  if (fits(message.blocks)) return [message];
  const groups: Block[][] = [];
  for (const block of message.blocks.flatMap((whole) => cutToFit(whole, fits))) {
    const last = groups.at(-1);
    if (last && fits([...last, block])) last.push(block);
    else groups.push([block]);
  }
  keepButtonsCompany(groups);
  const { footer, ...unfooted } = message;
  return groups.map((blocks, index) => ({
    ...unfooted,
    summary: groups.length === 1 ? message.summary : `${message.summary} (${index + 1} of ${groups.length})`,
    blocks,
    ...(footer !== undefined && index === groups.length - 1 ? { footer } : {}),
  }));
}

/** Buttons alone in a message would say nothing: what stood before them comes along. */
function keepButtonsCompany(groups: Block[][]): void {
  const [before, last] = groups.slice(-2);
  if (!last?.every(({ kind }) => kind === 'actions') || !before || before.length < 2) return;
  const companion = before.pop();
  if (companion) last.unshift(companion);
}

/** Room for " (12 of 34)" after the summary. */
const counterBytes = 64;

function cutToFit(block: Block, fits: (blocks: readonly Block[]) => boolean): Block[] {
  if (fits([block])) return [block];
  const parts = cutInTwo(block);
  return parts.length < 2 ? [block] : parts.flatMap((part) => cutToFit(part, fits));
}
