import { InvalidArgumentError } from 'commander';

export const asHelp = 'who acts: address of a person of the organisation (audited)';

export const readAsHelp = 'who reads: address of a person of the organisation; default: an admin';

/** A calendar day that exists, as `YYYY-MM-DD`. */
export function calendarDay(value: string): string {
  const at = new Date(`${value}T00:00:00Z`);
  if (!Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === value) return value;
  throw new InvalidArgumentError('Write a day like 2026-11-20.');
}

export function positiveInteger(value: string): number {
  const parsed = Number(value);
  if (!Number.isInteger(parsed) || parsed < 1)
    throw new InvalidArgumentError('It must be a whole number from 1.');
  return parsed;
}

export function uuidOption(value: string): string {
  if (/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu.test(value)) return value.toLowerCase();
  throw new InvalidArgumentError('It must be an id like 00000000-0000-4000-8000-000000000000.');
}

/** One of a few words. */
export const oneOfOption =
  <const T extends readonly string[]>(values: T) =>
  (value: string): T[number] => {
    const known = values.find((candidate) => candidate === value);
    if (known !== undefined) return known;
    throw new InvalidArgumentError(`It must be one of: ${values.join(', ')}.`);
  };
