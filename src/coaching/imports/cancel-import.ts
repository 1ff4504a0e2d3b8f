import type { Actor } from '../people/user.ts';
import { ownImport, recordImport, type ImportDeps } from './deps.ts';
import { inAnotherState } from './import-errors.ts';
import type { ImportLog } from './import.ts';

/** Leaves an import that waits; its file goes. @throws AppError IMPORT_010, IMPORT_012 it was confirmed already */
export async function cancelImport(deps: ImportDeps, actor: Actor, importId: string): Promise<ImportLog> {
  const before = await ownImport(deps, actor, importId);
  if (before.status === 'cancelled') return before;
  const log = await deps.store.cancel(actor.organizationId, importId);
  if (log?.status !== 'cancelled') throw inAnotherState(log ?? before);
  await recordImport(deps, actor, 'cancel', log);
  return log;
}
