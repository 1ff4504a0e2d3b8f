import { dayIn } from '../../coaching/people/day-in.ts';
import { formatShortDay } from '../chart.ts';

const longestName = 32;

/** A name as it fits a line of a digest. */
export const shortName = (name: string): string =>
  name.length <= longestName ? name : `${name.slice(0, longestName - 1).trimEnd()}…`;

/** `27 Nov` */
export const shortDay = formatShortDay;

export const dayOfInstant = (at: Date, timezone: string): string => formatShortDay(dayIn(at, timezone));
