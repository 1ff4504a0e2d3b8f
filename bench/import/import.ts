import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import { createImportParts } from '../../src/app/create-imports.ts';
import { toActor } from '../../src/coaching/people/user.ts';
import { createAuditLog } from '../../src/data/audit-log.ts';
import { openDatabase } from '../../src/data/database.ts';
import { createUserRepository } from '../../src/data/people/user-repository.ts';
import { createHistoryRepository } from '../../src/data/performance/history-repository.ts';
import { openScopedPool } from '../../src/data/scoped-pool.ts';
import { systemClock } from '../../src/shared/clock.ts';
import type { BenchReport } from '../main.ts';
import { rounded } from '../turn/stats.ts';
import { createImportWorld, type ImportWorld } from './world.ts';

const say = (text: string): void => void process.stderr.write(`${text}\n`);

const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
};

/**
 * `npm run bench -- import [--rows N]`: a file of a million daily figures, from the file to the finished import, beside COPY
 * of the same file into the same partitioned, indexed table by somebody whom no row policy binds; before and after it, in
 * the same run.
 */
export async function runImportBench(options: readonly string[]): Promise<BenchReport> {
  const at = options.indexOf('--rows');
  const rows = at === -1 ? 1_000_000 : Number(options[at + 1]);
  if (!Number.isInteger(rows) || rows < 1) throw new Error('--rows takes a whole number from 1.');
  const world = await createImportWorld(rows, say);
  const database = openDatabase(world.appUrl, { max: 2 });
  const pool = openScopedPool(world.appUrl, { max: 4 });
  const users = createUserRepository(database, pool);
  const history = createHistoryRepository(pool);
  let historySeconds = 0;
  const parts = createImportParts({
    databaseUrl: world.appUrl,
    history: {
      async refresh(...range) {
        historySeconds += await seconds(() => history.refresh(...range));
      },
    },
    ...{ pool, users, audit: createAuditLog(database), clock: systemClock },
  });
  try {
    const copies = [await copy(world)];
    await fresh(world);
    const { organizationId, admin } = world;
    const user = await users.findById(organizationId, admin.id);
    if (user === undefined) throw new Error('The bench has no admin.');
    const actor = toActor(user);
    const source = { fileName: 'figures.csv', path: world.file };
    let importId = '';
    let peakMb = 0;
    const watch = setInterval(() => (peakMb = Math.max(peakMb, process.memoryUsage.rss() / 1_048_576)), 250);
    const prepare = await seconds(async () => {
      ({
        log: { id: importId },
      } = await parts.imports.prepare(actor, { source, type: 'metrics' }));
    });
    say(`prepared in ${prepare.toFixed(1)} s`);
    const run = await seconds(async () => {
      await parts.imports.confirm(actor, importId);
      await parts.imports.run(organizationId, importId);
    });
    clearInterval(watch);
    say(`written in ${run.toFixed(1)} s`);
    const { log } = await parts.imports.show(actor, importId);
    const historyOfRun = historySeconds;
    const rollback = await seconds(() => parts.imports.rollback(actor, importId));
    const { rows: left } = await world.superuser.query('SELECT 1 FROM performance_metrics LIMIT 1');
    await fresh(world);
    copies.push(await copy(world));
    const copied = copies.reduce((sum, value) => sum + value, 0) / copies.length;
    return {
      bench: 'import',
      rows: [
        { name: 'copy_ratio', value: rounded((prepare + run) / copied), unit: 'x, history included' },
        {
          name: 'rows_ratio',
          value: rounded((prepare + run - historyOfRun) / copied),
          unit: 'x, without history',
        },
        {
          name: 'history_s',
          value: rounded(historyOfRun),
          unit: 's of these for weeks, months and quarters',
        },
        { name: 'import_s', value: rounded(prepare + run), unit: 's, from the file to the finished import' },
        { name: 'prepare_s', value: rounded(prepare), unit: 's of these to read, keep and show it' },
        { name: 'copy_s', value: rounded(copied), unit: 's, mean of before and after' },
        { name: 'rollback_s', value: rounded(rollback), unit: 's, history included' },
        { name: 'rows_written', value: log.successfulRows, unit: `of ${rows}` },
        { name: 'faults', value: log.failedRows, unit: 'rows' },
        { name: 'rows_left', value: left.length, unit: 'after the rollback' },
        { name: 'peak_mb', value: Math.round(peakMb), unit: 'MB of this process' },
      ],
      raw: { copy_s: copies.map(rounded) },
    };
  } finally {
    await Promise.all([parts.close(), pool.close(), database.close()]);
    await world.close();
  }
}

async function copy({ superuser, columns, months, file }: ImportWorld): Promise<number> {
  for (const month of months) await superuser.query('SELECT ensure_metric_month($1::date)', [month]);
  await superuser.query('CHECKPOINT');
  const time = await seconds(() =>
    pipeline(
      createReadStream(file, { highWaterMark: 1_048_576 }),
      superuser.query(
        copyFrom(`COPY performance_metrics (${columns.join(', ')}) FROM STDIN (FORMAT csv, HEADER)`),
      ),
    ),
  );
  say(`COPY in ${time.toFixed(1)} s`);
  return time;
}

async function fresh({ superuser }: ImportWorld): Promise<void> {
  await superuser.query('TRUNCATE performance_metrics');
  await superuser.query('CHECKPOINT');
}
