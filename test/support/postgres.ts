import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { migrateDeploy } from '../../src/data/migrate.ts';
import {
  databaseName,
  databaseUrls,
  grantDatabase,
  roles,
  superuserUrl,
  withConnection,
} from '../../src/embedded/database-roles.ts';
import type { DatabaseUrls } from '../../src/embedded/database-roles.ts';
import { secretsFileOf } from '../../src/embedded/embedded-postgres.ts';
import { endStartedWith, findStartedWith } from '../../src/embedded/process-identity.ts';
import { livingUsers } from '../../src/embedded/registered-users.ts';
import { readSecrets } from '../../src/embedded/secrets.ts';
import type { Secrets } from '../../src/embedded/secrets.ts';
import { startEmbedded } from '../../src/embedded/start-embedded.ts';
import { silentLogger } from '../../src/shared/logger.ts';

export interface TestDatabase {
  urls: DatabaseUrls;
  /** As a superuser, whom no row policy binds: to make roles, or to look at what is really stored. */
  superuserUrl: string;
  /** Shared by all tests: use a random organisation id, which keys the collections. */
  chromaUrl: string;
  drop(): Promise<void>;
}

interface TestServices {
  stop(): Promise<void>;
}

/** Set by `startTestServices`, inherited by jest's workers: folder, database port and address of Chroma. */
const variable = 'THREADCOACH_TEST_SERVICES';
const prefix = 'threadcoach-test-';
const migrationsDir = resolve(import.meta.dirname, '../../prisma/migrations');

/**
 * Starts one PostgreSQL and one Chroma for a whole run of jest, in a temporary folder, and prepares the migrated
 * template that `createTestDatabase` copies.
 */
export async function startTestServices(): Promise<TestServices> {
  await removeLeftovers();
  const dataDir = await temporaryDataFolder(prefix);
  const services = await startEmbedded({ dataDir, logger: silentLogger });
  const stop = async (): Promise<void> => {
    await services.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    await migrateDeploy({ ownerUrl: services.urls.owner, migrationsDir, logger: silentLogger });
    const port = Number(new URL(services.urls.owner).port);
    const secrets = await secretsIn(dataDir);
    // Closed to connections, because a database that someone is connected to cannot be copied.
    await withConnection(superuserUrl(port, secrets, 'postgres'), (client) =>
      client.query(`ALTER DATABASE ${databaseName} WITH IS_TEMPLATE true ALLOW_CONNECTIONS false`),
    );
    process.env[variable] = JSON.stringify({ dataDir, port, chromaUrl: services.chromaUrl });
    return { stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What a template holds beside the schema. */
export interface Template {
  /** Lower case letters; names the template's database. */
  name: string;
  fill(database: TestDatabase): Promise<void>;
}

/**
 * A fresh, migrated database for one test file, with the same roles and rights as the real one. With a template it also
 * holds what that was filled with, once for the whole run.
 */
export async function createTestDatabase(template?: Template): Promise<TestDatabase> {
  const services = await testServices();
  if (template === undefined) return copyOf(services, databaseName, `t_${randomBytes(8).toString('hex')}`);
  const filled = `template_${template.name}`;
  await withConnection(services.admin, async (client) => {
    // Jest's workers are processes of their own: one fills, the others wait for it.
    await client.query('SELECT pg_advisory_lock(hashtext($1))', [filled]);
    const present = await client.query('SELECT 1 FROM pg_database WHERE datname = $1 AND NOT datallowconn', [
      filled,
    ]);
    if (present.rowCount !== 0) return;
    await client.query(`DROP DATABASE IF EXISTS ${filled} WITH (FORCE)`);
    await template.fill(await copyOf(services, databaseName, filled));
    await client.query(`ALTER DATABASE ${filled} WITH ALLOW_CONNECTIONS false`);
  });
  return copyOf(services, filled, `t_${randomBytes(8).toString('hex')}`);
}

interface RunningServices {
  port: number;
  chromaUrl: string;
  secrets: Secrets;
  admin: string;
}

async function testServices(): Promise<RunningServices> {
  const handed = process.env[variable];
  if (handed === undefined) {
    throw new Error(
      'No test services: run jest with its global setup, without TC_UNIT=1 and not on test/unit alone.',
    );
  }
  const { dataDir, port, chromaUrl } = JSON.parse(handed) as {
    dataDir: string;
    port: number;
    chromaUrl: string;
  };
  const secrets = await secretsIn(dataDir);
  return { port, chromaUrl, secrets, admin: superuserUrl(port, secrets, 'postgres') };
}

async function copyOf(
  { port, chromaUrl, secrets, admin }: RunningServices,
  template: string,
  name: string,
): Promise<TestDatabase> {
  await withConnection(admin, async (client) => {
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template} OWNER ${roles.owner}`);
    await grantDatabase(client, name);
  });
  return {
    urls: databaseUrls(port, secrets, name),
    superuserUrl: superuserUrl(port, secrets, name),
    chromaUrl,
    drop: () =>
      withConnection(admin, async (client) => {
        await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
      }),
  };
}

/** A new folder for temporary data. Others may pass through it: under root, PostgreSQL runs as another user. */
export async function temporaryDataFolder(namePrefix: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), namePrefix));
  await chmod(folder, 0o711);
  return folder;
}

async function secretsIn(dataDir: string): Promise<Secrets> {
  const secrets = await readSecrets(secretsFileOf(dataDir));
  if (secrets === undefined) throw new Error(`The passwords in ${dataDir} are gone.`);
  return secrets;
}

/** A run that was killed left its servers and its folder; nobody else would ever end them. */
async function removeLeftovers(): Promise<void> {
  const names = (await readdir(tmpdir())).filter((name) => name.startsWith(prefix));
  for (const name of names) {
    const folder = join(tmpdir(), name);
    const ageMs = Date.now() - ((await stat(folder).catch(() => undefined))?.mtimeMs ?? Date.now());
    const users = await livingUsers(join(folder, 'users')).catch(() => 0);
    if (users > 0 || ageMs < 60_000) continue;
    for (const argument of [`-D ${folder}/postgres/data`, `--path ${folder}/chroma`]) {
      for (const pid of await findStartedWith(argument))
        await endStartedWith(pid, argument, ['SIGKILL'], 2_000);
    }
    await rm(folder, { recursive: true, force: true });
  }
}
