import type { BackupCatalog, BackupStorage, ExportRecord } from '../../coaching/knowledge/backup-ports.ts';
import { removeFiles } from './export-knowledge.ts';
import { folderOfExport } from './manifest.ts';

const dayMs = 86_400_000;

/**
 * The exports that may go: older than the limit, and none that is kept rests on them. The newest one that is whole always
 * stays, however old.
 */
export function expiredExports(
  records: readonly ExportRecord[],
  now: Date,
  keepDays: number,
): ExportRecord[] {
  const byId = new Map(records.map((record) => [record.id, record]));
  const whole = records.filter(({ state }) => state === 'complete' || state === 'verified');
  const newest = [...whole].sort((x, y) => y.until.getTime() - x.until.getTime())[0];
  const oldest = now.getTime() - keepDays * dayMs;
  const needed = new Set<string>();
  for (const kept of records.filter((record) => record === newest || record.until.getTime() >= oldest)) {
    for (let record: ExportRecord | undefined = kept; record !== undefined && !needed.has(record.id);) {
      needed.add(record.id);
      record = record.parentId === undefined ? undefined : byId.get(record.parentId);
    }
  }
  return records.filter(({ id, state }) => !needed.has(id) && state !== 'writing');
}

/** Removes expired exports from the storage and the catalogue. Returns how many. */
export async function removeExpired(
  { storage, catalog }: { storage: BackupStorage; catalog: BackupCatalog },
  organizationId: string,
  { now, keepDays }: { now: Date; keepDays: number },
): Promise<number> {
  const records = (await catalog.list(organizationId)).filter(
    ({ location }) => location === storage.location,
  );
  const expired = expiredExports(records, now, keepDays);
  // Increments before what they rest on, so that what an interruption leaves can still be read.
  for (const { id, until } of expired.sort((x, y) => y.until.getTime() - x.until.getTime())) {
    await removeFiles(storage, folderOfExport({ organizationId, id, until: until.toISOString() }));
    await catalog.remove(organizationId, id);
  }
  return expired.length;
}
