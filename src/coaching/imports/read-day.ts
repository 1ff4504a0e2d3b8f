import type { DateOrder } from './import.ts';

const yearFirst = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$/;
const yearLast = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?:[T ,].*)?$/;

/** Undefined where the calendar has no such day. */
function dayOf(year: number, month: number, day: number): string | undefined {
  const at = new Date(Date.UTC(year, month - 1, day));
  const exists = at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === day;
  return exists ? at.toISOString().slice(0, 10) : undefined;
}

/**
 * A cell as `YYYY-MM-DD`; a time after it is left out. A year in front is read so whatever the order, because nothing else
 * can be meant. Two digits of a year are of this century.
 */
export function readDay(cell: string, order: DateOrder): string | undefined {
  const text = cell.trim();
  const iso = yearFirst.exec(text);
  if (iso !== null) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const parts = yearLast.exec(text);
  if (parts === null || order === 'iso') return undefined;
  const [first, second, written] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const year = written < 100 ? 2000 + written : written;
  return order === 'day-month-year' ? dayOf(year, second, first) : dayOf(year, first, second);
}

/** Whether a cell is a day in any reading. */
export const looksLikeDay = (cell: string): boolean =>
  readDay(cell, 'day-month-year') !== undefined || readDay(cell, 'month-day-year') !== undefined;

/**
 * How a column's days are written, from all of its cells that are at hand. Where both readings fit each of them, the one
 * with fewer days after `lastDay` is taken, then day first; that is not certain.
 */
export function guessDateOrder(
  cells: Iterable<string>,
  lastDay: string,
): { order: DateOrder; certain: boolean } {
  const fits = { 'day-month-year': 0, 'month-day-year': 0 };
  const future = { 'day-month-year': 0, 'month-day-year': 0 };
  let isYearLast = false;
  for (const cell of cells) {
    if (!yearLast.test(cell.trim())) continue;
    isYearLast = true;
    for (const order of ['day-month-year', 'month-day-year'] as const) {
      const day = readDay(cell, order);
      if (day !== undefined) fits[order] += 1;
      if (day !== undefined && day > lastDay) future[order] += 1;
    }
  }
  if (!isYearLast) return { order: 'iso', certain: true };
  const [dayFirst, monthFirst] = [fits['day-month-year'], fits['month-day-year']];
  if (dayFirst !== monthFirst)
    return { order: dayFirst > monthFirst ? 'day-month-year' : 'month-day-year', certain: true };
  const isMonthFirst = future['month-day-year'] < future['day-month-year'];
  return { order: isMonthFirst ? 'month-day-year' : 'day-month-year', certain: false };
}
