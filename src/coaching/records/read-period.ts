import {
  addDays,
  addMonths,
  addQuarters,
  addWeeks,
  addYears,
  endOfISOWeek,
  endOfMonth,
  endOfQuarter,
  endOfYear,
  format,
  parseISO,
  startOfISOWeek,
  startOfMonth,
  startOfQuarter,
  startOfYear,
} from 'date-fns';
import type { DateReader } from '../sessions/date-reader.ts';

/** Days that a question is about, inclusive, `YYYY-MM-DD`; open ends are left out. */
export interface Period {
  from?: string;
  to?: string;
}

export interface PeriodInText {
  period: Period | undefined;
  /** The text without the words that name a period. */
  rest: string;
}

const monthNames =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const numbers: Readonly<Record<string, number>> = {
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
  couple: 2,
  few: 3,
};
type Unit = 'day' | 'week' | 'month' | 'quarter' | 'year';
const units: Readonly<
  Record<
    Unit,
    { start: (day: Date) => Date; end: (day: Date) => Date; add: (day: Date, count: number) => Date }
  >
> = {
  day: { start: (day) => day, end: (day) => day, add: addDays },
  week: { start: startOfISOWeek, end: endOfISOWeek, add: addWeeks },
  month: { start: startOfMonth, end: endOfMonth, add: addMonths },
  quarter: { start: startOfQuarter, end: endOfQuarter, add: addQuarters },
  year: { start: startOfYear, end: endOfYear, add: addYears },
};

const toDay = (date: Date): string => format(date, 'yyyy-MM-dd');
const unitOf = (word: string): Unit => {
  const singular = word.toLowerCase().replace(/s$/, '');
  return singular === 'week' || singular === 'month' || singular === 'quarter' || singular === 'year'
    ? singular
    : 'day';
};
const whole = (unit: Unit, day: Date): Required<Period> => ({
  from: toDay(units[unit].start(day)),
  to: toDay(units[unit].end(day)),
});

type Reading = (match: RegExpExecArray, today: Date) => Period | undefined;

/** What names a stretch of days by itself. */
const stretches: readonly (readonly [RegExp, Reading])[] = [
  [
    /\b(?:the )?(?:last|past|previous) (\d{1,3}|a couple of|couple of|a few|few|two|three|four|five|six|seven|eight|nine|ten|twelve) (days|weeks|months|quarters|years)\b/gi,
    ([, amount = '', unit = ''], today) => {
      const word = amount.toLowerCase().replace(/^a | of$/g, '');
      const count = numbers[word] ?? Number(word);
      return { from: toDay(addDays(units[unitOf(unit)].add(today, -count), 1)), to: toDay(today) };
    },
  ],
  [
    /\b(?:the )?past (week|month|quarter|year)\b/gi,
    ([, unit = ''], today) => ({
      from: toDay(addDays(units[unitOf(unit)].add(today, -1), 1)),
      to: toDay(today),
    }),
  ],
  [
    /\b(?:the )?(last|previous|this) (week|month|quarter|year)\b/gi,
    ([, which = '', unit = ''], today) => {
      const { add } = units[unitOf(unit)];
      return whole(unitOf(unit), which.toLowerCase() === 'this' ? today : add(today, -1));
    },
  ],
  [
    new RegExp(
      `\\b(?:in|during|for|of|from|since|until|before|between|and|to|last|this) (${monthNames})\\b(?: (?:of )?(\\d{4}))?(?! \\d{1,2}\\b)`,
      'gi',
    ),
    ([, name = '', year], today) => {
      const month = months.indexOf(name.toLowerCase().slice(0, 3));
      const latest = new Date(year === undefined ? today.getFullYear() : Number(year), month, 1);
      return whole('month', year === undefined && latest > today ? addYears(latest, -1) : latest);
    },
  ],
  [
    new RegExp(
      `\\b(?:(?:between|from) )?(\\d{1,2})(?:st|nd|rd|th)? ?(?:and|to|until|till|-|–) ?(\\d{1,2})(?:st|nd|rd|th)? (?:of )?(${monthNames})\\b(?: (\\d{4}))?`,
      'gi',
    ),
    ([, first = '', last = '', name = '', year], today) => {
      const month = months.indexOf(name.toLowerCase().slice(0, 3));
      const dayOf = (day: string): Date => new Date(Number(year ?? today.getFullYear()), month, Number(day));
      const [from, to] = [dayOf(first), dayOf(last)];
      if (from > to || to.getMonth() !== month) return undefined;
      const back = year === undefined && from > today ? -1 : 0;
      return { from: toDay(addYears(from, back)), to: toDay(addYears(to, back)) };
    },
  ],
  [
    /\b(?:recently|lately|these days)\b/gi,
    (_match, today) => ({ from: toDay(addDays(today, -29)), to: toDay(today) }),
  ],
];

