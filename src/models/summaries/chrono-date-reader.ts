import { en } from 'chrono-node';
import { addDays, endOfMonth, format, getISODay, parseISO } from 'date-fns';
import type { DateInText, DateReader } from '../../coaching/sessions/date-reader.ts';

/** `chrono-node` knows no "end of the week": the working week's last day, Friday, is meant. */
const ends = /\b(?:the )?end of (the|this|next) (day|week|month)\b|\b(eod|eow)\b/i;

/** Reads days in English with `chrono-node`, `DD/MM` before `MM/DD`. */
export const chronoDateReader: DateReader = {
  read(text, reference, prefer) {
    const day = parseISO(reference);
    const ending = ends.exec(text);
    const found = readDay(text, day, prefer);
    if (ending !== null && (found === undefined || ending.index <= found.index)) {
      return { date: format(endOf(ending, day), 'yyyy-MM-dd'), index: ending.index, text: ending[0] };
    }
    return found;
  },
};

export const createDateReader = (): DateReader => chronoDateReader;

function endOf(match: RegExpExecArray, day: Date): Date {
  const next = match[1]?.toLowerCase() === 'next' ? 1 : 0;
  const unit = match[2]?.toLowerCase() ?? (match[3]?.toLowerCase() === 'eod' ? 'day' : 'week');
  if (unit === 'month') return endOfMonth(next === 1 ? addDays(endOfMonth(day), 1) : day);
  if (unit === 'day') return addDays(day, next);
  const toFriday = 5 - getISODay(day);
  return addDays(day, (toFriday < 0 ? toFriday + 7 : toFriday) + 7 * next);
}

function readDay(text: string, day: Date, prefer: 'past' | 'future'): DateInText | undefined {
  // Noon: no zone moves it to another day.
  const reference = new Date(day.getFullYear(), day.getMonth(), day.getDate(), 12);
  const results = en.GB.parse(text, reference, { forwardDate: prefer === 'future' });
  for (const { start, index, text: words } of results) {
    const named = start.isCertain('day') || start.isCertain('weekday');
    if (
      !named ||
      /^(?:now|(?:a|one) day|sec(?:ond)?s?|sat|sun|mon|may|march|\d+|.*\b(?:sec(?:ond)?s?|min(?:ute)?s?|hours?|moments?))$/i.test(
        words,
      )
    )
      continue;
    let date = start.date();
    if (!start.isCertain('year')) {
      // An open date leans the wrong way: a weekday by a week, a day of a month by a year.
      if (prefer === 'past' && date > reference) {
        date =
          start.isCertain('weekday') && !start.isCertain('day')
            ? addDays(date, -7)
            : sameDayOf(date, -1, start.isCertain('month'));
      }
    }
    return { date: format(date, 'yyyy-MM-dd'), index, text: words };
  }
  return undefined;
}

/** Only a written month can mean another year: "tomorrow" stays tomorrow. */
function sameDayOf(date: Date, years: number, monthWritten: boolean): Date {
  return monthWritten ? new Date(date.getFullYear() + years, date.getMonth(), date.getDate(), 12) : date;
}
