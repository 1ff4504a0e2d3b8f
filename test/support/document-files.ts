import { strToU8, zipSync } from 'fflate';

const w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const escapeXml = (text: string): string => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);

const contentTypes = (...overrides: [part: string, type: string][]): string =>
  `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides
    .map(
      ([part, type]) =>
        `<Override PartName="${part}" ContentType="application/vnd.openxmlformats-officedocument.${type}+xml"/>`,
    )
    .join('')}</Types>`;
const relations = (...list: [id: string, type: string, target: string][]): string =>
  `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list
    .map(([id, type, target]) => `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`)
    .join('')}</Relationships>`;

const zip = (parts: Readonly<Record<string, string | Uint8Array>>): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries(parts).map(([name, part]) => [name, typeof part === 'string' ? strToU8(part) : part]),
    ),
  );

/** A Word paragraph. `list`: numbering id and level, as Word's automatic lists have them. */
export function wordParagraph(
  text: string,
  { style, list }: { style?: string; list?: readonly [numId: number, level: number] } = {},
): string {
  const properties = [
    style === undefined ? '' : `<w:pStyle w:val="${style}"/>`,
    list === undefined ? '' : `<w:numPr><w:ilvl w:val="${list[1]}"/><w:numId w:val="${list[0]}"/></w:numPr>`,
  ].join('');
  return `<w:p><w:pPr>${properties}</w:pPr><w:r><w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r></w:p>`;
}

export const wordTable = (rows: readonly (readonly string[])[]): string =>
  `<w:tbl>${rows
    .map((row) => `<w:tr>${row.map((cell) => `<w:tc>${wordParagraph(cell)}</w:tc>`).join('')}</w:tr>`)
    .join('')}</w:tbl>`;

