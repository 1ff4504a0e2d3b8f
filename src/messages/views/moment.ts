import { wallTimeOf } from '../../coaching/follow-ups/wall-time.ts';
import { formatDay } from '../../coaching/summaries/format-line.ts';

/** `Fri 27 Nov 2026, 09:00`, by the clocks of the one who reads. @param timezone an IANA zone */
export function momentOf(at: Date, timezone: string): string {
  const { date, time } = wallTimeOf(at, timezone);
  return `${formatDay(date)}, ${time}`;
}
