import type { Document, Element } from '@xmldom/xmldom';
import { attributeOf, childAt, childrenOf, elementsOf } from './xml.ts';

interface Level {
  start: number;
  format: string;
  /** `%1.` or `Step %1:`; `%n` stands for the number at level n. */
  text: string;
  /** Levels above are shown as 1, 2, 3 whatever their own format. */
  isLegal: boolean;
}

interface NumberedList {
  abstractId: string;
  levels: ReadonlyMap<number, Level>;
  /** Levels at which this list begins anew. */
  restarts: ReadonlyMap<number, number>;
}

export interface ParagraphLabel {
  level: number;
  /** `3.`, `b)`, or `-` for a bullet. */
  text: string;
}

const value = (node: Element, ...names: readonly string[]): string | undefined =>
  attributeOf(childAt(node, ...names), 'w:val');
const numberAt = (text: string | undefined, fallback: number): number => {
  const parsed = Number.parseInt(text ?? '', 10);
  return Number.isNaN(parsed) ? fallback : parsed;
};

function toRoman(number: number): string {
  const signs: readonly [number, string][] = [
    [1000, 'm'],
    [900, 'cm'],
    [500, 'd'],
    [400, 'cd'],
    [100, 'c'],
    [90, 'xc'],
    [50, 'l'],
    [40, 'xl'],
    [10, 'x'],
    [9, 'ix'],
    [5, 'v'],
    [4, 'iv'],
    [1, 'i'],
  ];
  let rest = number;
  return signs
    .map(([size, sign]) => {
      const times = Math.floor(rest / size);
      rest -= times * size;
      return sign.repeat(times);
    })
    .join('');
}

/** Word counts a to z, then aa to zz. */
const toLetters = (number: number): string =>
  String.fromCharCode(97 + ((number - 1) % 26)).repeat(Math.ceil(number / 26));

function formatNumber(number: number, format: string): string {
  // Beyond sane numbers, and for the many formats of other scripts, digits are right enough.
  if (number < 1 || number > 3_999) return String(number);
  switch (format) {
    case 'lowerRoman':
      return toRoman(number);
    case 'upperRoman':
      return toRoman(number).toUpperCase();
    case 'lowerLetter':
      return toLetters(number);
    case 'upperLetter':
      return toLetters(number).toUpperCase();
    case 'decimalZero':
      return String(number).padStart(2, '0');
    default:
      return String(number);
  }
}

const toLevel = (node: Element): Level => ({
  start: numberAt(value(node, 'w:start'), 1),
  format: value(node, 'w:numFmt') ?? 'decimal',
  text: value(node, 'w:lvlText') ?? '',
  isLegal: childAt(node, 'w:isLgl') !== undefined,
});

const levelsOf = (node: Element): Map<number, Level> =>
  new Map(
    childrenOf(node)
      .filter(({ nodeName }) => nodeName === 'w:lvl')
      .map((level) => [numberAt(attributeOf(level, 'w:ilvl'), 0), toLevel(level)]),
  );

function readLists(numbering: Document, numIdOfStyle: (styleId: string) => string | undefined) {
  const abstracts = new Map(
    elementsOf(numbering, 'w:abstractNum').map((node) => [attributeOf(node, 'w:abstractNumId') ?? '', node]),
  );
  const lists = new Map<string, NumberedList>();
  const nodes = new Map(
    elementsOf(numbering, 'w:num').map((node) => [attributeOf(node, 'w:numId') ?? '', node]),
  );
  for (const [numId, node] of nodes) {
    let abstractId = value(node, 'w:abstractNumId') ?? '';
    let abstract = abstracts.get(abstractId);
    // A list that takes its numbering from a style: one step, as Word writes it.
    const link = abstract && value(abstract, 'w:numStyleLink');
    const linked = link === undefined ? undefined : nodes.get(numIdOfStyle(link) ?? '');
    if (linked) {
      abstractId = value(linked, 'w:abstractNumId') ?? abstractId;
      abstract = abstracts.get(abstractId);
    }
    if (!abstract) continue;
    const levels = levelsOf(abstract);
    const restarts = new Map<number, number>();
    for (const override of childrenOf(node).filter(({ nodeName }) => nodeName === 'w:lvlOverride')) {
      const at = numberAt(attributeOf(override, 'w:ilvl'), 0);
      const own = childAt(override, 'w:lvl');
      if (own) levels.set(at, toLevel(own));
      const start = value(override, 'w:startOverride');
      if (start !== undefined) restarts.set(at, numberAt(start, 1));
    }
    lists.set(numId, { abstractId, levels, restarts });
  }
  return lists;
}

interface StyleNumbering {
  numId?: string;
  level?: number;
}

/** What a paragraph style says about numbering, its ancestors included. */
function readStyles(styles: Document | undefined): (styleId: string) => StyleNumbering {
  const nodes = new Map(
    (styles ? elementsOf(styles, 'w:style') : []).map((node) => [attributeOf(node, 'w:styleId') ?? '', node]),
  );
  return (styleId) => {
    const found: StyleNumbering = {};
    let at = nodes.get(styleId);
    for (let depth = 0; at && depth < 20; depth += 1) {
      const numId = value(at, 'w:pPr', 'w:numPr', 'w:numId');
      const level = value(at, 'w:pPr', 'w:numPr', 'w:ilvl');
      if (found.numId === undefined && numId !== undefined) found.numId = numId;
      if (found.level === undefined && level !== undefined) found.level = numberAt(level, 0);
      at = nodes.get(value(at, 'w:basedOn') ?? '');
    }
    return found;
  };
}

/**
 * Counts Word's automatic numbering, which stands nowhere in the text: the label of each paragraph, in document order. A
 * list that a paragraph or a picture interrupts goes on where it was.
 */
export function createWordNumbering(
  numbering: Document | undefined,
  styles: Document | undefined,
): (paragraph: Element) => ParagraphLabel | undefined {
  const styleNumbering = readStyles(styles);
  const lists = numbering
    ? readLists(numbering, (styleId) => styleNumbering(styleId).numId)
    : new Map<string, NumberedList>();
  const counters = new Map<string, number[]>();
  const restarted = new Set<string>();

  return (paragraph) => {
    const ofStyle = styleNumbering(value(paragraph, 'w:pPr', 'w:pStyle') ?? '');
    const numId = value(paragraph, 'w:pPr', 'w:numPr', 'w:numId') ?? ofStyle.numId;
    const level = numberAt(value(paragraph, 'w:pPr', 'w:numPr', 'w:ilvl'), ofStyle.level ?? 0);
    const list = numId === undefined ? undefined : lists.get(numId);
    const own = list?.levels.get(level);
    if (!list || !own || numId === undefined) return undefined;
    if (own.format === 'bullet') return { level, text: '-' };
    if (own.format === 'none') return undefined;

    const counts = counters.get(list.abstractId) ?? [];
    counters.set(list.abstractId, counts);
    const restart = list.restarts.get(level);
    const key = `${numId}/${level}`;
    if (restart !== undefined && !restarted.has(key)) {
      restarted.add(key);
      counts[level] = restart;
    } else {
      const before = counts[level];
      counts[level] = before === undefined ? own.start : before + 1;
    }
    counts.length = level + 1;
    const text = own.text.replace(/%([1-9])/g, (_, digit: string) => {
      const at = Number(digit) - 1;
      const shown = list.levels.get(at);
      const count = counts[at] ?? shown?.start ?? 1;
      return formatNumber(count, own.isLegal && at < level ? 'decimal' : (shown?.format ?? 'decimal'));
    });
    return text.trim() === '' ? undefined : { level, text: text.trim() };
  };
}