interface Span {
  start: number;
  end: number;
  period: Period;
}

const lengthOf = ({ start, end }: Span): number => end - start;
const contains = (outer: Span, inner: Span): boolean =>
  outer.start <= inner.start && inner.end <= outer.end && lengthOf(outer) > lengthOf(inner);

const isSamePlace = (one: Span, other: Span): boolean => one.start === other.start && one.end === other.end;

/** Words before a named stretch that turn it into a beginning or an end; they go with it. */
const before =
  /\b(since|from|after|until|till|before|up to|in|during|on|over|within|for|of|between|and|to)\s+(?:the\s+)?(?:(?:start|beginning|end)(?: of)?\s+)?$/i;

function turned(word: string | undefined, period: Period): Period {
  switch (word?.toLowerCase()) {
    case 'since':
      return period.from === undefined ? {} : { from: period.from };
    case 'after':
      return period.to === undefined ? {} : { from: toDay(addDays(parseISO(period.to), 1)) };
    case 'until':
    case 'till':
    case 'up to':
      return period.to === undefined ? {} : { to: period.to };
    case 'before':
      return period.from === undefined ? {} : { to: toDay(addDays(parseISO(period.from), -1)) };
    default:
      return period;
  }
}

/**
 * Reads the days that a question is about: `last month`, `since Monday`, `in October`, `between 3 and 7 November`,
 * `the last two weeks`. Of several the last counts: a follow-up says it anew. Weeks begin on Monday.
 *
 * @param today the asker's day, `YYYY-MM-DD`
 */
export function readPeriod(text: string, today: string, dates: DateReader): PeriodInText {
  const named = [...namedStretches(text, today), ...namedDays(text, today, dates)];
  const outermost = named
    .filter(
      (span, at) =>
        !named.some((other, before) => contains(other, span) || (before < at && isSamePlace(other, span))),
    )
    .sort((one, other) => one.start - other.start);
  const joined = joinRanges(
    text,
    outermost.map((span) => widened(text, span)),
  );
  let rest = text;
  for (const { start, end } of [...joined].reverse()) rest = `${rest.slice(0, start)} ${rest.slice(end)}`;
  return { period: joined.at(-1)?.period, rest: rest.replace(/\s+/g, ' ').trim() };
}

function namedStretches(text: string, today: string): Span[] {
  const day = parseISO(today);
  return stretches.flatMap(([pattern, read]) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const period = read(match, day);
      return period === undefined ? [] : [{ start: match.index, end: match.index + match[0].length, period }];
    }),
  );
}

/** Single days, one after the other; the reader gives the first of a text. */
function namedDays(text: string, today: string, dates: DateReader): Span[] {
  const spans: Span[] = [];
  for (let from = 0; from < text.length;) {
    const found = dates.read(text.slice(from), today, 'past');
    if (found === undefined) break;
    const start = from + found.index;
    const end = start + found.text.length;
    // A whole month or week is no day, whatever the reader takes its words for.
    if (!/^(?:this|last|past|next)\s+(?:week|month|quarter|year)$/i.test(found.text)) {
      const to = lastDayOf(found.text, today, dates) ?? found.date;
      spans.push({ start, end, period: { from: found.date, to } });
    }
    from = Math.max(end, from + 1);
  }
  return spans;
}

/** The reader takes `3 November to 7 November` for one place, and tells its first day. */
function lastDayOf(text: string, today: string, dates: DateReader): string | undefined {
  const [, last] = /\s(?:to|until|till|through|-|–)\s+(.+)$/i.exec(text) ?? [];
  return last === undefined ? undefined : dates.read(last, today, 'past')?.date;
}

interface WideSpan extends Span {
  word: string | undefined;
}

function widened(text: string, { start, end, period }: Span): WideSpan {
  // A month's own pattern has the word inside.
  const inside = /^(since|from|after|until|before|in|during|for|of|between|and|to)\s/i.exec(
    text.slice(start, end),
  );
  const outside = before.exec(text.slice(0, start));
  const word = outside?.[1] ?? inside?.[1];
  const from = outside === null ? start : outside.index;
  return { start: from, end, word, period };
}

/** `between A and B`, `from A to B`: one period; any other word turns its own. */
function joinRanges(text: string, spans: readonly WideSpan[]): Span[] {
  const joined: Span[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    const previous = spans[spans.indexOf(span) - 1];
    const isRange =
      last !== undefined &&
      /^(?:between|from)$/i.test(previous?.word ?? '') &&
      /^(?:and|to|until|till)$/i.test(span.word ?? '') &&
      text.slice(last.end, span.start).trim() === '';
    if (isRange && previous !== undefined) {
      const { from } = previous.period;
      const { to } = span.period;
      joined[joined.length - 1] = {
        start: last.start,
        end: span.end,
        period: { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) },
      };
    } else joined.push({ ...span, period: turned(span.word, span.period) });
  }
  return joined;
}
