import { en } from 'chrono-node';
import type { MomentReader, WallTime } from '../../coaching/follow-ups/ports.ts';

const defaultTime = '09:00';
/** Parts of a day that name no hour, and the hour that is meant in an office. */
const parts: readonly (readonly [RegExp, string])[] = [
  [/\bmorning\b/i, '09:00'],
  [/\b(?:noon|midday|lunch(?:time)?)\b/i, '12:00'],
  [/\bafternoon\b/i, '14:00'],
  [/\b(?:evening|tonight)\b/i, '18:00'],
];
const two = (value: number): string => String(value).padStart(2, '0');

/** Reads moments in English with `chrono-node`, `DD/MM` before `MM/DD`; an hour from 1 to 6 alone is in the afternoon. */
export const chronoMomentReader: MomentReader = {
  read(text, now) {
    // Wall-clock times are read as if in UTC, where every one exists once; the zone is the caller's to apply.
    const instant = new Date(`${now.date}T${now.time}:00Z`);
    const [found] = en.GB.parse(text, { instant, timezone: 0 }, { forwardDate: true });
    if (found === undefined) return undefined;
    const { start } = found;
    const part = (name: 'year' | 'month' | 'day' | 'hour' | 'minute'): number => start.get(name) ?? 0;
    const date = `${part('year')}-${two(part('month'))}-${two(part('day'))}`;
    if (!start.isCertain('hour')) {
      const named = parts.find(([pattern]) => pattern.test(text))?.[1];
      return { date, time: named ?? defaultTime };
    }
    const isAfternoon =
      !start.isCertain('meridiem') && part('hour') >= 1 && part('hour') <= 6 && !/\b0\d/.test(found.text);
    const time = `${two(part('hour') + (isAfternoon ? 12 : 0))}:${two(part('minute'))}`;
    const named = start.isCertain('day') || start.isCertain('weekday');
    return named ? { date, time } : nextOf(time, now);
  },
};

/** A time without a day: today, or tomorrow where it has passed. */
function nextOf(time: string, now: WallTime): WallTime {
  if (time > now.time) return { date: now.date, time };
  const tomorrow = new Date(`${now.date}T12:00:00Z`);
  tomorrow.setUTCDate(tomorrow.getUTCDate() + 1);
  return { date: tomorrow.toISOString().slice(0, 10), time };
}
