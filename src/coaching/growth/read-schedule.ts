import { addDays, addMonths, formatISO, getISODay, parseISO } from 'date-fns';
import type { MomentReader, WallTime } from '../follow-ups/ports.ts';
import { instantOf } from '../follow-ups/wall-time.ts';
import type { CheckInFrequency, CheckInPlan } from './goal.ts';

const defaultTime = '09:00';
const weekday = String.raw`(?:mon|tues|wednes|thurs|fri|satur|sun)days?|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun`;

/** The more particular stand first: "every other week" before "every week". */
const frequencies: readonly (readonly [RegExp, CheckInFrequency])[] = [
  [
    new RegExp(
      String.raw`\b(?:every|each) (?:other|second|2nd) (?:week|${weekday})\b|\b(?:every|once (?:in|every)) (?:two|2) weeks\b|\b(?:bi-?weekly|fortnightly)\b|\b(?:every|once a) fortnight\b`,
      'i',
    ),
    'biweekly',
  ],
  [/\b(?:every|each|once a|per) month\b|\bmonthly\b|\b(?:every|each) \d{1,2}(?:st|nd|rd|th)\b/i, 'monthly'],
  [
    new RegExp(
      String.raw`\b(?:every|each) (?:single )?(?:week|${weekday})\b|\b(?:once a|per) week\b|\bweekly\b|\bon (?:mon|tues|wednes|thurs|fri|satur|sun)days\b`,
      'i',
    ),
    'weekly',
  ],
];
/** What nobody wants by chance: daily check-ins, every second month, "the first Monday of the month". */
const notOffered =
  /\b(?:daily|every ?day|each day|every (?:morning|afternoon|evening|weekday|hour)|twice|(?:three|two|3|2) times a|hourly|yearly|every year|every (?:other|second) (?:month|day)|every (?:two|three|2|3) (?:months|days)|quarterly)\b|\b(?:first|second|third|fourth|last) (?:mon|tues|wednes|thurs|fri|satur|sun)day (?:of|in)\b/i;
const repeating = new RegExp(
  String.raw`\b(?:every|each) (?:(?:other|second|2nd|single) )?(?=(?:${weekday})\b)|\b(?:(?:every|each|once (?:a|in|every)|per) (?:(?:other|second|2nd|two|2) )?(?:weeks?|months?|fortnight)|(?:bi-?)?weekly|fortnightly|monthly)\b`,
  'gi',
);
const dayOfMonth = /\b(?:the )?(\d{1,2})(?:st|nd|rd|th)\b(?: of (?:the|each|every) month)?/i;

const iso = (day: Date): string => formatISO(day, { representation: 'date' });

/** A day of that number that exists, this month or the one before: the others follow from it, and shorter months end earlier. */
function dayOfNumber(day: number, today: Date): Date {
  const inMonth = (offset: number) => new Date(today.getFullYear(), today.getMonth() + offset, day);
  return [inMonth(0), inMonth(-1)].find((date) => date.getDate() === day) ?? inMonth(-2);
}

/** Saturday and Sunday become the Monday after. */
const workingDay = (day: Date): Date => (getISODay(day) < 6 ? day : addDays(day, 8 - getISODay(day)));

/**
 * Reads when somebody wants to be asked: "every other Friday at 9", "monthly on the 1st", "tomorrow afternoon". A day alone
 * means 09:00; "every week" alone means the same weekday from next week on.
 * @param now what clocks show in the person's zone
 * @returns undefined where no time is named that check-ins can have
 */
export function readSchedule(
  text: string,
  { moments, now, timezone }: { moments: MomentReader; now: WallTime; timezone: string },
): Omit<CheckInPlan, 'nextAt'> | undefined {
  const said = text.replaceAll('’', "'").trim();
  if (notOffered.test(said)) return undefined;
  const every = frequencies.find(([pattern]) => pattern.test(said))?.[1] ?? 'once';
  const rest = said
    .replaceAll(repeating, ' ')
    .replaceAll(/\b((?:mon|tues|wednes|thurs|fri|satur|sun)day)s\b/gi, '$1')
    .replaceAll(/\s+/g, ' ')
    .trim();
  const today = parseISO(now.date);
  const numbered = every === 'monthly' ? dayOfMonth.exec(rest) : null;
  const read = moments.read(numbered === null ? rest : rest.replace(numbered[0], ' '), now);
  const named = namesDay(rest);
  if (every === 'once') return read === undefined ? undefined : later({ every, first: read }, now, timezone);
  const time = read?.time ?? defaultTime;
  const isRead = read !== undefined && named;
  const first =
    numbered !== null
      ? iso(dayOfNumber(Math.min(31, Math.max(1, Number(numbered[1]))), today))
      : isRead
        ? read.date
        : iso(workingDay(every === 'monthly' ? addMonths(today, 1) : addDays(today, 7)));
  return later({ every, first: { date: first, time } }, now, timezone);
}

/** "at 9" names an hour and no day. */
const namesDay = (text: string): boolean =>
  new RegExp(
    String.raw`\b(?:${weekday}|today|tomorrow|tonight|next|in (?:a|an|\d+|one|two|three|four|five|six) \w+|january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b|\d{1,2}[./-]\d{1,2}`,
    'i',
  ).test(text);

/** A first time that has passed today is the one after it: "Friday", said on a Friday at noon, is in a week. */
function later(
  plan: Omit<CheckInPlan, 'nextAt'>,
  now: WallTime,
  timezone: string,
): Omit<CheckInPlan, 'nextAt'> {
  const { every, first } = plan;
  if (every === 'monthly' || instantOf(first, timezone) > instantOf(now, timezone)) return plan;
  return { every, first: { date: iso(addDays(parseISO(first.date), 7)), time: first.time } };
}
