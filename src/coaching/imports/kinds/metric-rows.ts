import { clip } from '../screen-rows.ts';
import type { ImportRow, ImportRun, RowFault } from '../import.ts';
import { readDay } from '../read-day.ts';
import { isNothing, plainNumber, readClock, readNumber } from '../read-number.ts';
import type { FigureRule } from './metric-fields.ts';
import type { PeopleIndex } from './people-index.ts';
import { SeenDays } from './seen-days.ts';

const dayMs = 86_400_000;
/** Cells of days that are remembered; a file has few different ones. */
const rememberedDays = 5_000;

interface Rules {
  people: PeopleIndex;
  /** Whether that is everybody: then one may say that nobody is called so. */
  isAll: boolean;
  rules: readonly (FigureRule & { index: number; heading: string })[];
  /** Both inclusive, `YYYY-MM-DD`. */
  firstDay: string;
  lastDay: string;
}

interface Day {
  day: string;
  /** Counted from the first. */
  at: number;
}

/**
 * Checks rows of figures and turns them into the lines that are staged. A million rows have twenty million cells: most of
 * them are taken as they stand, and nothing is made for each.
 */
export class MetricRows {
  readonly rules: Rules['rules'];
  readonly #run: ImportRun;
  readonly #known: Rules;
  readonly #person: number;
  readonly #date: number;
  readonly #days = new Map<string, Day | Omit<RowFault, 'line'>>();
  readonly #seen = new SeenDays();
  readonly #months = new Set<string>();
  #faults: RowFault[] = [];

  constructor(run: ImportRun, known: Rules) {
    this.#run = run;
    this.#known = known;
    this.rules = known.rules;
    this.#person = run.columns.indexOf('person');
    this.#date = run.columns.indexOf('date');
  }

  /** First days of all months of good rows so far. */
  months(): string[] {
    return [...this.#months].sort();
  }

  read(rows: readonly ImportRow[]): { lines: string; faults: RowFault[] } {
    this.#faults = [];
    let lines = '';
    for (const row of rows) lines += this.#line(row);
    return { lines, faults: this.#faults };
  }

  /** Empty where something is wrong with it. */
  #line({ line, cells }: ImportRow): string {
    const before = this.#faults.length;
    const person = this.#findPerson(line, cells[this.#person] ?? '');
    const day = this.#readDay(line, cells[this.#date] ?? '');
    let values = '';
    let figures = 0;
    for (const rule of this.rules) {
      const cell = cells[rule.index] ?? '';
      if (cell === '') {
        values += '\t';
        continue;
      }
      const number = plainNumber(cell);
      const isPlain =
        number >= rule.min && number <= rule.max && (rule.digits === undefined || !cell.includes('.'));
      const value = isPlain ? cell : this.#value(line, rule, cell);
      if (value !== '') figures += 1;
      values += `\t${value}`;
    }
    if (this.#faults.length > before || person === undefined || day === undefined) return '';
    if (figures === 0) {
      this.#fault(
        line,
        undefined,
        'IMPORT_030',
        'There is no figure in this row. Fill one in, or leave the row out.',
      );
      return '';
    }
    const other = this.#seen.note(person, day.at, line);
    if (other !== undefined) {
      this.#fault(
        line,
        undefined,
        'IMPORT_031',
        `Lines ${other} and ${line} are about the same person and day. Line ${other} counts; leave one of them out.`,
      );
      return '';
    }
    this.#months.add(`${day.day.slice(0, 8)}01`);
    return `${this.#known.people.people[person]?.id ?? ''}\t${day.day}${values}\n`;
  }

  #findPerson(line: number, cell: string): number | undefined {
    const found = this.#known.people.find(cell);
    if (typeof found === 'number') return found;
    if (cell.trim() === '') {
      this.#fault(
        line,
        this.#person,
        'IMPORT_022',
        'Whose figures these are is missing. Write their e-mail address.',
      );
    } else if (found === 'several') {
      this.#fault(
        line,
        this.#person,
        'IMPORT_024',
        `Several people are called “${clip(cell)}”. Write their e-mail address.`,
      );
    } else {
      // To a leader the same is said of somebody else's people and of people who do not exist.
      const cure = this.#known.isAll
        ? 'Nobody in the organisation has this address, id or name. Correct it, or import the person first.'
        : 'This is nobody whom you lead. Correct it, or ask an admin to import the row.';
      this.#fault(line, this.#person, 'IMPORT_023', `“${clip(cell)}”: ${cure}`);
    }
    return undefined;
  }

  #readDay(line: number, cell: string): Day | undefined {
    let known = this.#days.get(cell);
    if (known === undefined) {
      known = this.#dayOf(cell);
      if (this.#days.size < rememberedDays) this.#days.set(cell, known);
    }
    if ('day' in known) return known;
    this.#faults.push({ line, ...known });
    return undefined;
  }

  #dayOf(cell: string): Day | Omit<RowFault, 'line'> {
    const { firstDay, lastDay } = this.#known;
    const fault = (code: string, message: string): Omit<RowFault, 'line'> => ({
      column: this.#run.header[this.#date] ?? '',
      code,
      message,
    });
    if (cell.trim() === '') return fault('IMPORT_022', 'The day is missing. Write it like 2026-11-20.');
    const day = readDay(cell, this.#run.dates);
    if (day === undefined)
      return fault(
        'IMPORT_025',
        `“${clip(cell)}” is no day as this file writes them (${this.#run.dates.replaceAll('-', ', ')}). Write it like 2026-11-20.`,
      );
    if (day > lastDay)
      return fault('IMPORT_026', `${day} is in the future. Figures are taken up to ${lastDay}.`);
    if (day < firstDay)
      return fault(
        'IMPORT_027',
        `${day} is more than three years ago. Figures are taken from ${firstDay} on.`,
      );
    return { day, at: Math.round((Date.parse(day) - Date.parse(firstDay)) / dayMs) };
  }

  /** A value that is not written plainly, or not within its limits. Empty where it says nothing, or is a fault. */
  #value(line: number, rule: Rules['rules'][number], cell: string): string {
    if (isNothing(cell)) return '';
    const { min, max, unit, digits, index } = rule;
    const seconds = rule.clock === 'seconds' ? readClock(cell) : undefined;
    const text = seconds === undefined ? readNumber(cell, { whole: digits !== undefined }) : String(seconds);
    if (text === undefined) {
      const hint =
        rule.clock === 'seconds'
          ? 'seconds such as 245, or minutes and seconds such as 4:05'
          : 'a number such as 87.5';
      this.#fault(line, index, 'IMPORT_028', `“${clip(cell)}” is not a number. Write ${hint}.`);
      return '';
    }
    const number = Number(text);
    if (!(number >= min && number <= max)) {
      const range =
        max >= 2_147_483_647
          ? `${min} or more`
          : min === Number.NEGATIVE_INFINITY
            ? `at most ${max}`
            : `from ${min} to ${max}`;
      this.#fault(line, index, 'IMPORT_029', `${clip(cell)} is out of range: it must be ${range}${unit}.`);
      return '';
    }
    if (digits === undefined) return text;
    if (digits === 'rounded' || Number.isInteger(number)) return String(Math.round(number));
    this.#fault(line, index, 'IMPORT_032', `${clip(cell)} must be a whole number.`);
    return '';
  }

  #fault(line: number, column: number | undefined, code: string, message: string): void {
    const heading = column === undefined ? undefined : this.#run.header[column];
    this.#faults.push({ line, ...(heading === undefined ? {} : { column: heading }), code, message });
  }
}
