import { subDays } from 'date-fns';
import { deterministicId, newId } from '../../shared/ids.ts';
import type { Actor } from '../people/user.ts';
import { analyse, type Analysis } from './analyse.ts';
import { ownImport, recordImport, type ImportDeps } from './deps.ts';
import { inAnotherState } from './import-errors.ts';
import type { ImportPreview } from './import.ts';
import type { ImportUpload } from './ports.ts';
import type { StoredImport } from './store-ports.ts';

/** A file that nobody confirmed for so long is not kept any longer than until the next one comes. */
const daysLeft = 7;

/** Reads a file, guesses what it holds, and keeps it with what was guessed. Of a turn that did so already: that import. */
export async function prepareImport(
  deps: ImportDeps,
  actor: Actor,
  { source, type, turnId, conversationKey }: ImportUpload,
): Promise<ImportPreview> {
  const { organizationId } = actor;
  const before = turnId === undefined ? undefined : await deps.store.findByTurn(organizationId, turnId);
  if (before !== undefined) return previewImport(deps, actor, before.id);
  await deps.store.cancelLeft(organizationId, subDays(deps.clock.now(), daysLeft));
  const importId = turnId === undefined ? newId() : deterministicId('import', organizationId, turnId);
  const analysis = await analyse(deps, actor, { source, importId, ...(type === undefined ? {} : { type }) });
  const log = await deps.store.create(
    {
      id: importId,
      organizationId,
      type: analysis.type,
      importedBy: actor.id,
      fileName: source.fileName,
      mapping: analysis.mapping,
      header: analysis.preview.header,
      totalRows: analysis.totalRows,
      ...(turnId === undefined ? {} : { turnId }),
      ...(conversationKey === undefined ? {} : { conversationKey }),
    },
    deps.reader.pieces(source),
  );
  await recordImport(deps, actor, 'prepare', log);
  return toPreview(deps, log, analysis);
}

/** The preview of an import that waits. @throws AppError IMPORT_010, IMPORT_012 */
export async function previewImport(
  deps: ImportDeps,
  actor: Actor,
  importId: string,
): Promise<ImportPreview> {
  const log = await ownImport(deps, actor, importId);
  return toPreview(deps, log, await analyseWaiting(deps, actor, log, log));
}

/** @throws AppError IMPORT_012 it does not wait any more: its file may be gone */
export function analyseWaiting(
  deps: ImportDeps,
  actor: Actor,
  log: StoredImport,
  { type, mapping }: Pick<StoredImport, 'type'> & { mapping?: StoredImport['mapping'] },
): Promise<Analysis> {
  if (log.status !== 'waiting') throw inAnotherState(log);
  return analyse(deps, actor, {
    source: { fileName: log.fileName, pieces: () => deps.store.content(log.organizationId, log.id) },
    importId: log.id,
    type,
    ...(mapping === undefined ? {} : { mapping }),
  });
}

export async function toPreview(
  { store }: Pick<ImportDeps, 'store'>,
  log: StoredImport,
  { preview }: Analysis,
): Promise<ImportPreview> {
  const duplicateOf = await store.finishedBefore(log);
  return { ...preview, log, ...(duplicateOf === undefined ? {} : { duplicateOf }) };
}
