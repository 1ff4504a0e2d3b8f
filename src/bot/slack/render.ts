import type { types } from '@slack/bolt';
import type { ChartBlock } from '../../messages/chart.ts';
import { splitMarkdown } from '../../messages/markdown.ts';
import type { Action, Block, CitationItem, Form, LineItem, Message } from '../../messages/message.ts';
import { valueTooLong } from './errors.ts';
import {
  maxActionElements,
  maxAltText,
  maxBlocks,
  maxButtonText,
  maxButtonValue,
  maxConfirmButton,
  maxConfirmText,
  maxConfirmTitle,
  maxFallbackText,
  maxHeader,
  maxMarkdown,
  maxMessageSize,
  maxOptionText,
  maxOptionValue,
  maxOverflowOptions,
  maxRichText,
} from './limits.ts';
import { escapeEntities } from './message-text.ts';
import { formButtonPrefix, overflowId } from './parse-interaction.ts';
import { lengthOf, quietly, richList, richParagraph, richQuote, shortened } from './rich-text.ts';
import type { Span } from './rich-text.ts';

type SlackBlock = types.KnownBlock;

/** One Slack message. `text` is what notifications and screen readers say; the blocks are what is shown. */
export interface RenderedPart {
  text: string;
  blocks: SlackBlock[];
}

/** A message as one or more Slack messages, each within Slack's limits; never empty. */
export function renderMessage(message: Message): RenderedPart[] {
  const blocks = [
    ...message.blocks.flatMap(renderBlock),
    ...(message.footer === undefined ? [] : quietly(message.footer)),
  ];
  const parts = pack(blocks);
  const text = shortened(escapeEntities(message.summary), maxFallbackText - ' (99/99)'.length);
  if (parts.length <= 1) return [{ text, blocks: parts[0] ?? [] }];
  return parts.map((part, index) => ({
    text: index === 0 ? text : `${text} (${index + 1}/${parts.length})`,
    blocks: part,
  }));
}

function renderBlock(block: Block): SlackBlock[] {
  switch (block.kind) {
    case 'heading':
      return heading(block.text);
    case 'text':
      // Slack refuses empty text.
      return block.markdown.trim() === ''
        ? []
        : splitMarkdown(defuse(block.markdown), maxMarkdown).map(markdownBlock);
    case 'quote':
      return [...richQuote(block.text), ...quietly(block.source)];
    case 'citations':
      return block.items.flatMap(citation);
    case 'fields':
      return richParagraph(
        block.items.flatMap(({ label, value }, index): Span[] => [
          { text: `${index === 0 ? '' : '\n'}${label}: `, style: 'bold' },
          { text: value },
        ]),
      );
    case 'lines':
      return lines(block.title, block.items, block.empty);
    case 'diff':
      return richParagraph(block.items.map(diffLine));
    case 'actions':
      return chunks(actionElements(block), maxActionElements).map((elements) => ({
        type: 'actions',
        elements,
      }));
    case 'form':
      return [{ type: 'actions', elements: [formButton(block.form)] }];
    case 'chart':
      return chart(block);
    case 'divider':
      return [{ type: 'divider' }];
  }
}

/** Slack shows pictures that it holds; until this one is there, its words stand for it. */
function chart({ alt, picture }: ChartBlock): SlackBlock[] {
  if (picture?.reference === undefined) return richParagraph([{ text: alt }]);
  return [{ type: 'image', slack_file: { id: picture.reference }, alt_text: shortened(alt, maxAltText) }];
}

export const markdownBlock = (text: string): types.MarkdownBlock => ({ type: 'markdown', text });

