import type { ImportRow, ImportRun, RowFault } from '../import.ts';
import { isFormula } from '../formula.ts';
import { readDay } from '../read-day.ts';

/** A row that is being read: what its cells say, and what is wrong with them. */
export interface RowReader {
  readonly line: number;
  readonly faults: readonly RowFault[];
  /** @param field whose column is named beside the fault; undefined: the row as a whole */
  fault(code: `IMPORT_${string}`, message: string, field?: string): void;
  /** The cell, trimmed; undefined: it is empty, or no column holds the field. Longer than `max` characters is a fault. */
  text(field: string, max: number): string | undefined;
  /** As `text`, for words that may begin with a dash, as lists do; what a spreadsheet would run is a fault. */
  prose(field: string, max: number): string | undefined;
  /** As `text`, in lower case; what is no address is a fault. */
  address(field: string): string | undefined;
  /** What one of `options` calls itself; case, blanks, dashes and underscores do not matter. */
  choice<T extends string>(field: string, options: Readonly<Record<T, readonly string[]>>): T | undefined;
  /** `YYYY-MM-DD` */
  day(field: string): string | undefined;
  /** A whole number from `min` to `max`. */
  whole(field: string, min: number, max: number): number | undefined;
  /** Parts between `;`, `|` or line breaks; at most `most` of them. */
  list(field: string, most: number, maxItem: number): string[];
}

/** Of what a fault may say: a cell is shown in it cut. */
const longestShown = 40;
const longestFault = 300;
const shown = (text: string): string =>
  `“${text.length > longestShown ? `${text.slice(0, longestShown)}…` : text}”`;

const address = /^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;"]+$/;

/** `Team_Leader`, `team-leader` and `team leader` are one. */
export const folded = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const dateExample = {
  iso: '2026-04-03',
  'day-month-year': '03/04/2026 (day first)',
  'month-day-year': '04/03/2026 (month first)',
} as const;

/** @returns reads the rows of one import: which column holds what was decided for all of them */
export function createRowReader(run: Pick<ImportRun, 'columns' | 'header' | 'dates'>) {
  const positions = new Map<string, number>();
  for (const [index, field] of run.columns.entries())
    if (field !== undefined && !positions.has(field)) positions.set(field, index);

  return ({ line, cells }: ImportRow): RowReader => {
    const faults: RowFault[] = [];
    const fault: RowReader['fault'] = (code, message, field) => {
      const position = field === undefined ? undefined : positions.get(field);
      const column = position === undefined ? undefined : run.header[position];
      faults.push({
        line,
        code,
        message: message.slice(0, longestFault),
        ...(column === undefined ? {} : { column }),
      });
    };
    const cell = (field: string): string | undefined => {
      const position = positions.get(field);
      const text = position === undefined ? '' : (cells[position] ?? '').trim();
      return text === '' ? undefined : text;
    };
    return {
      line,
      faults,
      fault,
      text(field, max) {
        const said = cell(field);
        if (said === undefined || said.length <= max) return said;
        fault('IMPORT_050', `That is ${said.length} characters; there is room for ${max}.`, field);
        return undefined;
      },
      prose(field, max) {
        const said = this.text(field, max);
        if (said === undefined || !isFormula(said) || /^[-+]\s/.test(said)) return said;
        fault(
          'IMPORT_072',
          `${shown(said)} begins like a formula. Write it without the sign in front.`,
          field,
        );
        return undefined;
      },
      address(field) {
        const said = cell(field)?.toLowerCase();
        if (said === undefined || (said.length <= 254 && address.test(said))) return said;
        fault('IMPORT_051', `${shown(said)} is no e-mail address.`, field);
        return undefined;
      },
      choice<T extends string>(field: string, options: Readonly<Record<T, readonly string[]>>) {
        const said = cell(field);
        if (said === undefined) return undefined;
        // Safe cast: the keys of the options.
        const keys = Object.keys(options) as T[];
        const meant = keys.find((key) =>
          [key, ...options[key]].some((name) => folded(name) === folded(said)),
        );
        if (meant === undefined) fault('IMPORT_052', `${shown(said)} is none of: ${keys.join(', ')}.`, field);
        return meant;
      },
      day(field) {
        const said = cell(field);
        const day = said === undefined ? undefined : readDay(said, run.dates);
        if (said !== undefined && day === undefined)
          fault('IMPORT_053', `${shown(said)} is no day as in ${dateExample[run.dates]}.`, field);
        return day;
      },
      whole(field, min, max) {
        const said = cell(field);
        if (said === undefined) return undefined;
        const number = /^\d{1,6}(?:[.,]0+)?$/.test(said) ? Number.parseInt(said, 10) : Number.NaN;
        if (number >= min && number <= max) return number;
        fault('IMPORT_054', `${shown(said)} is no whole number from ${min} to ${max}.`, field);
        return undefined;
      },
      list(field, most, maxItem) {
        const parts = (cell(field) ?? '')
          .split(/[;|\n]/)
          .map((part) => part.trim())
          .filter((part) => part !== '');
        if (parts.some((part) => isFormula(part) && !/^[-+]\s/.test(part)))
          fault('IMPORT_072', 'An item begins like a formula. Write it without the sign in front.', field);
        if (parts.length > most || parts.some((part) => part.length > maxItem)) {
          fault('IMPORT_050', `At most ${most} items, each of at most ${maxItem} characters.`, field);
          return [];
        }
        return parts;
      },
    };
  };
}
