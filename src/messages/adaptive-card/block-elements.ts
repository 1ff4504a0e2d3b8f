import type { ChartBlock } from '../chart.ts';
import { escapeMarkdown } from '../markdown.ts';
import type { Block, CitationItem, LineItem } from '../message.ts';
import { actionSets, formElements } from './action-elements.ts';
import type { ActionSet, CardElement } from './card-json.ts';
import { markdownElements, verbatim, verbatimLines } from './text-elements.ts';

export interface CardOptions {
  /**
   * Charts that were painted are pictures inside the card. Not for Teams, whose cards are small: there they come beside the
   * card, and the card has their words. Default: no.
   */
  pictures?: boolean;
}

/** `index` makes ids unique inside the card. */
export function renderBlock(
  block: Exclude<Block, { kind: 'divider' }>,
  index: number,
  { pictures = false }: CardOptions = {},
): CardElement[] {
  switch (block.kind) {
    case 'heading':
      return [
        {
          type: 'TextBlock',
          text: escapeMarkdown(block.text),
          wrap: true,
          size: 'Medium',
          weight: 'Bolder',
          style: 'heading',
        },
      ];
    case 'text':
      return markdownElements(block.markdown);
    case 'quote':
      return [
        {
          type: 'Container',
          style: 'emphasis',
          items: [
            ...verbatimLines(block.text, { italic: true }),
            { ...verbatim(block.source, { size: 'Small', isSubtle: true }), spacing: 'Small' },
          ],
        },
      ];
    case 'citations':
      return citationElements(block.items, index);
    case 'fields':
      return [
        {
          type: 'FactSet',
          facts: block.items.map(({ label, value }) => ({
            title: escapeMarkdown(label),
            value: escapeMarkdown(value),
          })),
        },
      ];
    case 'lines':
      return lineElements(block, index);
    case 'diff':
      return [{ type: 'Container', style: 'emphasis', items: block.items.map(diffElement) }];
    case 'actions':
      return actionSets(block.actions, block.visible);
    case 'form':
      return formElements(block.form);
    case 'chart':
      return [chartElement(block, pictures)];
  }
}

function chartElement({ alt, picture }: ChartBlock, pictures: boolean): CardElement {
  if (!pictures || picture === undefined) return verbatim(alt, { size: 'Small', isSubtle: true });
  const url = `data:image/png;base64,${Buffer.from(picture.png).toString('base64')}`;
  return { type: 'Image', url, altText: alt, size: 'Stretch' };
}

/** The list of sources is always there; the quoted words unfold, so that the answer stays the main thing. */
function citationElements(items: readonly CitationItem[], index: number): CardElement[] {
  const quoteIds = items.map((_, position) => `q${index}-${position}`);
  return [
    { ...verbatim('Sources', { size: 'Small', weight: 'Bolder' }), spacing: 'Medium' },
    ...items.flatMap((item, position): CardElement[] => [
      {
        type: 'RichTextBlock',
        spacing: 'Small',
        inlines: [
          { type: 'TextRun', text: `[${item.number}] `, size: 'Small', isSubtle: true },
          { type: 'TextRun', text: item.title, size: 'Small', weight: 'Bolder' },
          {
            type: 'TextRun',
            text: ` · version ${item.version}${item.section === '' ? '' : ` · ${item.section}`}`,
            size: 'Small',
            isSubtle: true,
          },
        ],
      },
      {
        type: 'Container',
        style: 'emphasis',
        spacing: 'Small',
        id: quoteIds[position] ?? '',
        isVisible: false,
        items: verbatimLines(`“${item.quote}”`, { size: 'Small', italic: true }),
      },
    ]),
    ...unfoldButtons(`q${index}`, items.length === 1 ? 'the quote' : 'the quotes', quoteIds),
  ];
}

function lineElements(block: Extract<Block, { kind: 'lines' }>, index: number): CardElement[] {
  const title: CardElement = {
    type: 'TextBlock',
    text: escapeMarkdown(block.title),
    wrap: true,
    // The heading style alone would be larger than the message's own heading.
    size: 'Default',
    weight: 'Bolder',
    style: 'heading',
  };
  if (block.items.length === 0)
    return [title, { ...verbatim(block.empty, { isSubtle: true }), spacing: 'Small' }];
  const evidenceId = (position: number): string => `e${index}-${position}`;
  const evidenceIds = block.items.flatMap(({ evidence }, position) =>
    evidence === undefined ? [] : [evidenceId(position)],
  );
  return [
    title,
    ...block.items.flatMap((item, position) => itemElements(item, evidenceId(position))),
    ...(evidenceIds.length === 0 ? [] : unfoldButtons(`e${index}`, 'evidence', evidenceIds)),
  ];
}

/** Under the words of a line, not under its bullet. */
const indent = '\u00A0\u00A0\u00A0';

/** Few and small elements: a summary has dozens of lines, and a card 28 KB. */
function itemElements(item: LineItem, evidenceId: string): CardElement[] {
  const [first = '', ...rest] = item.text.split('\n');
  return [
    { ...verbatim(`• ${first}`), spacing: 'Small' },
    ...rest.map((line) => ({ ...verbatim(indent + line), spacing: 'None' as const })),
    ...(item.detail === undefined
      ? []
      : [{ ...verbatim(indent + item.detail, { size: 'Small', isSubtle: true }), spacing: 'None' as const }]),
    ...(item.evidence === undefined
      ? []
      : [
          {
            ...verbatim(indent + item.evidence, { size: 'Small', italic: true, isSubtle: true }),
            spacing: 'None' as const,
            id: evidenceId,
            isVisible: false,
          },
        ]),
  ];
}

/** "Show x" and "Hide x": one of the two is seen, and each swaps them. */
function unfoldButtons(id: string, what: string, targets: readonly string[]): ActionSet[] {
  const ids = [`show-${id}`, `hide-${id}`] as const;
  return ids.map((own, position) => ({
    type: 'ActionSet',
    id: own,
    isVisible: position === 0,
    spacing: 'Small',
    actions: [
      {
        type: 'Action.ToggleVisibility',
        title: `${position === 0 ? 'Show' : 'Hide'} ${what}`,
        targetElements: [...ids, ...targets],
      },
    ],
  }));
}

const diffMarks = { add: '+ ', remove: '− ', keep: '\u00A0\u00A0\u00A0' } as const;

/** Signs as well as colours: a change can be told without seeing green and red. */
function diffElement(item: { op: 'add' | 'remove' | 'keep'; text: string }): CardElement {
  const style = {
    add: { color: 'Good' as const, weight: 'Bolder' as const },
    remove: { color: 'Attention' as const, strikethrough: true },
    keep: { isSubtle: true },
  }[item.op];
  // The sign is a run of its own, so that no line goes through it.
  const sign = { ...style, text: diffMarks[item.op], strikethrough: false };
  return {
    type: 'RichTextBlock',
    spacing: 'Small',
    inlines: [sign, { ...style, text: item.text }].map((run) => ({ type: 'TextRun' as const, ...run })),
  };
}
