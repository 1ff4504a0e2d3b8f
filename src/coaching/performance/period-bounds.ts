import {
  addDays,
  endOfISOWeek,
  endOfMonth,
  endOfQuarter,
  format,
  parseISO,
  startOfISOWeek,
  startOfMonth,
  startOfQuarter,
  subDays,
} from 'date-fns';
import type { PeriodType } from './history-ports.ts';

const edges: Readonly<Record<PeriodType, readonly [start: (day: Date) => Date, end: (day: Date) => Date]>> = {
  week: [startOfISOWeek, endOfISOWeek],
  month: [startOfMonth, endOfMonth],
  quarter: [startOfQuarter, endOfQuarter],
};
const toDay = (date: Date): string => format(date, 'yyyy-MM-dd');

/** First and last day of whole periods, and the last days of the periods right before and right after them. */
export interface PeriodBounds {
  from: string;
  to: string;
  endingBefore: string;
  endingAfter: string;
}

/** The periods of this type that days from `from` to `to` fall in; days are `YYYY-MM-DD`. */
export function periodBounds(type: PeriodType, from: string, to: string): PeriodBounds {
  const [startOf, endOf] = edges[type];
  const [first, last] = [startOf(parseISO(from)), endOf(parseISO(to))];
  return {
    from: toDay(first),
    to: toDay(last),
    endingBefore: toDay(subDays(first, 1)),
    endingAfter: toDay(endOf(addDays(last, 1))),
  };
}
