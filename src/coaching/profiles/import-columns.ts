import { AppError } from '../../shared/errors.ts';
import { definitionOf, type ProfileFieldKey } from './field-catalogue.ts';
import { fieldNamed } from './field-names.ts';

const address =
  /^(?:e-?mail|work e-?mail|e-?mail address|user e-?mail|agent e-?mail|address|user|agent|person|who)$/;
/** Names that stand beside the address for people to read. */
const ignored = /^(?:name|full name|first name|last name|employee id|id|note|notes?|comments?)$/;
/** What each person switches on for themselves: no file does it for them. */
const optIn = /\bopt[ _-]?in\b|\bpeer[ _-]?comparison\b|\bavailab/;
const ranking = /\bpercentile\b|\branking\b|\bscore\b/;

const folded = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]+/g, ' ')
    .trim();

export interface ImportColumns {
  /** Which column holds the address. */
  email: number;
  fields: { field: ProfileFieldKey; column: string; index: number }[];
  refused: { column: string; reason: string }[];
}

function refusalOf(column: string, field: ProfileFieldKey | undefined, taken: boolean): string | undefined {
  const name = folded(column);
  if (field !== undefined && definitionOf(field).widest === 'private')
    return 'This is for the person alone: only they write it, in the chat.';
  if (optIn.test(name)) return 'Each person switches this on for themselves; imports never do.';
  if (field === undefined)
    return ranking.test(name)
      ? 'Figures are not a part of the profile.'
      : 'No field of the profile is called so.';
  return taken ? 'Another column holds the same field already.' : undefined;
}

/**
 * Which field each column is for; names are guessed generously.
 * @throws AppError PROFILE_010 no column holds addresses
 */
export function readColumns(header: readonly string[]): ImportColumns {
  const email = header.findIndex((column) => address.test(folded(column)));
  if (email === -1)
    throw new AppError({
      code: 'PROFILE_010',
      message: 'The table has no column of addresses.',
      userMessage: `The first line must name the columns, and one of them must be “email”. I found: ${header.join(', ')}.`,
    });
  const columns: ImportColumns = { email, fields: [], refused: [] };
  for (const [index, column] of header.entries()) {
    if (index === email || column.trim() === '' || ignored.test(folded(column))) continue;
    const field = fieldNamed(column);
    const taken = columns.fields.some((other) => other.field === field);
    const reason = refusalOf(column, field, taken);
    if (reason !== undefined) columns.refused.push({ column, reason });
    else if (field !== undefined) columns.fields.push({ field, column, index });
  }
  return columns;
}
