import type { ImportRow } from '../../coaching/imports/import.ts';
import { showNumber } from './cell-format.ts';
import { tableError } from './table-errors.ts';
import { unzipParts, type UnzipLimits } from './unzip-parts.ts';
import { unescapeCell, type Workbook } from './workbook-parts.ts';
import { XmlEvents, type XmlTaker } from './xml-events.ts';

/** Columns of a sheet; what stands further right is no table for people. */
const mostColumns = 1_024;

/** Rows of the workbook's sheet, as it is unpacked. @throws AppError IMPORT_005, IMPORT_008 */
export async function* readSheetRows(
  pieces: AsyncIterable<Uint8Array>,
  workbook: Workbook,
  limits?: UnzipLimits,
): AsyncGenerator<ImportRow[]> {
  const sheet = new SheetRows(workbook);
  const found = new Set<string>();
  const want = (name: string): XmlEvents | undefined => {
    found.add(name);
    return name === workbook.sheet ? new XmlEvents(sheet) : undefined;
  };
  const steps = unzipParts(pieces, want, limits);
  while ((await steps.next()).done !== true) {
    if (sheet.rows.length > 0) yield sheet.rows.splice(0);
  }
  if (!found.has(workbook.sheet)) throw tableError('damaged');
  if (sheet.rows.length > 0) yield sheet.rows.splice(0);
}

/** `BC12` is column 54, counted from 0. */
function columnOf(reference: string): number {
  let column = 0;
  for (let at = 0; at < reference.length; at += 1) {
    const letter = reference.charCodeAt(at) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return column - 1;
}

class SheetRows implements XmlTaker {
  readonly rows: ImportRow[] = [];
  readonly #workbook: Workbook;
  #line = 0;
  #cells: string[] = [];
  #column = -1;
  #type = 'n';
  #style = 0;
  #raw = '';
  #isValue = false;
  #isSaid = false;

  constructor(workbook: Workbook) {
    this.#workbook = workbook;
  }

  open(name: string, attributes: () => Record<string, string>): void {
    switch (name) {
      case 'row': {
        const line = Number(attributes().r);
        this.#line = line > this.#line ? line : this.#line + 1;
        this.#cells = [];
        this.#column = -1;
        break;
      }
      case 'c': {
        const { r, t = 'n', s = '0' } = attributes();
        this.#column = r === undefined ? this.#column + 1 : columnOf(r);
        if (this.#column >= mostColumns) throw tableError('tooLarge');
        this.#type = t;
        this.#style = Number(s);
        this.#raw = '';
        break;
      }
      case 'rPh':
        this.#isSaid = true;
        break;
      case 'v':
        this.#isValue = true;
        break;
      case 't':
        this.#isValue = !this.#isSaid;
        break;
    }
  }

  text(text: string): void {
    if (this.#isValue) this.#raw += text;
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.#isValue = false;
    else if (name === 'rPh') this.#isSaid = false;
    else if (name === 'c') {
      const value = this.#value();
      if (value === '' || this.#column < 0) return;
      while (this.#cells.length < this.#column) this.#cells.push('');
      this.#cells[this.#column] = value;
    } else if (name === 'row') this.rows.push({ line: this.#line, cells: this.#cells });
  }

  /** Of a formula its result, as it was when the workbook was saved. */
  #value(): string {
    const { strings, formats, is1904 } = this.#workbook;
    switch (this.#type) {
      case 's':
        return strings[Number(this.#raw)] ?? '';
      case 'b':
        return this.#raw === '1' ? 'TRUE' : 'FALSE';
      case 'd':
        return this.#raw.replace(/T00:00:00(?:\.0+)?Z?$/, '');
      case 'inlineStr':
      case 'str':
        return unescapeCell(this.#raw);
      case 'e':
        return this.#raw;
      default:
        return showNumber(this.#raw, formats[this.#style] ?? 'number', is1904);
    }
  }
}