/** The last line of defence in the only text that Slack still reads for mentions: `<@U1>` and `<!channel>` stay words. */
export const defuse = (markdown: string): string => markdown.replace(/<(?=[@!#])/g, '<\u200B');

/** Slack's header is short; a longer title is shown bold and whole. */
function heading(text: string): SlackBlock[] {
  if (text.trim() === '') return [];
  if (text.length > maxHeader) return richParagraph([{ text, style: 'bold' }]);
  return [{ type: 'header', text: { type: 'plain_text', text, emoji: false } }];
}

function citation(item: CitationItem): SlackBlock[] {
  return [
    ...richParagraph([
      { text: `[${item.number}] `, style: 'bold' },
      { text: `${item.title} · v${item.version}${item.section === '' ? '' : ` · ${item.section}`}` },
    ]),
    ...richQuote(item.quote),
  ];
}

function lines(title: string, items: readonly LineItem[], empty: string): SlackBlock[] {
  const head = title === '' ? [] : richParagraph([{ text: title, style: 'bold' }]);
  if (items.length === 0) return [...head, ...richParagraph([{ text: empty, style: 'italic' }])];
  const blocks: SlackBlock[] = [...head];
  let waiting: Span[][] = [];
  const flush = () => {
    if (waiting.length > 0) blocks.push(...richList(waiting));
    waiting = [];
  };
  for (const item of items) {
    const spans: Span[] = [
      { text: item.text },
      ...(item.detail === undefined ? [] : [{ text: `\n${item.detail}`, style: 'italic' as const }]),
    ];
    if (lengthOf(spans) > maxRichText) {
      flush();
      blocks.push(...richParagraph(spans));
    } else {
      if (lengthOf(waiting.flat()) + lengthOf(spans) > maxRichText) flush();
      waiting.push(spans);
    }
    if (item.evidence !== undefined) {
      flush();
      blocks.push(...quietly(item.evidence));
    }
  }
  flush();
  return blocks;
}

/** The sign says it as well as the style, for those who do not see the style. */
function diffLine(item: { op: 'add' | 'remove' | 'keep'; text: string }, index: number): Span {
  const start = index === 0 ? '' : '\n';
  if (item.op === 'add') return { text: `${start}+ ${item.text}`, style: 'bold' };
  if (item.op === 'remove') return { text: `${start}− ${item.text}`, style: 'strike' };
  return { text: `${start}   ${item.text}` };
}

function actionElements({
  actions,
  visible = actions.length,
}: Extract<Block, { kind: 'actions' }>): (types.Button | types.Overflow)[] {
  const buttons = actions.slice(0, visible).map(button);
  const rest = actions.slice(visible);
  return rest.length === 0
    ? buttons
    : [
        ...buttons,
        ...chunks(rest, maxOverflowOptions).map((group, index) => overflow(group, visible + index)),
      ];
}

/** What is chosen rarely, behind "…". An option carries its verb in its value; none of ours asks "are you sure". */
function overflow(actions: readonly Action[], index: number): types.Overflow {
  return {
    type: 'overflow',
    action_id: `${overflowId}#${index}`,
    options: actions.map(({ id, label, value }) => {
      const carried = `${id} ${value}`;
      if (carried.length > maxOptionValue) throw valueTooLong(id, carried.length);
      return {
        text: { type: 'plain_text', text: shortened(label, maxOptionText), emoji: false },
        value: carried,
      };
    }),
  };
}

function button(action: Action, index: number): types.Button {
  if (action.value.length > maxButtonValue) throw valueTooLong(action.id, action.value.length);
  const { confirm } = action;
  return {
    type: 'button',
    // Ids must differ inside a block; the position is cut off again when the press comes in.
    action_id: `${action.id}#${index}`,
    text: { type: 'plain_text', text: shortened(action.label, maxButtonText), emoji: false },
    ...(action.value === '' ? {} : { value: action.value }),
    ...(action.style === undefined ? {} : { style: action.style }),
    ...(confirm === undefined
      ? {}
      : {
          confirm: {
            title: { type: 'plain_text', text: shortened(confirm.title, maxConfirmTitle) },
            text: { type: 'plain_text', text: shortened(confirm.text, maxConfirmText) },
            confirm: { type: 'plain_text', text: shortened(confirm.ok, maxConfirmButton) },
            deny: { type: 'plain_text', text: 'Cancel' },
            ...(action.style === 'danger' ? { style: 'danger' } : {}),
          },
        }),
  };
}

/** Slack has forms in modals only, so the message holds the button that opens it. */
function formButton(form: Form): types.Button {
  if (form.context.length > maxButtonValue) throw valueTooLong(form.id, form.context.length);
  return {
    type: 'button',
    action_id: `${formButtonPrefix}${form.id}`,
    text: { type: 'plain_text', text: shortened(form.title, maxButtonText), emoji: false },
    ...(form.context === '' ? {} : { value: form.context }),
  };
}

/** Blocks in order, as many to a message as Slack takes. */
function pack(blocks: readonly SlackBlock[]): SlackBlock[][] {
  const parts: SlackBlock[][] = [];
  let size = 0;
  let markdown = 0;
  for (const block of blocks) {
    const blockSize = sizeOf(block);
    const blockMarkdown = block.type === 'markdown' ? block.text.length : 0;
    const current = parts.at(-1);
    const fits =
      current !== undefined &&
      current.length < maxBlocks &&
      size + blockSize <= maxMessageSize &&
      markdown + blockMarkdown <= maxMarkdown;
    if (fits) current.push(block);
    else {
      parts.push([block]);
      size = 0;
      markdown = 0;
    }
    size += blockSize;
    markdown += blockMarkdown;
  }
  return parts;
}

/** Every string in the block, and something for the block itself. */
function sizeOf(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + sizeOf(item), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return sizeOf(Object.values(value));
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}
