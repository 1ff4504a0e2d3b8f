import { XMLSerializer, type Document, type Element } from '@xmldom/xmldom';
import { zipSync } from 'fflate';
import mammoth from 'mammoth';
import { DocumentFaultError } from './document-errors.ts';
import { htmlToMarkdown } from './html-to-markdown.ts';
import { createWordNumbering } from './word-numbering.ts';
import { attributeOf, childAt, elementsOf, parseXml } from './xml.ts';

// A label travels through mammoth and Turndown as text between private use characters: level, label, end.
const [labelStart, labelText, labelEnd] = ['\uE000', '\uE001', '\uE002'] as const;
const labelled = /\uE000(\d+)\uE001([^\uE002]*)\uE002/;
/** How far one level of a list is indented: past the label of the one above. */
const indentStep = 3;

const documentPart = 'word/document.xml';
const emptyNumbering =
  '<?xml version="1.0" encoding="UTF-8"?><w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>';

const partOf = (parts: ReadonlyMap<string, Uint8Array>, name: string): Document | undefined => {
  const bytes = parts.get(name);
  return bytes && parseXml(bytes);
};

/** Writes each paragraph's label into its text, since neither mammoth nor HTML keeps where a list goes on. */
function labelParagraphs(document: Document, parts: ReadonlyMap<string, Uint8Array>): void {
  const labelOf = createWordNumbering(partOf(parts, 'word/numbering.xml'), partOf(parts, 'word/styles.xml'));
  for (const paragraph of elementsOf(document, 'w:p')) {
    const label = labelOf(paragraph);
    if (!label) continue;
    const run = document.createElement('w:r');
    const text = document.createElement('w:t');
    text.setAttribute('xml:space', 'preserve');
    text.appendChild(
      document.createTextNode(`${labelStart}${label.level}${labelText}${label.text}${labelEnd}`),
    );
    run.appendChild(text);
    const properties = childAt(paragraph, 'w:pPr');
    paragraph.insertBefore(run, properties ? properties.nextSibling : paragraph.firstChild);
  }
}

/** The document's title is above its chapters: with one, every heading moves one level down. */
function hasTitle(document: Document, parts: ReadonlyMap<string, Uint8Array>): boolean {
  const styles = partOf(parts, 'word/styles.xml');
  const isTitle = (style: Element): boolean =>
    attributeOf(childAt(style, 'w:name'), 'w:val')?.toLowerCase() === 'title';
  const ids = new Set(
    (styles ? elementsOf(styles, 'w:style').filter(isTitle) : []).map((style) =>
      attributeOf(style, 'w:styleId'),
    ),
  );
  return elementsOf(document, 'w:pStyle').some((style) => ids.has(attributeOf(style, 'w:val')));
}

const headingStyles = (shift: number): string[] =>
  [1, 2, 3, 4, 5, 6].flatMap((level) => {
    const tag = `h${Math.min(level + shift, 6)}`;
    return [
      `p[style-name='Heading ${level}'] => ${tag}:fresh`,
      `p[style-name='heading ${level}'] => ${tag}:fresh`,
      `p.Heading${level} => ${tag}:fresh`,
    ];
  });

/** Labels become what Markdown writes: a list's item on its own line, a number before a heading or in a cell. */
function writeLabels(markdown: string): string {
  const lines = markdown.split('\n').map((line) => {
    const item = /^(\s*)\uE000(\d+)\uE001([^\uE002]*)\uE002\s*(.*)$/.exec(line);
    if (!item) return { line, isItem: false };
    const [, , level = '0', label = '', words = ''] = item;
    return { line: `${' '.repeat(Number(level) * indentStep)}${label} ${words}`, isItem: true };
  });
  // Items of one list stand line by line, as people write them.
  return lines
    .filter(
      ({ line }, index) =>
        line !== '' || lines[index - 1]?.isItem !== true || lines[index + 1]?.isItem !== true,
    )
    .map(({ line }) => line)
    .join('\n')
    .replace(new RegExp(labelled, 'g'), '$2 ');
}

/**
 * Markdown of a Word file's body: headings by style, lists with the numbers that Word counts, tables, foot- and endnotes.
 * @param parts as `unpackOffice` gives them
 * @throws DocumentFaultError
 */
export async function readDocx(parts: ReadonlyMap<string, Uint8Array>): Promise<string> {
  const document = partOf(parts, documentPart);
  if (!document) throw new DocumentFaultError('damaged');
  labelParagraphs(document, parts);
  const titled = hasTitle(document, parts);
  const rewritten = new Map(parts)
    .set(documentPart, new TextEncoder().encode(new XMLSerializer().serializeToString(document)))
    .set('word/numbering.xml', new TextEncoder().encode(emptyNumbering));
  let html: string;
  try {
    const result = await mammoth.convertToHtml(
      { buffer: Buffer.from(zipSync(Object.fromEntries(rewritten), { level: 0 })) },
      {
        styleMap: ["p[style-name='Title'] => h1:fresh", ...headingStyles(titled ? 1 : 0)],
        // Pictures hold no words, and their parts were never unpacked.
        convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' })),
        externalFileAccess: false,
      },
    );
    html = result.value;
  } catch (error) {
    throw new DocumentFaultError('damaged', error);
  }
  return writeLabels(htmlToMarkdown(html));
}
