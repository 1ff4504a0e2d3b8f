import type pg from 'pg';

/** One import in `import_undo`, which keeps what its rows were before and as it left them. */
export interface UndoScope {
  organizationId: string;
  importId: string;
}

/** Thrown inside a transaction that is to leave no trace, because something newer stands in the way. */
export class Blocked extends Error {
  readonly reason: string;
  constructor(reason: string) {
    super('a rollback is blocked');
    this.reason = reason;
  }
}

/** Runs `work` in a transaction that is rolled back when it says that something is in the way. */
export async function unlessBlocked<T>(work: () => Promise<T>): Promise<T | { blockedBy: string }> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Blocked) return { blockedBy: error.reason };
    throw error;
  }
}

/** @throws Blocked where another import changed the same rows later */
export async function refuseIfNewer(client: pg.PoolClient, { importId }: UndoScope): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT l.file_name AS name FROM import_undo mine
       JOIN import_undo o ON o.table_name = mine.table_name AND o.row_key = mine.row_key AND o.import_id <> mine.import_id
                         AND o.created_at > mine.created_at
       JOIN import_logs l ON l.id = o.import_id
      WHERE mine.import_id = $1 ORDER BY o.created_at DESC LIMIT 1`,
    [importId],
  );
  const [newer] = rows;
  if (newer !== undefined)
    throw new Blocked(
      `A newer import, ${newer.name}, changed some of the same rows. Take that one back first.`,
    );
}

/**
 * Everything inside is tried and counted, and with `dryRun` nothing of it stays. A file may be tried before its import is kept:
 * then there is one for as long.
 */
export async function trying<T>(
  client: pg.PoolClient,
  { organizationId, importId }: UndoScope,
  dryRun: boolean,
  work: () => Promise<T>,
): Promise<T> {
  if (!dryRun) return work();
  await client.query('SAVEPOINT trial');
  await client.query(
    `INSERT INTO import_logs (id, organization_id, import_type, file_name, file_size_bytes, file_hash)
     VALUES ($1, $2, 'users', '', 0, '') ON CONFLICT (id) DO NOTHING`,
    [importId, organizationId],
  );
  const result = await work();
  await client.query('ROLLBACK TO SAVEPOINT trial');
  return result;
}

/** By what they begin with (the person whom they are about), the rows that this import made or changed. */
export async function keptKeys(
  client: pg.PoolClient,
  { importId }: UndoScope,
  table: string,
): Promise<string[]> {
  const { rows } = await client.query<{ key: string }>(
    `SELECT DISTINCT split_part(row_key, ':', 1) AS key FROM import_undo WHERE import_id = $1 AND table_name = $2`,
    [importId, table],
  );
  return rows.map(({ key }) => key);
}

export const forgetUndo = (client: pg.PoolClient, { importId }: UndoScope): Promise<unknown> =>
  client.query('DELETE FROM import_undo WHERE import_id = $1', [importId]);
