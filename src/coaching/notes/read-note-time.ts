import { instantOf, wallTimeOf } from '../follow-ups/wall-time.ts';
import type { DateReader } from '../sessions/date-reader.ts';

const dayMs = 24 * 3_600_000;
/** Further back a note is a memory, and the day a slip. */
const oldestMs = 730 * dayMs;

const ago = /\b(an?|\d{1,2}) (minute|min|hour|hr)s? ago\b/i;
/** With "am", "pm" or minutes it is a time of day wherever it stands; a bare number only beside a day. */
const clock = /\b(?:at|around|about)?\s*(\d{1,2})(?::(\d{2})\s*(am|pm)?|\s*(am|pm))\b/i;
const bareHour = /^\s*,?\s*(?:at|around|about) (\d{1,2})\b(?![\d:.%])|\b(?:at|around|about) (\d{1,2})\s*$/i;
const parts: readonly (readonly [RegExp, string])[] = [
  [/\bmorning\b/i, '09:00'],
  [/\b(?:noon|midday|lunch(?:time)?)\b/i, '12:00'],
  [/\bafternoon\b/i, '14:00'],
  [/\bevening\b/i, '18:00'],
  [/\bnight\b/i, '20:00'],
];
const noonOfDay = '12:00';
/** What is still to come, or where it begins: a day after these is none on which something was observed. */
const toCome =
  /\b(?:by|until|till|before|from|since|next|due|will|going to|follow[- ]?up|check (?:back|in|again)|remind me|plan\w*|promis\w*|agreed|should|needs? to|wants? to|call(?:ing)? back|arrange\w*|schedul\w*)\b[^.;!?\n]*$/i;

const two = (value: number): string => String(value).padStart(2, '0');

interface NoteTimeContext {
  /** When the note was written. */
  now: Date;
  /** IANA zone of the author. */
  timezone: string;
  dates: DateReader;
}

/**
 * When the words say it happened: "yesterday at 3", "this morning", "on Monday", "2 hours ago". A day alone
 * means noon there, an hour from 1 to 6 the afternoon; a time alone is today's.
 * @returns undefined where they say nothing about it; never a moment to come
 */
export function readNoteTime(words: string, { now, timezone, dates }: NoteTimeContext): Date | undefined {
  const [, amount = '', unit = ''] = ago.exec(words) ?? [];
  if (unit !== '') {
    const minutes = (Number(amount) || 1) * (unit.toLowerCase().startsWith('h') ? 60 : 1);
    return new Date(now.getTime() - minutes * 60_000);
  }
  const today = wallTimeOf(now, timezone).date;
  const found = dates.read(words, today, 'past') ?? partOfToday(words, today);
  if (found === undefined || toCome.test(words.slice(0, found.index))) return undefined;
  const before = words.slice(0, found.index);
  const after = words.slice(found.index + found.text.length);
  const time = timeOf(found.text, before, after);
  if (time === undefined && found.date === today) return undefined;
  const at = instantOf({ date: found.date, time: time ?? noonOfDay }, timezone);
  const age = now.getTime() - at.getTime();
  return age < 0 || age > oldestMs ? undefined : at;
}

function partOfToday(words: string, today: string) {
  const match =
    /\b(?:this (?:morning|afternoon|evening)|today|last night|at \d{1,2}:\d{2}(?:\s*[ap]m)?|(?:at|the) \d{1,2}\s*[ap]m)\b/i.exec(
      words,
    );
  return match === null ? undefined : { date: today, index: match.index, text: match[0] };
}

function timeOf(named: string, before: string, after: string): string | undefined {
  const exact = clock.exec(named) ?? clock.exec(after) ?? clock.exec(before);
  if (exact !== null) {
    const [, hour = '', minute = '00', withMinutes, alone] = exact;
    return wallClock(Number(hour), Number(minute), withMinutes ?? alone);
  }
  const bare = bareHour.exec(named) ?? bareHour.exec(after) ?? bareHour.exec(before);
  const hour = bare?.[1] ?? bare?.[2];
  if (hour !== undefined) return wallClock(Number(hour), 0, undefined);
  const near = `${named}${/^\s+(?:in the )?\w+/.exec(after)?.[0] ?? ''}`;
  return parts.find(([pattern]) => pattern.test(near))?.[1];
}

function wallClock(hour: number, minute: number, half: string | undefined): string | undefined {
  if (minute > 59 || hour > (half === undefined ? 23 : 12)) return undefined;
  const isAfternoon = half === undefined ? hour >= 1 && hour <= 6 : half.toLowerCase() === 'pm';
  const base = half === undefined ? hour : hour % 12;
  return `${two(base + (isAfternoon && base < 12 ? 12 : 0))}:${two(minute)}`;
}
