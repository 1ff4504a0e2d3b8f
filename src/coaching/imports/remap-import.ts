import type { Actor } from '../people/user.ts';
import { kindFor, ownImport, type ImportDeps } from './deps.ts';
import { inAnotherState, mappingDoesNotFit } from './import-errors.ts';
import type { ImportField, ImportMapping, ImportPreview, ImportType } from './import.ts';
import { analyseWaiting, toPreview } from './prepare-import.ts';

/**
 * Another mapping, or another kind, whose columns are then guessed anew, of an import that waits.
 * @throws AppError IMPORT_010, IMPORT_011, IMPORT_012, IMPORT_015 a column too many, an unknown field, or one held twice
 */
export async function remapImport(
  deps: ImportDeps,
  actor: Actor,
  importId: string,
  { type, mapping }: { type?: ImportType; mapping?: ImportMapping },
): Promise<ImportPreview> {
  const before = await ownImport(deps, actor, importId);
  const kind = kindFor(deps, actor, type ?? before.type);
  const kept = type === undefined || type === before.type ? before.mapping : undefined;
  const wanted = mapping ?? kept;
  if (mapping !== undefined) check(mapping, before.header, await kind.fields(actor.organizationId));
  const analysis = await analyseWaiting(deps, actor, before, {
    type: kind.type,
    ...(wanted === undefined ? {} : { mapping: wanted }),
  });
  const log = await deps.store.remap(actor.organizationId, importId, {
    type: kind.type,
    mapping: analysis.mapping,
  });
  if (log?.status !== 'waiting') throw inAnotherState(log ?? before);
  return toPreview(deps, log, analysis);
}

function check({ columns }: ImportMapping, header: readonly string[], fields: readonly ImportField[]): void {
  if (columns.length !== header.length)
    throw mappingDoesNotFit(`The file has ${header.length} columns; the choice is for ${columns.length}.`);
  const held = new Set<string>();
  for (const key of columns) {
    if (key === null) continue;
    const field = fields.find((candidate) => candidate.key === key);
    if (field === undefined)
      throw mappingDoesNotFit(
        `Nothing is called “${key}”. Possible: ${fields.map((known) => known.key).join(', ')}.`.slice(0, 600),
      );
    if (held.has(key)) throw mappingDoesNotFit(`Two columns are chosen for ${field.label}. Leave one out.`);
    held.add(key);
  }
}
