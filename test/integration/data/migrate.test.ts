import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import pg from 'pg';
import { migrateDeploy, pendingMigrations } from '../../../src/data/migrate.ts';
import { silentLogger } from '../../../src/shared/logger.ts';
import { createTestDatabase } from '../../support/postgres.ts';
import type { TestDatabase } from '../../support/postgres.ts';

const logger = silentLogger;
let database: TestDatabase;
let client: pg.Client;
let migrationsDir: string;

async function write(name: string, sql: string): Promise<void> {
  await mkdir(join(migrationsDir, name), { recursive: true });
  await writeFile(join(migrationsDir, name, 'migration.sql'), sql);
}

const deploy = (): Promise<string[]> =>
  migrateDeploy({ ownerUrl: database.urls.owner, migrationsDir, logger });
const pending = (): Promise<string[]> =>
  pendingMigrations({ ownerUrl: database.urls.owner, migrationsDir, logger });

async function history(): Promise<Record<string, unknown>[]> {
  const { rows } = await client.query<Record<string, unknown>>(
    'SELECT * FROM _prisma_migrations ORDER BY started_at, migration_name',
  );
  return rows;
}

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.drop());

beforeEach(async () => {
  migrationsDir = await mkdtemp(join(tmpdir(), 'migrations-'));
  client = new pg.Client({ connectionString: database.urls.owner });
  await client.connect();
  // Each test has the database's history to itself: a schema that the owner's connections find first.
  await client.query('DROP SCHEMA IF EXISTS trial CASCADE');
  await client.query('CREATE SCHEMA trial');
  const name = new URL(database.urls.owner).pathname.slice(1);
  await client.query(`ALTER DATABASE ${name} SET search_path = trial`);
  await client.query('SET search_path = trial');
});

afterEach(async () => {
  await client.end();
  await rm(migrationsDir, { recursive: true });
});

