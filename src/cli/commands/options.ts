import { InvalidArgumentError } from 'commander';

export const asHelp = 'who acts: address of a person of the organisation (audited)';

export function positiveInteger(value: string): number {
  const parsed = Number(value);
  if (!Number.isInteger(parsed) || parsed < 1)
    throw new InvalidArgumentError('It must be a whole number from 1.');
  return parsed;
}