const wordLevel = (level: number, format: string, text: string): string =>
  `<w:lvl w:ilvl="${level}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;

/** List 1: `1.` and `a)`; list 2: the same, begun anew; list 3: bullets; list 4: `1.1` as headings are numbered. */
const numbering = `<?xml version="1.0"?><w:numbering ${w}><w:abstractNum w:abstractNumId="0">${wordLevel(0, 'decimal', '%1.')}${wordLevel(1, 'lowerLetter', '%2)')}</w:abstractNum><w:abstractNum w:abstractNumId="1">${wordLevel(0, 'bullet', '•')}${wordLevel(1, 'bullet', 'o')}</w:abstractNum><w:abstractNum w:abstractNumId="2">${wordLevel(0, 'decimal', '%1')}${wordLevel(1, 'decimal', '%1.%2')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num><w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num></w:numbering>`;
const wordStyle = (id: string, name: string, properties = ''): string =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:pPr>${properties}</w:pPr></w:style>`;
const styles = `<?xml version="1.0"?><w:styles ${w}>${wordStyle('Title', 'Title')}${wordStyle('Heading1', 'heading 1')}${wordStyle('Heading2', 'heading 2')}${wordStyle('ListNumber', 'List Number', '<w:numPr><w:numId w:val="1"/></w:numPr>')}</w:styles>`;

/** A .docx whose body is these paragraphs and tables. `extra` parts lie beside it in the archive. */
export const makeDocx = (
  body: readonly string[],
  extra: Readonly<Record<string, string | Uint8Array>> = {},
): Uint8Array =>
  zip({
    '[Content_Types].xml': contentTypes(
      ['/word/document.xml', 'wordprocessingml.document.main'],
      ['/word/numbering.xml', 'wordprocessingml.numbering'],
      ['/word/styles.xml', 'wordprocessingml.styles'],
    ),
    '_rels/.rels': relations(['rId1', 'officeDocument', 'word/document.xml']),
    'word/_rels/document.xml.rels': relations(
      ['rId1', 'numbering', 'numbering.xml'],
      ['rId2', 'styles', 'styles.xml'],
    ),
    'word/numbering.xml': numbering,
    'word/styles.xml': styles,
    'word/document.xml': `<?xml version="1.0"?><w:document ${w}><w:body>${body.join('')}</w:body></w:document>`,
    ...extra,
  });

const p =
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';

export interface Slide {
  title?: string;
  /** Bullets of the body; `[level, text]`. */
  bullets?: readonly (readonly [level: number, text: string])[];
  /** Automatically numbered lines in a text box. */
  steps?: readonly string[];
  table?: readonly (readonly string[])[];
  notes?: string;
  hidden?: boolean;
}

const shape = (placeholder: string, paragraphs: string): string =>
  `<p:sp><p:nvSpPr><p:cNvPr id="2" name="x"/><p:cNvSpPr/><p:nvPr>${placeholder}</p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/>${paragraphs}</p:txBody></p:sp>`;
const line = (text: string, properties = ''): string =>
  `<a:p>${properties}<a:r><a:t>${escapeXml(text)}</a:t></a:r></a:p>`;

function slidePart({ title, bullets = [], steps = [], table, hidden = false }: Slide): string {
  const shapes = [
    title === undefined ? '' : shape('<p:ph type="title"/>', line(title)),
    bullets.length === 0
      ? ''
      : shape(
          '<p:ph idx="1"/>',
          bullets.map(([level, text]) => line(text, `<a:pPr lvl="${level}"/>`)).join(''),
        ),
    steps.length === 0
      ? ''
      : shape(
          '',
          steps.map((step) => line(step, '<a:pPr><a:buAutoNum type="arabicPeriod"/></a:pPr>')).join(''),
        ),
    table === undefined
      ? ''
      : `<p:graphicFrame><a:graphic><a:graphicData><a:tbl>${table
          .map(
            (row) =>
              `<a:tr>${row.map((cell) => `<a:tc><a:txBody>${line(cell)}</a:txBody></a:tc>`).join('')}</a:tr>`,
          )
          .join('')}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>`,
    shape('<p:ph type="sldNum"/>', line('7')),
  ];
  return `<?xml version="1.0"?><p:sld ${p}${hidden ? ' show="0"' : ''}><p:cSld><p:spTree>${shapes.join('')}</p:spTree></p:cSld></p:sld>`;
}

export function makePptx(slides: readonly Slide[]): Uint8Array {
  const parts: Record<string, string> = {
    '[Content_Types].xml': contentTypes(['/ppt/presentation.xml', 'presentationml.presentation.main']),
    '_rels/.rels': relations(['rId1', 'officeDocument', 'ppt/presentation.xml']),
    // Stored in another order than shown: what counts is the list of slides.
    'ppt/presentation.xml': `<?xml version="1.0"?><p:presentation ${p}><p:sldIdLst>${slides.map((_, index) => `<p:sldId id="${256 + index}" r:id="rId${slides.length - index}"/>`).join('')}</p:sldIdLst></p:presentation>`,
    'ppt/_rels/presentation.xml.rels': relations(
      ...slides.map((_, index): [string, string, string] => [
        `rId${slides.length - index}`,
        'slide',
        `slides/slide${slides.length - index}.xml`,
      ]),
    ),
  };
  for (const [index, slide] of slides.entries()) {
    const name = `slide${slides.length - index}.xml`;
    parts[`ppt/slides/${name}`] = slidePart(slide);
    if (slide.notes === undefined) continue;
    parts[`ppt/slides/_rels/${name}.rels`] = relations(['rId1', 'notesSlide', `../notesSlides/${name}`]);
    parts[`ppt/notesSlides/${name}`] =
      `<?xml version="1.0"?><p:notes ${p}><p:cSld><p:spTree>${shape('<p:ph type="sldImg"/>', line('x'))}${shape('<p:ph type="body" idx="1"/>', line(slide.notes))}</p:spTree></p:cSld></p:notes>`;
  }
  return zip(parts);
}

/** Words on a page, by their distance from the left and the bottom edge in points (Letter: 612 × 792). */
export interface PdfWords {
  x: number;
  y: number;
  text: string;
  /** Font size; default 11. */
  size?: number;
}

/** A PDF of text pages. An empty page has a picture's place and no words, as scanners make them. */
export function makePdf(pages: readonly (readonly PdfWords[])[], trailer = ''): Uint8Array {
  const objects: string[] = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${pages.map((_, index) => `${4 + index * 2} 0 R`).join(' ')}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  for (const [index, words] of pages.entries()) {
    const stream = words
      .map(
        ({ x, y, text, size = 11 }) =>
          `BT /F1 ${size} Tf ${x} ${y} Td (${text.replace(/[\\()]/g, '\\$&')}) Tj ET`,
      )
      .join('\n');
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents ${5 + index * 2} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
      `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    );
  }
  let out = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = out.length;
    out += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const table = out.length;
  return strToU8(
    `${out}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${table}\n%%EOF`,
  );
}

/** A PDF that asks for a password: encrypted with keys that nobody has. */
export const makeProtectedPdf = (): Uint8Array =>
  makePdf(
    [[{ x: 72, y: 720, text: 'Secret' }]],
    `/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${'28'.repeat(32)}> /U <${'5a'.repeat(32)}> >> /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]`,
  );

/** The container of Office's old formats, with a stream of this name. */
export const makeCompoundFile = (stream: string): Uint8Array =>
  Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(504),
    Buffer.from(stream, 'utf16le'),
    Buffer.alloc(512),
  ]);
