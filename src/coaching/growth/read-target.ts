import {
  addMonths,
  addWeeks,
  addYears,
  endOfMonth,
  endOfQuarter,
  endOfYear,
  formatISO,
  parseISO,
} from 'date-fns';
import type { DateReader } from '../sessions/date-reader.ts';

const months = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
const month = String.raw`(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)`;
const lead = String.raw`[\s,;(–-]*\b(?:by|before|until|till|in|for|at)\s+`;
const counts: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
};

export interface WithDay {
  /** The words without the ones that name the day. */
  text: string;
  /** `YYYY-MM-DD`. */
  day?: string;
}

const iso = (day: Date): string => formatISO(day, { representation: 'date' });

/** Months, quarters and spans at the end of the words: what a goal has and an appointment has not. The last day is meant. */
const spans: readonly (readonly [RegExp, (match: RegExpExecArray, today: Date) => Date])[] = [
  [
    new RegExp(String.raw`${lead}(?:the )?(?:end of |late |mid-?)?${month}(?:,? (\d{4}))?[.!]?$`, 'i'),
    ([, name = '', year], today) => {
      const index = months.findIndex((full) => full.startsWith(name.toLowerCase().slice(0, 3)));
      const passed = year === undefined && index < today.getMonth();
      return endOfMonth(
        new Date(year === undefined ? today.getFullYear() + (passed ? 1 : 0) : Number(year), index, 1),
      );
    },
  ],
  [
    new RegExp(String.raw`${lead}(?:the )?(?:end of )?q([1-4])(?: (\d{4}))?[.!]?$`, 'i'),
    ([, quarter = '1', year], today) => {
      const last = endOfQuarter(new Date(Number(year ?? today.getFullYear()), Number(quarter) * 3 - 1, 1));
      return year === undefined && last < today ? endOfQuarter(addYears(last, 1)) : last;
    },
  ],
  [new RegExp(String.raw`${lead}(\d{4})[.!]?$`, 'i'), ([, year]) => endOfYear(new Date(Number(year), 0, 1))],
  [
    new RegExp(String.raw`${lead}(?:the )?end of (?:the|this) (quarter|year)[.!]?$`, 'i'),
    ([, unit], today) => (unit?.toLowerCase() === 'year' ? endOfYear(today) : endOfQuarter(today)),
  ],
  [
    new RegExp(
      String.raw`[\s,;(–-]*\b(?:within|in|over the next|in the next|within the next) (\d{1,2}|an?|one|two|three|four|five|six) (week|month|year)s?[.!]?$`,
      'i',
    ),
    ([, said = '1', unit], today) => {
      const count = counts[said.toLowerCase()] ?? Number(said);
      const add =
        unit?.toLowerCase() === 'week' ? addWeeks : unit?.toLowerCase() === 'year' ? addYears : addMonths;
      return add(today, count);
    },
  ],
];

/**
 * Takes the day off the end of what is said about a goal or a step: "get better at closing calls by March" is for the last
 * of March. A day in the middle of the words stays there, and counts.
 * @param today `YYYY-MM-DD`
 */
export function readTarget(words: string, dates: DateReader, today: string): WithDay {
  const text = words.trim();
  for (const [pattern, dayOf] of spans) {
    const match = pattern.exec(text);
    if (match !== null && match.index > 0) {
      return { text: text.slice(0, match.index).trim(), day: iso(dayOf(match, parseISO(today))) };
    }
  }
  const found = dates.read(text, today, 'future');
  if (found === undefined || found.date < today) return { text };
  const before = text
    .slice(0, found.index)
    .replace(/[\s,;(–-]*\b(?:by|before|until|till|on|for|at|this|due)?\s*$/i, '')
    .trim();
  const after = text.slice(found.index + found.text.length).trim();
  return /^[.!)]*$/.test(after) && before !== ''
    ? { text: before, day: found.date }
    : { text, day: found.date };
}
