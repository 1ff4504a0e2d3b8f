import { stringify } from 'csv-stringify/sync';
import type { Actor } from '../people/user.ts';
import { ownImport, recordImport, type ImportDeps } from './deps.ts';
import { escapeFormula } from './formula.ts';
import type { FaultyRow } from './store-ports.ts';

const pageSize = 5_000;
const problemHeading = 'Problem';

/** The rows that could not be taken: mended, and brought again, they are an import of their own. @throws AppError IMPORT_010 */
export async function errorFile(
  deps: ImportDeps,
  actor: Actor,
  importId: string,
): Promise<{ fileName: string; content: string }> {
  const log = await ownImport(deps, actor, importId);
  const width = log.header.length;
  // A file that was brought again has the column already: there it is written anew.
  const isAgain = log.header.at(-1) === problemHeading;
  const kept = isAgain ? width - 1 : width;
  const lines = (rows: readonly (readonly string[])[]): string =>
    stringify(rows.map((cells) => cells.map(escapeFormula)));
  const toLine = ({ row: { cells }, faults }: FaultyRow): string[] => [
    // A row that is too long keeps all that it has, after its problem.
    ...Array.from({ length: kept }, (_, index) => cells[index] ?? ''),
    faults.map(({ column, message }) => (column === undefined ? message : `${column}: ${message}`)).join(' '),
    ...cells.slice(width),
  ];
  // The mark tells spreadsheets that it is UTF-8.
  const parts = [`\uFEFF${lines([[...log.header.slice(0, kept), problemHeading]])}`];
  for (let afterLine: number | undefined = 0; afterLine !== undefined;) {
    const rows: FaultyRow[] = await deps.store.faults(actor.organizationId, importId, {
      afterLine,
      limit: pageSize,
    });
    parts.push(lines(rows.map(toLine)));
    afterLine = rows.length < pageSize ? undefined : rows.at(-1)?.row.line;
  }
  await recordImport(deps, actor, 'errors', log);
  return { fileName: `${log.fileName.replace(/\.[^.]{1,5}$/, '')}-problems.csv`, content: parts.join('') };
}
