import type { Actor } from '../people/user.ts';
import { columnsOf, kindFor, ownImport, recordImport, type ImportDeps } from './deps.ts';
import { cannotBeConfirmed, inAnotherState, noSuchImport } from './import-errors.ts';
import type { ImportLog } from './import.ts';

/** Says yes to an import that waits. Pressed twice, or late, it stays as it is. @throws AppError IMPORT_010 to 013 */
export async function confirmImport(deps: ImportDeps, actor: Actor, importId: string): Promise<ImportLog> {
  const log = await ownImport(deps, actor, importId);
  if (log.status === 'cancelled' || log.status === 'rolled_back') throw inAnotherState(log);
  if (log.status !== 'waiting') return log;
  const fields = await kindFor(deps, actor, log.type).fields(actor.organizationId);
  const held = new Set(columnsOf(log, fields));
  const missing = fields.filter(({ key, required }) => required && !held.has(key));
  if (missing.length > 0) throw cannotBeConfirmed(missing.map(({ label }) => label));
  const confirmed = await deps.store.confirm(actor.organizationId, importId);
  if (confirmed === undefined) throw noSuchImport();
  await recordImport(deps, actor, 'confirm', confirmed);
  return confirmed;
}