describe('migrateDeploy', () => {
  it('applies what is new, in order, once, and records it as Prisma does', async () => {
    await write('20260102_second', 'ALTER TABLE a ADD COLUMN j int;');
    await write('20260101_first', 'CREATE TABLE a (i int); INSERT INTO a VALUES (1);');
    await writeFile(join(migrationsDir, 'migration_lock.toml'), 'provider = "postgresql"');
    expect(await pending()).toEqual(['20260101_first', '20260102_second']);
    expect(await deploy()).toEqual(['20260101_first', '20260102_second']);
    expect(await deploy()).toEqual([]);
    expect(await pending()).toEqual([]);

    await write('20260103_third', 'INSERT INTO a VALUES (2, 2);');
    expect(await deploy()).toEqual(['20260103_third']);
    expect((await client.query('SELECT * FROM a ORDER BY i')).rows).toEqual([
      { i: 1, j: null },
      { i: 2, j: 2 },
    ]);
    const [first] = await history();
    const text = await readFile(join(migrationsDir, '20260101_first', 'migration.sql'));
    expect(first).toMatchObject({
      migration_name: '20260101_first',
      checksum: createHash('sha256').update(text).digest('hex'),
      logs: null,
      rolled_back_at: null,
      applied_steps_count: 1,
    });
    expect(first?.finished_at).toBeInstanceOf(Date);
  });

  it('applies each migration once when several processes start together', async () => {
    await write('1_once', 'CREATE TABLE counter (n int); INSERT INTO counter VALUES (1);');
    const results = await Promise.all(Array.from({ length: 4 }, () => deploy()));
    expect(results.filter((names) => names.length === 1)).toHaveLength(1);
    expect((await client.query('SELECT * FROM counter')).rows).toEqual([{ n: 1 }]);
  });

  it('keeps nothing of a migration that fails, names the reason, and tries it again once it is corrected', async () => {
    await write('1_good', 'CREATE TABLE good (i int);');
    await write('2_bad', 'CREATE TABLE half (i int); SELECT 1 / 0;');
    await expect(deploy()).rejects.toMatchObject({
      code: 'DATA_104',
      userMessage: expect.stringMatching(/2_bad failed: division by zero/) as string,
    });
    expect(
      (await client.query("SELECT to_regclass('half') AS half, to_regclass('good')::text AS good")).rows,
    ).toEqual([{ half: null, good: 'good' }]);
    expect(await pending()).toEqual(['2_bad']);
    expect((await history()).find((row) => row.migration_name === '2_bad')?.logs).toMatch('division by zero');

    await write('2_bad', 'CREATE TABLE half (i int);');
    expect(await deploy()).toEqual(['2_bad']);
  });

  it('refuses a history in which an applied migration was edited, and applies nothing', async () => {
    await write('1_first', 'CREATE TABLE one (i int);');
    await deploy();
    await write('1_first', 'CREATE TABLE one (i bigint);');
    await write('2_second', 'CREATE TABLE two (i int);');
    await expect(deploy()).rejects.toMatchObject({
      code: 'DATA_103',
      userMessage: expect.stringMatching(/1_first.*Restore its file/) as string,
    });
    await expect(pending()).rejects.toMatchObject({ code: 'DATA_103' });
    expect((await client.query("SELECT to_regclass('two') AS two")).rows).toEqual([{ two: null }]);
  });

  it('knows a migration again whose line ends git has changed', async () => {
    await write('1_first', 'CREATE TABLE one (i int);\nCREATE TABLE two (i int);\n');
    await deploy();
    await write('1_first', 'CREATE TABLE one (i int);\r\nCREATE TABLE two (i int);\r\n');
    expect(await deploy()).toEqual([]);
  });

  it('refuses to go on after a migration that another tool left unfinished, and names the way out', async () => {
    await write('1_first', 'SELECT 1;');
    await deploy();
    await client.query('UPDATE _prisma_migrations SET finished_at = NULL');
    await expect(deploy()).rejects.toMatchObject({
      code: 'DATA_106',
      userMessage: expect.stringMatching(/migrate resolve --rolled-back 1_first/) as string,
    });
    await client.query('UPDATE _prisma_migrations SET rolled_back_at = now()');
    expect(await deploy()).toEqual(['1_first']);
  });

  it('says that roles are missing where a migration grants to one that is not there', async () => {
    await write('1_grant', 'CREATE TABLE a (i int); GRANT SELECT ON a TO nobody_of_that_name;');
    await expect(deploy()).rejects.toMatchObject({
      code: 'DATA_104',
      userMessage: expect.stringMatching(/Create the roles threadcoach_app/) as string,
    });
  });

  it('gives up on a lock that another process does not release', async () => {
    await write('1_first', 'SELECT 1;');
    await client.query('SELECT pg_advisory_lock(72707369)');
    await expect(
      migrateDeploy({ ownerUrl: database.urls.owner, migrationsDir, logger, lockTimeoutMs: 50 }),
    ).rejects.toMatchObject({ code: 'DATA_105', retry: 'later' });
    await client.query('SELECT pg_advisory_unlock(72707369)');
    expect(await deploy()).toEqual(['1_first']);
  });

  it('tells a refused password from a server that is away, and from missing files', async () => {
    await write('1_first', 'SELECT 1;');
    const wrongPassword = new URL(database.urls.owner);
    wrongPassword.password = 'wrong';
    const away = new URL(database.urls.owner);
    away.port = '1';
    await expect(
      migrateDeploy({ ownerUrl: wrongPassword.href, migrationsDir, logger }),
    ).rejects.toMatchObject({ code: 'DATA_102', retry: 'never' });
    await expect(migrateDeploy({ ownerUrl: away.href, migrationsDir, logger })).rejects.toMatchObject({
      code: 'DATA_102',
      retry: 'later',
    });
    await expect(
      migrateDeploy({ ownerUrl: database.urls.owner, migrationsDir: join(migrationsDir, 'none'), logger }),
    ).rejects.toMatchObject({ code: 'DATA_101' });
  });
});
