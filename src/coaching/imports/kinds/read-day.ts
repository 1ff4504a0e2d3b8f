import { isDay } from '../../summaries/verify-lines.ts';
import type { DateOrder } from '../import.ts';

const pad = (text: string | undefined = ''): string => text.padStart(2, '0');

/**
 * A day as files write it, as `YYYY-MM-DD`; undefined: it is none in this order. Year first is read in every order, because
 * it can mean one thing only; a time after the day is left out; years have four digits.
 */
export function readDay(text: string, order: DateOrder): string | undefined {
  const said = text.trim().replace(/[T ]\d{1,2}:\d{2}.*$/, '');
  const [, year, month, day] = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(said) ?? [];
  const [, first, second, last] = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(said) ?? [];
  const read =
    year !== undefined
      ? `${year}-${pad(month)}-${pad(day)}`
      : last === undefined || order === 'iso'
        ? ''
        : order === 'day-month-year'
          ? `${last}-${pad(second)}-${pad(first)}`
          : `${last}-${pad(first)}-${pad(second)}`;
  return isDay(read) ? read : undefined;
}
