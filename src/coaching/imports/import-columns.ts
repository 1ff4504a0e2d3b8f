import type { Actor } from '../people/user.ts';
import { kindFor, ownImport, type ImportDeps } from './deps.ts';
import { inAnotherState } from './import-errors.ts';
import type { ImportPreview } from './import.ts';

/** What the columns of a waiting import are called, and what they may hold. @throws AppError IMPORT_010 to 012 */
export async function importColumns(
  deps: ImportDeps,
  actor: Actor,
  importId: string,
): Promise<Pick<ImportPreview, 'log' | 'header' | 'fields'>> {
  const log = await ownImport(deps, actor, importId);
  if (log.status !== 'waiting') throw inAnotherState(log);
  const fields = await kindFor(deps, actor, log.type).fields(actor.organizationId);
  return { log, header: log.header, fields };
}
