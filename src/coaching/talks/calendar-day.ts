import { TZDate } from '@date-fns/tz';
import { format, parseISO } from 'date-fns';

/** The calendar day `YYYY-MM-DD` that it is at this instant where somebody lives. */
export const dayIn = (at: Date, timezone: string): string => format(new TZDate(at, timezone), 'yyyy-MM-dd');

/** `2026-11-24` as `Tuesday 24 November`. */
export const spokenDay = (day: string): string => format(parseISO(day), 'EEEE d MMMM');
