import type { Element } from '@xmldom/xmldom';
import { DocumentFaultError } from './document-errors.ts';
import { toMarkdownTable } from './markdown-table.ts';
import { attributeOf, childAt, childrenOf, elementsOf, parseXml, relationsOf } from './xml.ts';

type Parts = ReadonlyMap<string, Uint8Array>;

const presentationPart = 'ppt/presentation.xml';

/** The words of one paragraph; a line break inside it is a blank. */
function wordsOf(paragraph: Element): string {
  return childrenOf(paragraph)
    .map((child) => {
      if (child.nodeName === 'a:br') return ' ';
      return child.nodeName === 'a:r' || child.nodeName === 'a:fld'
        ? (childAt(child, 'a:t')?.textContent ?? '')
        : '';
    })
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
}

const paragraphsOf = (body: Element): Element[] =>
  childrenOf(body).filter(({ nodeName }) => nodeName === 'a:p');

/**
 * Paragraphs of a shape as lines. In a slide's body paragraphs are bullets unless they say otherwise; in a text box they
 * are paragraphs unless they say otherwise.
 */
function linesOf(body: Element, isBody: boolean): string {
  const counts: number[] = [];
  const lines: { text: string; isItem: boolean }[] = [];
  for (const paragraph of paragraphsOf(body)) {
    const text = wordsOf(paragraph);
    if (text === '') continue;
    const properties = childAt(paragraph, 'a:pPr');
    const level = Number(attributeOf(properties, 'lvl') ?? 0);
    const has = (name: string): boolean =>
      properties !== undefined && childAt(properties, name) !== undefined;
    const indent = '   '.repeat(level);
    if (has('a:buAutoNum')) {
      const auto = properties && childAt(properties, 'a:buAutoNum');
      const start = Number(attributeOf(auto, 'startAt') ?? 1);
      counts[level] = (counts[level] ?? start - 1) + 1;
      counts.length = level + 1;
      lines.push({ text: `${indent}${counts[level] ?? start}. ${text}`, isItem: true });
    } else if (!has('a:buNone') && (isBody || has('a:buChar') || has('a:buBlip'))) {
      counts.length = Math.min(counts.length, level);
      lines.push({ text: `${indent}- ${text}`, isItem: true });
    } else {
      lines.push({ text, isItem: false });
    }
  }
  return lines
    .map(({ text, isItem }, index) => {
      const gap = index === 0 ? '' : isItem && lines[index - 1]?.isItem === true ? '\n' : '\n\n';
      return gap + text;
    })
    .join('');
}

/** A table of a slide; a merged cell is said again where it reaches, as in documents. */
function tableOf(table: Element): string {
  const rows: string[][] = [];
  for (const row of childrenOf(table).filter(({ nodeName }) => nodeName === 'a:tr')) {
    const above = rows.at(-1);
    rows.push(
      childrenOf(row)
        .filter(({ nodeName }) => nodeName === 'a:tc')
        .map((cell, column) => {
          if (attributeOf(cell, 'vMerge') === '1') return above?.[column] ?? '';
          const body = childAt(cell, 'a:txBody');
          return body === undefined || attributeOf(cell, 'hMerge') === '1'
            ? ''
            : paragraphsOf(body).map(wordsOf).join(' ');
        }),
    );
  }
  return toMarkdownTable(rows);
}

const titleKinds = new Set(['title', 'ctrTitle']);
const furniture = new Set(['dt', 'ftr', 'sldNum', 'hdr', 'sldImg']);

interface Shape {
  kind: 'title' | 'body' | 'other';
  text: string;
}

/** Shapes in the order in which they were drawn, which is the order in which PowerPoint reads them aloud. */
function shapesOf(tree: Element): Shape[] {
  return childrenOf(tree).flatMap((node): Shape[] => {
    if (node.nodeName === 'p:grpSp') return shapesOf(node);
    if (node.nodeName === 'p:graphicFrame') {
      return elementsOf(node, 'a:tbl').map((table) => ({ kind: 'other', text: tableOf(table) }));
    }
    const body = node.nodeName === 'p:sp' ? childAt(node, 'p:txBody') : undefined;
    if (!body) return [];
    const placeholder = childAt(node, 'p:nvSpPr', 'p:nvPr', 'p:ph');
    const type = placeholder === undefined ? undefined : (attributeOf(placeholder, 'type') ?? 'obj');
    if (type !== undefined && furniture.has(type)) return [];
    if (type !== undefined && titleKinds.has(type)) {
      return [{ kind: 'title', text: paragraphsOf(body).map(wordsOf).join(' ').trim() }];
    }
    const isBody = type === 'body' || type === 'obj';
    return [{ kind: isBody ? 'body' : 'other', text: linesOf(body, isBody) }];
  });
}

function shapesOfPart(parts: Parts, part: string): Shape[] {
  const bytes = parts.get(part);
  const tree = bytes && elementsOf(parseXml(bytes), 'p:spTree')[0];
  return tree ? shapesOf(tree).filter(({ text }) => text !== '') : [];
}

/** What the speaker says, from the notes page's body. */
function notesOf(parts: Parts, slide: string): string {
  const notes = [...relationsOf(parts, slide).values()].find(({ type }) => type === 'notesSlide');
  if (!notes) return '';
  const bytes = parts.get(notes.target);
  const bodies = bytes
    ? elementsOf(parseXml(bytes), 'p:sp').filter(
        (shape) => attributeOf(childAt(shape, 'p:nvSpPr', 'p:nvPr', 'p:ph'), 'type') === 'body',
      )
    : [];
  return bodies
    .map((shape) => childAt(shape, 'p:txBody'))
    .map((body) => (body ? linesOf(body, false) : ''))
    .filter((text) => text !== '')
    .join('\n\n');
}

const isHidden = (parts: Parts, slide: string): boolean => {
  const bytes = parts.get(slide);
  const root = bytes && parseXml(bytes).documentElement;
  return root !== undefined && root !== null && attributeOf(root, 'show') === '0';
};

function toSection(parts: Parts, slide: string, index: number): string {
  const shapes = shapesOfPart(parts, slide);
  const title = shapes.find(({ kind }) => kind === 'title');
  const notes = notesOf(parts, slide);
  const level = index === 0 && title !== undefined ? '#' : '##';
  return [
    // A slide without a title still begins something new; its number says where to look.
    `${level} ${title?.text ?? `Slide ${index + 1}`}`,
    ...shapes.filter((shape) => shape !== title).map(({ text }) => text),
    ...(notes === '' ? [] : [`Notes: ${notes}`]),
  ].join('\n\n');
}

/**
 * Markdown of a deck: a heading for each slide's title, its bullets, tables and speaker notes. Hidden slides are left out,
 * as they are when the deck is shown.
 * @param parts as `unpackOffice` gives them
 * @throws DocumentFaultError
 */
export function readPptx(parts: Parts): string {
  const bytes = parts.get(presentationPart);
  if (bytes === undefined) throw new DocumentFaultError('damaged');
  const relations = relationsOf(parts, presentationPart);
  const slides = elementsOf(parseXml(bytes), 'p:sldId')
    .map((slide) => relations.get(attributeOf(slide, 'r:id') ?? '')?.target)
    .filter((target): target is string => target !== undefined && parts.has(target));
  const sections = slides
    .map((slide, index) => ({ slide, index }))
    .filter(({ slide }) => !isHidden(parts, slide))
    .map(({ slide, index }) => toSection(parts, slide, index));
  const hasWords = sections.some((section) => section.replace(/^##? Slide \d+/, '').trim() !== '');
  return hasWords ? `${sections.join('\n\n')}\n` : '';
}
