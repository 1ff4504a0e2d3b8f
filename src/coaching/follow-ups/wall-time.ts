import { tzOffset } from '@date-fns/tz';
import { addDays, formatISO, getISODay, parseISO } from 'date-fns';
import type { WallTime } from './ports.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** Whether a zone is one that times can be told in. */
const isZone = (timezone: string): boolean => !Number.isNaN(tzOffset(timezone, new Date(0)));
const zoneOf = (timezone: string): string => (isZone(timezone) ? timezone : 'UTC');
const offsetMs = (timezone: string, at: number): number => tzOffset(timezone, new Date(at)) * minuteMs;

/** What clocks show in a zone. */
export function wallTimeOf(at: Date, timezone: string): WallTime {
  const zone = zoneOf(timezone);
  const shown = new Date(at.getTime() + offsetMs(zone, at.getTime())).toISOString();
  return { date: shown.slice(0, 10), time: shown.slice(11, 16) };
}

/**
 * The instant at which clocks of a zone show a time. Where they show it twice (summer time ends) the first; where they
 * never do (it begins) the moment at which they jump, the first that exists after it.
 * @param timezone IANA zone; an unknown one counts as UTC
 */
export function instantOf({ date, time }: WallTime, timezone: string): Date {
  const zone = zoneOf(timezone);
  const local = Date.parse(`${date}T${time}:00Z`);
  const [before, after] = [offsetMs(zone, local - dayMs), offsetMs(zone, local + dayMs)];
  const candidates = [...new Set([local - before, local - after])].sort((one, other) => one - other);
  const exact = candidates.find((candidate) => candidate + offsetMs(zone, candidate) === local);
  return new Date(exact ?? jumpBetween(zone, local - dayMs, local + dayMs));
}

/** When a zone's offset changes, to the minute. */
function jumpBetween(zone: string, from: number, to: number): number {
  let [low, high] = [Math.floor(from / minuteMs), Math.ceil(to / minuteMs)];
  const offset = offsetMs(zone, low * minuteMs);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetMs(zone, middle * minuteMs) === offset) low = middle;
    else high = middle;
  }
  return high * minuteMs;
}

/** Moments offered for sending, in the recipient's zone: tomorrow at nine, and next Monday at nine where that is another day. */
export function suggestedTimes(now: Date, timezone: string): { label: 'tomorrow' | 'monday'; at: Date }[] {
  const today = parseISO(wallTimeOf(now, timezone).date);
  const tomorrow = addDays(today, 1);
  const monday = addDays(today, 8 - getISODay(today));
  const at = (day: Date): Date =>
    instantOf({ date: formatISO(day, { representation: 'date' }), time: '09:00' }, timezone);
  return [
    { label: 'tomorrow', at: at(tomorrow) },
    ...(monday.getTime() === tomorrow.getTime() ? [] : [{ label: 'monday' as const, at: at(monday) }]),
  ];
}

/** `Mon 23 Nov 2026, 09:00 (Europe/Zurich)`. */
function formatMoment(at: Date, timezone: string): string {
  const { date, time } = wallTimeOf(at, timezone);
  const day = new Date(`${date}T00:00:00Z`);
  const part = (options: Intl.DateTimeFormatOptions) =>
    day.toLocaleDateString('en-GB', { timeZone: 'UTC', ...options });
  return `${part({ weekday: 'short' })} ${day.getUTCDate()} ${part({ month: 'short' })} ${day.getUTCFullYear()}, ${time} (${zoneOf(timezone)})`;
}

/** The moment in the recipient's zone, and in the author's where its clocks show another time. */
export function formatForBoth(at: Date, recipientZone: string, authorZone: string): string {
  const [theirs, own] = [wallTimeOf(at, recipientZone), wallTimeOf(at, authorZone)];
  const told = formatMoment(at, recipientZone);
  return theirs.date === own.date && theirs.time === own.time
    ? told
    : `${told}, for you ${formatMoment(at, authorZone)}`;
}
