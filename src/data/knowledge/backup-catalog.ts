import type { BackupCatalog, ExportedFile, ExportRecord } from '../../coaching/knowledge/backup-ports.ts';
import { AppError } from '../../shared/errors.ts';
import type { Database } from '../database.ts';
import type { BackupCatalog as CatalogRow } from '../generated/client.ts';
import { oneOf } from '../one-of.ts';

/** An export that says nothing for so long has died: it says something after every file. */
const abandonedAfterMs = 10 * 60_000;

const underWay = (): AppError =>
  new AppError({
    code: 'KNOWLEDGE_040',
    message: 'another export of this organisation is being written',
    retry: 'later',
    retryAfterMs: 60_000,
    userMessage:
      'An export of this organisation is being written at the moment. Please try again when it is done.',
  });

const toRecord = (row: CatalogRow): ExportRecord => ({
  id: row.id,
  organizationId: row.organizationId,
  kind: oneOf(['full', 'incremental'], row.kind),
  schemaVersion: row.schemaVersion,
  ...(row.parentId === null ? {} : { parentId: row.parentId }),
  ...(row.since === null ? {} : { since: row.since }),
  until: row.until,
  location: row.location,
  // Written by this file alone, and checked by the CHECK of nobody else: the column is ours.
  files: row.files as unknown as ExportedFile[],
  rows: Number(row.rowCount),
  bytes: Number(row.byteCount),
  state: oneOf(['writing', 'complete', 'verified', 'failed'], row.state),
  ...(row.failure === null ? {} : { failure: row.failure }),
  ...(row.verifiedAt === null ? {} : { verifiedAt: row.verifiedAt }),
});

const toJson = (files: readonly ExportedFile[]) =>
  files.map(({ path, sha256, bytes, rows }) => ({ path, sha256, bytes, rows }));

/** The catalogue of exports, in PostgreSQL. */
export function createBackupCatalog(database: Database): BackupCatalog {
  const update = (
    organizationId: string,
    id: string,
    data: Partial<Omit<CatalogRow, 'files'>> & { files?: ReturnType<typeof toJson> },
  ): Promise<void> =>
    database.withScope({ organizationId }, async (client) => {
      await client.backupCatalog.updateMany({ where: { id }, data });
    });
  return {
    list: (organizationId) =>
      database.withScope({ organizationId }, async (client) => {
        const rows = await client.backupCatalog.findMany({
          orderBy: [{ until: 'desc' }, { createdAt: 'desc' }],
        });
        return rows.map(toRecord);
      }),

    begin: ({ parentId, since, ...record }, { windowStart } = {}) =>
      database.withScope({ organizationId: record.organizationId }, async (client) => {
        await client.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`export/${record.organizationId}`}, 0))`;
        if (windowStart !== undefined) {
          const done = await client.backupCatalog.count({
            where: { state: { in: ['complete', 'verified'] }, until: { gte: windowStart } },
          });
          if (done > 0) return false;
        }
        const writing = { state: 'writing' };
        const heardOf = new Date(Date.now() - abandonedAfterMs);
        if ((await client.backupCatalog.count({ where: { ...writing, updatedAt: { gte: heardOf } } })) > 0)
          throw underWay();
        await client.backupCatalog.updateMany({
          where: writing,
          data: { state: 'failed', failure: 'The process that wrote it ended.' },
        });
        await client.backupCatalog.create({
          data: { ...record, ...writing, parentId: parentId ?? null, since: since ?? null },
        });
        return true;
      }),

    touch: (organizationId, id) => update(organizationId, id, { updatedAt: new Date() }),

    complete: (organizationId, id, { until, files, rows, bytes }) =>
      update(organizationId, id, {
        until,
        files: toJson(files),
        rowCount: BigInt(rows),
        byteCount: BigInt(bytes),
        state: 'complete',
      }),

    verified: (organizationId, id, at) =>
      update(organizationId, id, { state: 'verified', verifiedAt: at, failure: null }),

    fail: (organizationId, id, failure) => update(organizationId, id, { state: 'failed', failure }),

    adopt: ({ parentId, since, verifiedAt, files, rows, bytes, failure: _failure, ...record }) =>
      database.withScope({ organizationId: record.organizationId }, async (client) => {
        const known = { where: { id: { in: [record.id, ...(parentId === undefined ? [] : [parentId])] } } };
        const ids = (await client.backupCatalog.findMany({ ...known, select: { id: true } })).map(
          ({ id }) => id,
        );
        if (ids.includes(record.id)) return;
        await client.backupCatalog.create({
          data: {
            ...record,
            // A parent that nobody knows of any more cannot be referred to.
            parentId: ids.find((id) => id === parentId) ?? null,
            since: since ?? null,
            verifiedAt: verifiedAt ?? null,
            files: toJson(files),
            rowCount: BigInt(rows),
            byteCount: BigInt(bytes),
            state: verifiedAt === undefined ? 'complete' : 'verified',
          },
        });
      }),

    remove: (organizationId, id) =>
      database.withScope({ organizationId }, async (client) => {
        await client.backupCatalog.deleteMany({ where: { id } });
      }),
  };
}
