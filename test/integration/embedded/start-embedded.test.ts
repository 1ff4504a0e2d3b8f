import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findStartedWith } from '../../../src/embedded/process-identity.ts';
import { pollFor } from '../../../src/embedded/polling.ts';
import { startEmbedded } from '../../../src/embedded/start-embedded.ts';
import { silentLogger } from '../../../src/shared/logger.ts';
import { embeddedTrial, heartbeat, killed, query } from '../../support/embedded-trial.ts';

const trial = embeddedTrial();

describe('the first start', () => {
  it('creates both services, closed to everyone but the holder of the generated passwords', async () => {
    const steps: string[] = [];
    const services = await startEmbedded({
      dataDir: trial.dataDir,
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
      expect((await stat(join(trial.dataDir, 'secrets.json'))).mode & 0o777).toBe(0o600);
    } finally {
      await services.stop();
    }
    expect(await trial.running()).toEqual([0, 0]);
  });

  it('lets the queue create what BullMQ needs in its own schema, and the app nothing', async () => {
    const services = await trial.start();
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
  beforeEach(() => trial.usedBefore());

  it('finds the data, and keeps ports and passwords', async () => {
    const first = await trial.start();
    await query(first.urls.owner, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await fetch(`${first.chromaUrl}/api/v2/tenants/default_tenant/databases/default_database/collections`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'kept-collection' }),
    });
    await first.stop();

    const second = await trial.start();
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
    const first = await trial.start();
    await query(first.urls.owner, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await first.stop();
    const elsewhere = join(trial.parent, 'moved');
    await rename(trial.dataDir, elsewhere);
    trial.dataDir = elsewhere;
    const second = await trial.start();
    expect(second.firstStart).toBe(false);
    expect(await query(second.urls.owner, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
    await second.stop();
  });

  it('goes on with the services of a process that was killed, and stops them in the end', async () => {
    const victim = trial.child();
    const before = await victim.report;
    await query(before?.ownerUrl ?? '', 'CREATE TABLE kept AS SELECT 42 AS answer');
    await killed(victim);
    expect(await trial.running()).toEqual([1, 1]);

    const services = await trial.start();
    expect(services.urls.owner).toBe(before?.ownerUrl);
    expect(await query(services.urls.owner, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
    await services.stop();
    expect(await trial.running()).toEqual([0, 0]);
  });

  it('recovers when the services were killed too', async () => {
    const victim = trial.child();
    await query((await victim.report)?.ownerUrl ?? '', 'CREATE TABLE kept AS SELECT 42 AS answer');
    for (const argument of [trial.postgresMark(), trial.chromaMark()]) {
      for (const pid of await findStartedWith(argument)) process.kill(pid, 'SIGKILL');
    }
    await killed(victim);

    const services = await trial.start();
    expect(await query(services.urls.owner, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
    expect(await heartbeat(services.chromaUrl)).toBe(200);
    await services.stop();
  });

  it('starts a service again that dies while it is used, where it was, with all that was in it', async () => {
    const services = await startEmbedded({
      dataDir: trial.dataDir,
      logger: silentLogger,
      reviveEveryMs: 50,
    });
    try {
      await query(services.urls.owner, 'CREATE TABLE kept AS SELECT 42 AS answer');
      for (const mark of [trial.chromaMark(), trial.postgresMark()]) {
        const [server = 0] = await findStartedWith(mark);
        process.kill(server, 'SIGKILL');
        const other = await pollFor(async () => (await findStartedWith(mark)).find((pid) => pid !== server), {
          intervalMs: 20,
          timeoutMs: 20_000,
        });
        expect(other).toBeDefined();
      }
      const answers = () =>
        Promise.all([
          query(services.urls.owner, 'SELECT answer FROM kept'),
          heartbeat(services.chromaUrl),
        ]).catch(() => undefined);
      const wait = { intervalMs: 20, timeoutMs: 20_000 };
      expect(await pollFor(answers, wait)).toEqual([[{ answer: 42 }], 200]);
    } finally {
      await services.stop();
    }
    expect(await trial.running()).toEqual([0, 0]);
  });

  it('is not misled by process ids that other programs have by now', async () => {
    // This very process takes the part of the program that was given the old ids.
    const pidFile = join(trial.dataDir, 'postgres', 'data', 'postmaster.pid');
    await writeFile(
      pidFile,
      `${process.pid}\n${join(trial.dataDir, 'postgres/data')}\n1\n5432\n\n127.0.0.1\n\nready\n`,
    );
    await writeFile(join(trial.dataDir, 'chroma.json'), JSON.stringify({ pid: process.pid, port: 45_999 }));
    await writeFile(
      join(trial.dataDir, 'users', `${process.pid}-stale`),
      JSON.stringify({ startedAt: 'long ago' }),
    );
    await writeFile(
      join(trial.dataDir, 'lock', 'lock-99'),
      JSON.stringify({ pid: process.pid, startedAt: 'long ago' }),
    );

    const second = await trial.start();
    expect(await query(second.urls.owner, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await second.stop();
    expect(await trial.running()).toEqual([0, 0]);
  });

  it('begins afresh when the data folder was deleted under the running services', async () => {
    const victim = trial.child();
    await query((await victim.report)?.ownerUrl ?? '', 'CREATE TABLE gone (i int)');
    await killed(victim);
    await rm(trial.dataDir, { recursive: true, maxRetries: 5 });

    const services = await trial.start();
    expect(services.firstStart).toBe(true);
    expect(await query(services.urls.owner, "SELECT to_regclass('gone') AS gone")).toEqual([{ gone: null }]);
    expect(await trial.running()).toEqual([1, 1]);
    await services.stop();
    const again = await trial.start();
    expect(again.firstStart).toBe(false);
    await again.stop();
  });

  it('repairs a role whose password was changed, and reports passwords that open nothing', async () => {
    const first = await trial.start();
    await query(first.urls.owner, "ALTER ROLE threadcoach_owner PASSWORD 'something else'");
    await first.stop();
    const second = await trial.start();
    expect(await query(second.urls.owner, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await second.stop();

    const file = join(trial.dataDir, 'secrets.json');
    const secrets = JSON.parse(await readFile(file, 'utf8')) as Record<string, string>;
    await writeFile(
      file,
      JSON.stringify(Object.fromEntries(Object.keys(secrets).map((key) => [key, 'x'.repeat(32)]))),
    );
    await expect(trial.start()).rejects.toMatchObject({ code: 'EMBEDDED_007' });
    await rm(file);
    await expect(trial.start()).rejects.toMatchObject({ code: 'EMBEDDED_007' });
    expect(await trial.running()).toEqual([0, 0]);
  });
});

describe('a folder that cannot be used', () => {
  it('is one clear error that names the setting', async () => {
    await writeFile(join(trial.parent, 'file'), '');
    for (const bad of [
      join(trial.parent, 'file'),
      join(trial.parent, 'file', 'below'),
      '/proc/threadcoach',
    ]) {
      await expect(startEmbedded({ dataDir: bad, logger: silentLogger })).rejects.toMatchObject({
        code: 'EMBEDDED_002',
        userMessage: expect.stringMatching(/THREADCOACH_DATA_DIR/) as string,
      });
    }
  });

  it('is refused when another version of PostgreSQL wrote it', async () => {
    await trial.usedBefore();
    await writeFile(join(trial.dataDir, 'postgres', 'data', 'PG_VERSION'), '17\n');
    await expect(trial.start()).rejects.toMatchObject({ code: 'EMBEDDED_006' });
    expect(await trial.running()).toEqual([0, 0]);
  });
});
