import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { newId } from '../shared/ids.ts';
import type { Logger } from '../shared/logger.ts';
import * as migrationErrors from './migration-errors.ts';

export interface MigrateOptions {
  /** Connection of the role that owns the tables, direct (no transaction pooler in between: a session lock is held). */
  ownerUrl: string;
  /** Folder with one folder a migration, each with its `migration.sql`. */
  migrationsDir: string;
  logger: Logger;
  /** Told before each migration is applied. */
  onProgress?: (step: string) => void;
  /** How long to wait for another process that migrates. @default 60000 */
  lockTimeoutMs?: number;
}

interface Migration {
  name: string;
  sql: string;
  checksum: string;
  /** Checksums that the same text has with other line ends: git may change those on checkout. */
  equivalents: readonly string[];
}

interface HistoryRow {
  migration_name: string;
  checksum: string;
  finished_at: Date | null;
}

/** Prisma's own advisory lock: its `migrate deploy` and ours exclude each other. */
const prismaLock = 72707369;

/** The table as Prisma creates it, so that either tool can go on from the other's history. */
const historyTable = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum VARCHAR(64) NOT NULL,
    finished_at TIMESTAMPTZ,
    migration_name VARCHAR(255) NOT NULL,
    logs TEXT,
    rolled_back_at TIMESTAMPTZ,
    started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
  )`;

/**
 * Does what `prisma migrate deploy` does, without its engine, which needs a download. Each migration and its line in
 * the history are one transaction: a migration that fails leaves nothing behind and is tried again the next time.
 * May run in several processes at once and any number of times.
 *
 * @returns the names that were applied now, in order.
 * @throws {AppError} DATA_101 to DATA_106.
 */
export async function migrateDeploy(options: MigrateOptions): Promise<string[]> {
  const migrations = await readMigrations(options.migrationsDir);
  return withClient(options.ownerUrl, async (client) => {
    await lock(client, options.lockTimeoutMs ?? 60_000);
    await client.query(historyTable);
    const pending = pendingAfter(await readHistory(client), migrations, options.logger);
    for (const migration of pending) {
      options.onProgress?.(`Updating the database: ${migration.name}…`);
      await apply(client, migration);
      options.logger.info('migration applied', { migration: migration.name });
    }
    return pending.map((migration) => migration.name);
  });
}

/**
 * Names of the migrations that the database still lacks, in order; changes nothing. Any role that can read the history
 * will do, which is the owner's.
 *
 * @throws {AppError} as `migrateDeploy`, except for DATA_104 and DATA_105.
 */
export async function pendingMigrations(
  options: Pick<MigrateOptions, 'ownerUrl' | 'migrationsDir' | 'logger'>,
): Promise<string[]> {
  const migrations = await readMigrations(options.migrationsDir);
  return withClient(options.ownerUrl, async (client) => {
    const found = await client.query<{ known: boolean }>(
      `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS known`,
    );
    const history = found.rows[0]?.known === true ? await readHistory(client) : [];
    return pendingAfter(history, migrations, options.logger).map((migration) => migration.name);
  });
}

async function readMigrations(directory: string): Promise<Migration[]> {
  try {
    const entries = await readdir(directory, { withFileTypes: true });
    // Names begin with their time; plain code unit order, as in Prisma, whatever the locale.
    const names = entries
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .sort();
    return await Promise.all(names.map((name) => readMigration(directory, name)));
  } catch (error) {
    throw migrationErrors.unreadableMigrations(directory, error);
  }
}

async function readMigration(directory: string, name: string): Promise<Migration> {
  const sql = await readFile(join(directory, name, 'migration.sql'), 'utf8');
  const unix = sql.replaceAll('\r\n', '\n');
  return {
    name,
    sql,
    checksum: checksumOf(sql),
    equivalents: [checksumOf(unix), checksumOf(unix.replaceAll('\n', '\r\n'))],
  };
}

const checksumOf = (text: string): string => createHash('sha256').update(text).digest('hex');

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    application_name: 'threadcoach-migrate',
  });
  // A connection that breaks while idle must not end the process; the next query reports it.
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    throw migrationErrors.cannotConnect(error);
  }
  try {
    return await work(client);
  } catch (error) {
    throw migrationErrors.toMigrationError(error);
  } finally {
    await client.end();
  }
}

/** Held until the connection ends. */
async function lock(client: pg.Client, timeoutMs: number): Promise<void> {
  await client.query(`SELECT set_config('lock_timeout', $1, false)`, [String(timeoutMs)]);
  try {
    await client.query('SELECT pg_advisory_lock($1)', [prismaLock]);
  } catch (error) {
    if (migrationErrors.sqlState(error) === '55P03') throw migrationErrors.othersMigrate(error);
    throw error;
  }
}

async function readHistory(client: pg.Client): Promise<HistoryRow[]> {
  const { rows } = await client.query<HistoryRow>(
    `SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL`,
  );
  return rows;
}

function pendingAfter(
  history: readonly HistoryRow[],
  migrations: readonly Migration[],
  logger: Logger,
): Migration[] {
  const failed = history.find((row) => row.finished_at === null);
  if (failed !== undefined) throw migrationErrors.failedEarlier(failed.migration_name);
  const applied = new Map(history.map((row) => [row.migration_name, row.checksum]));
  for (const migration of migrations) {
    const checksum = applied.get(migration.name);
    if (checksum === undefined || checksum === migration.checksum) continue;
    if (!migration.equivalents.includes(checksum)) throw migrationErrors.edited(migration.name);
  }
  const known = new Set(migrations.map((migration) => migration.name));
  const unknown = history.filter((row) => !known.has(row.migration_name));
  if (unknown.length > 0) {
    logger.warn('the database has migrations of a newer version', { migrations: unknown.length });
  }
  return migrations.filter((migration) => !applied.has(migration.name));
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  const id = newId();
  try {
    await client.query('BEGIN');
    await client.query('INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ($1, $2, $3)', [
      id,
      migration.checksum,
      migration.name,
    ]);
    await client.query(migration.sql);
    await client.query(
      'UPDATE _prisma_migrations SET finished_at = clock_timestamp(), applied_steps_count = 1 WHERE id = $1',
      [id],
    );
    await client.query('COMMIT');
  } catch (error) {
    // Both statements fail only when the connection is gone, and then the server has rolled back by itself.
    await client.query('ROLLBACK').catch(() => undefined);
    await client
      .query(
        `INSERT INTO _prisma_migrations (id, checksum, migration_name, logs, rolled_back_at) VALUES ($1, $2, $3, $4, now())`,
        [id, migration.checksum, migration.name, error instanceof Error ? error.message : String(error)],
      )
      .catch(() => undefined);
    throw migrationErrors.migrationFailed(migration.name, error);
  }
}
