import type { DateReader } from '../sessions/date-reader.ts';
import { unassigned } from './summary.ts';

/** Days that one quote names at most; what has more is a calendar, and its first ones do. */
const mostDays = 12;

/**
 * A due day, if the quoted words name it: counted from the day of the session, not before it. "Next Tuesday" may mean the
 * coming one or the one after, as people do. @returns undefined where nobody said that day
 */
export function dueSaid(
  due: string | undefined,
  quotes: readonly string[],
  sessionDate: string,
  dates: DateReader,
): string | undefined {
  if (due === undefined || due === unassigned || due < sessionDate) return undefined;
  // Also all together: a sentence may run over several cues, and its day with it.
  const texts = [...quotes, quotes.join(' ')];
  return texts.some((text) => daysIn(text, sessionDate, dates).has(due)) ? due : undefined;
}

function daysIn(text: string, sessionDate: string, dates: DateReader): Set<string> {
  const days = new Set<string>();
  let rest = text;
  for (let count = 0; count < mostDays; count += 1) {
    const found = dates.read(rest, sessionDate, 'future');
    if (found === undefined || found.text === '') break;
    days.add(found.date);
    if (
      /\bnext (?:mon|tue|wed|thu|fri|sat|sun)/i.test(rest.slice(found.index - 5 < 0 ? 0 : found.index - 5))
    ) {
      days.add(shifted(found.date, 7));
      days.add(shifted(found.date, -7));
    }
    rest = rest.slice(found.index + found.text.length);
  }
  return days;
}

function shifted(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}
