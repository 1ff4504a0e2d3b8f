import { starStrengths, type ProfileValue } from './profile.ts';

const capital = (word: string): string => `${word.charAt(0).toUpperCase()}${word.slice(1)}`;

/** A value in words, for people; the same words read back (`read-value.ts`) give the same value. */
export function showValue(value: ProfileValue): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return `${value} minutes`;
  if ('thinking' in value)
    return starStrengths.map((strength) => `${capital(strength)} ${value[strength]}`).join(', ');
  if ('now' in value)
    return value.inAYear === undefined
      ? `${value.now} of 10 now`
      : `${value.now} of 10 now, ${value.inAYear} hoped for in a year`;
  return value.join(value.some((item) => item.includes(',')) ? '; ' : ', ');
}
