import type { Actor } from '../people/user.ts';
import { ownImport, type ImportDeps } from './deps.ts';
import type { ImportLog, RowFault } from './import.ts';

/** Rows whose faults are shown; all of them are in the file of faults. */
const shownRows = 50;

/** @throws AppError IMPORT_010 */
export async function showImport(
  deps: ImportDeps,
  actor: Actor,
  importId: string,
): Promise<{ log: ImportLog; faults: readonly RowFault[] }> {
  const log = await ownImport(deps, actor, importId);
  const rows = await deps.store.faults(actor.organizationId, importId, { limit: shownRows });
  return { log, faults: rows.flatMap(({ faults }) => faults) };
}

/** Newest first; admins see all, others their own. */
export const listImports = (
  { store }: Pick<ImportDeps, 'store'>,
  actor: Actor,
  limit: number,
): Promise<ImportLog[]> =>
  store.list(actor.organizationId, actor.role === 'ADMIN' ? { limit } : { importedBy: actor.id, limit });
