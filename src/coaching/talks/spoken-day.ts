import { format, parseISO } from 'date-fns';

/** `2026-11-24` as `Tuesday 24 November`. */
export const spokenDay = (day: string): string => format(parseISO(day), 'EEEE d MMMM');
