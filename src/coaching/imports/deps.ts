import type { Clock } from '../../shared/clock.ts';
import type { UserRepository } from '../people/ports.ts';
import type { Actor } from '../people/user.ts';
import type { AuditLog } from '../tenants/ports.ts';
import { mayNotImport, noSuchImport } from './import-errors.ts';
import { importTypes, type ImportField, type ImportLog, type ImportType } from './import.ts';
import type { ImportKind, ImportReader } from './ports.ts';
import type { ImportStore, StoredImport } from './store-ports.ts';

export interface ImportDeps {
  store: ImportStore;
  reader: ImportReader;
  /** In the order in which they are tried where nobody says what a file holds. */
  kinds: readonly ImportKind[];
  users: Pick<UserRepository, 'findById'>;
  audit: AuditLog;
  clock: Clock;
}

/** Admins import everything; leaders what their own people have. */
export const mayImport = ({ role }: Pick<Actor, 'role'>, type: ImportType): boolean =>
  role === 'ADMIN' ||
  ((role === 'MANAGER' || role === 'TEAM_LEADER') && (type === 'metrics' || type === 'profiles'));

/** The kinds that this person may import; none for agents and coaches. */
export const typesFor = (actor: Pick<Actor, 'role'>): readonly ImportType[] =>
  importTypes.filter((type) => mayImport(actor, type));
export const mayImportAny = (actor: Pick<Actor, 'role'>): boolean => typesFor(actor).length > 0;

/** @throws AppError IMPORT_011 also where this product has no such kind */
export function kindFor(deps: Pick<ImportDeps, 'kinds'>, actor: Actor, type: ImportType): ImportKind {
  const kind = deps.kinds.find((candidate) => candidate.type === type);
  if (kind === undefined || !mayImport(actor, type)) throw mayNotImport();
  return kind;
}

/** The import, where it is this person's to see. @throws AppError IMPORT_010 */
export async function ownImport(
  { store }: Pick<ImportDeps, 'store'>,
  actor: Actor,
  importId: string,
): Promise<StoredImport> {
  const log = await store.find(actor.organizationId, importId);
  if (log === undefined || (actor.role !== 'ADMIN' && log.importedBy !== actor.id)) throw noSuchImport();
  return log;
}

/** By position, the key of a field that there still is. */
export function columnsOf(
  { mapping, header }: Pick<StoredImport, 'mapping' | 'header'>,
  fields: readonly ImportField[],
): (string | undefined)[] {
  const known = new Set(fields.map(({ key }) => key));
  return header.map((_, index) => {
    const key = mapping.columns[index];
    return key != null && known.has(key) ? key : undefined;
  });
}

export const recordImport = (
  { audit }: Pick<ImportDeps, 'audit'>,
  actor: Actor,
  action: 'prepare' | 'confirm' | 'cancel' | 'rollback' | 'errors',
  { id, organizationId, type }: ImportLog,
): Promise<void> =>
  audit.record({
    organizationId,
    actorId: actor.id,
    action: `import.${action}`,
    subjectType: 'import',
    subjectId: id,
    surface: 'import',
    detail: { type },
  });
