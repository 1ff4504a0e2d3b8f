import { cellFormatOf, type CellFormat } from './cell-format.ts';
import { tableError } from './table-errors.ts';
import { unzipParts, type PartTaker, type UnzipLimits } from './unzip-parts.ts';
import { XmlEvents, type XmlTaker } from './xml-events.ts';

/** Letters of all shared strings together; names and words of a million rows are far below. */
const mostShared = 256 * 1024 * 1024;

/** What a sheet's cells need to be read. */
export interface Workbook {
  /** Part of the first sheet that is not hidden. */
  sheet: string;
  is1904: boolean;
  strings: readonly string[];
  /** By a cell's style. */
  formats: readonly CellFormat[];
}

/** `_x000D_` is how XML that knows no carriage return writes one. */
export const unescapeCell = (text: string): string =>
  text.includes('_x')
    ? text.replaceAll(/_x([\dA-Fa-f]{4})_/g, (_, code: string) =>
        String.fromCharCode(Number.parseInt(code, 16)),
      )
    : text;

const nothing = (): void => undefined;

/** Hears of the beginning of each element with its attributes. */
const parts = (open: XmlTaker['open'], rest: Partial<XmlTaker> = {}): PartTaker =>
  new XmlEvents({ open, close: rest.close ?? nothing, text: rest.text ?? nothing });

/**
 * Everything but the sheets, in one pass over the archive.
 * @throws AppError IMPORT_003 no workbook of Excel, IMPORT_005 no sheet to read, IMPORT_008
 */
export async function readWorkbook(
  pieces: AsyncIterable<Uint8Array>,
  limits?: UnzipLimits,
): Promise<Workbook> {
  const sheets: { relation: string; isHidden: boolean }[] = [];
  const targets = new Map<string, string>();
  const formats: CellFormat[] = [];
  const strings = new SharedStrings();
  let is1904 = false;
  const found = new Set<string>();
  const takers: Readonly<Record<string, () => PartTaker>> = {
    'xl/workbook.xml': () =>
      parts((name, attributes) => {
        if (name === 'workbookPr') is1904 = /^(?:1|true|on)$/i.test(attributes().date1904 ?? '');
        if (name !== 'sheet') return;
        const all = attributes();
        const relation = Object.entries(all).find(([key]) => /(?:^|:)id$/.test(key))?.[1] ?? '';
        sheets.push({ relation, isHidden: (all.state ?? 'visible') !== 'visible' });
      }),
    'xl/_rels/workbook.xml.rels': () =>
      parts((name, attributes) => {
        if (name !== 'Relationship') return;
        const { Id = '', Target = '' } = attributes();
        targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target.replace(/^\.\//, '')}`);
      }),
    'xl/styles.xml': () => stylesTaker(formats),
    'xl/sharedstrings.xml': () => new XmlEvents(strings),
  };
  const want = (name: string): PartTaker | undefined => {
    // Some writers begin this name with another case.
    const key = name.toLowerCase() === 'xl/sharedstrings.xml' ? 'xl/sharedstrings.xml' : name;
    found.add(key);
    return takers[key]?.();
  };
  const steps = unzipParts(pieces, want, limits);
  while ((await steps.next()).done !== true);
  if (!found.has('xl/workbook.xml')) throw tableError('openDocument');
  const first = sheets.find(({ isHidden }) => !isHidden);
  const sheet = first === undefined ? undefined : targets.get(first.relation);
  if (sheet === undefined) throw tableError('damaged');
  return { sheet, is1904, strings: strings.all, formats };
}

function stylesTaker(formats: CellFormat[]): PartTaker {
  const codes = new Map<number, string>();
  let inCells = false;
  return parts(
    (name, attributes) => {
      if (name === 'numFmt') codes.set(Number(attributes().numFmtId), attributes().formatCode ?? '');
      if (name === 'cellXfs') inCells = true;
      if (name !== 'xf' || !inCells) return;
      const id = Number(attributes().numFmtId ?? 0);
      formats.push(cellFormatOf(id, codes.get(id)));
    },
    {
      close: (name) => {
        if (name === 'cellXfs') inCells = false;
      },
    },
  );
}

/** Texts of cells, each kept once; how they are pronounced is left out. */
class SharedStrings implements XmlTaker {
  readonly all: string[] = [];
  #text = '';
  #size = 0;
  #isText = false;
  #isSaid = false;

  open(name: string): void {
    if (name === 'si') this.#text = '';
    else if (name === 'rPh') this.#isSaid = true;
    else if (name === 't') this.#isText = !this.#isSaid;
  }

  close(name: string): void {
    if (name === 't') this.#isText = false;
    else if (name === 'rPh') this.#isSaid = false;
    else if (name === 'si') {
      this.#size += this.#text.length + 16;
      if (this.#size > mostShared) throw tableError('tooLarge');
      this.all.push(unescapeCell(this.#text));
    }
  }

  text(text: string): void {
    if (this.#isText) this.#text += text;
  }
}
