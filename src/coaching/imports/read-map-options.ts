import { mappingDoesNotFit } from './import-errors.ts';
import type { DateOrder, ImportMapping, ImportPreview } from './import.ts';

const folded = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replaceAll(/[-_\s]+/g, ' ');

/**
 * The mapping that somebody asks for by `Header=field`; undefined where they ask for nothing. A field, by its key or any of its
 * names, that is given to a column leaves the one that was guessed for it; nothing after the sign leaves the column out.
 *
 * @throws AppError IMPORT_015 no such heading, or no field said
 */
export function readMapOptions(
  { log, header, fields }: Pick<ImportPreview, 'log' | 'header' | 'fields'>,
  { map = [], dates }: { map?: readonly string[]; dates?: DateOrder },
): ImportMapping | undefined {
  if (map.length === 0 && dates === undefined) return undefined;
  const columns = [...log.mapping.columns];
  for (const entry of map) {
    const sign = entry.lastIndexOf('=');
    if (sign < 1) throw mappingDoesNotFit(`Write “Header=field”, not “${entry}”.`);
    const wanted = folded(entry.slice(0, sign));
    const column = header.findIndex((heading) => folded(heading) === wanted);
    if (column === -1)
      throw mappingDoesNotFit(
        `No column is called “${entry.slice(0, sign)}”. There are: ${header.join(', ')}.`,
      );
    const named = folded(entry.slice(sign + 1));
    const known = fields.find(({ key, label, aliases }) =>
      [key, label, ...aliases].map(folded).includes(named),
    );
    const field = known?.key ?? named;
    const before = field === '' ? -1 : columns.indexOf(field);
    if (before !== -1) columns[before] = null;
    columns[column] = field === '' ? null : field;
  }
  return { columns, dates: dates ?? log.mapping.dates };
}
