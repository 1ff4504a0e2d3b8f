import { wallTimeOf } from '../follow-ups/wall-time.ts';

/**
 * The calendar day `YYYY-MM-DD` that it is at this instant where somebody lives.
 * @param timezone IANA zone; an unknown one counts as UTC
 */
export const dayIn = (at: Date, timezone: string): string => wallTimeOf(at, timezone).date;
