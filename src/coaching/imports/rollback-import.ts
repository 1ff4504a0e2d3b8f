import type { Actor } from '../people/user.ts';
import { kindFor, ownImport, recordImport, type ImportDeps } from './deps.ts';
import { inAnotherState, rollbackBlocked } from './import-errors.ts';
import type { ImportLog } from './import.ts';

/**
 * Takes a finished import back as a whole: what it made goes, what it changed is as before. Done twice it changes nothing.
 * @throws AppError IMPORT_010, IMPORT_011, IMPORT_012 not finished, IMPORT_014 naming what newer things depend on it
 */
export async function rollbackImport(deps: ImportDeps, actor: Actor, importId: string): Promise<ImportLog> {
  const log = await ownImport(deps, actor, importId);
  if (log.status === 'rolled_back') return log;
  const kind = kindFor(deps, actor, log.type);
  const isFinished = log.status === 'success' || log.status === 'partial_success';
  if (!isFinished || !log.rollbackAvailable) throw inAnotherState(log);
  const undone = await kind.rollback(log);
  if ('blockedBy' in undone) throw rollbackBlocked(undone.blockedBy);
  const after = await deps.store.markRolledBack(actor.organizationId, importId, actor.id);
  await recordImport(deps, actor, 'rollback', log);
  return after ?? log;
}
