import { differenceInCalendarDays, parseISO } from 'date-fns';
import { readPeriod } from '../records/read-period.ts';
import type { DateReader } from '../sessions/date-reader.ts';
import type { PeriodType } from './history-ports.ts';
import { periodInvalid } from './performance-errors.ts';
import { periodBounds } from './period-bounds.ts';

/** A week, month or quarter; days are `YYYY-MM-DD`, inclusive. */
export interface HistoryPeriod {
  type: PeriodType;
  from: string;
  to: string;
}

export const historyPeriod = (type: PeriodType, day: string): HistoryPeriod => {
  const { from, to } = periodBounds(type, day, day);
  return { type, from, to };
};

/**
 * Which week, month or quarter words are about: the one they name, else the one that is about as long as the days they
 * name and holds the last of them.
 * @param today the asker's day
 * @returns undefined: they name none
 * @throws AppError METRIC_002 of days that have not come
 */
export function readHistoryPeriod(said: string, today: string, dates: DateReader): HistoryPeriod | undefined {
  const { period } = readPeriod(said, today, dates);
  if (period === undefined) return /\bquarter\b/i.test(said) ? historyPeriod('quarter', today) : undefined;
  const { from = period.to ?? today, to = today } = period;
  if (from > today) throw periodInvalid();
  const last = to > today ? today : to;
  const days = differenceInCalendarDays(parseISO(to), parseISO(from)) + 1;
  return historyPeriod(days <= 7 ? 'week' : days <= 31 ? 'month' : 'quarter', last);
}
