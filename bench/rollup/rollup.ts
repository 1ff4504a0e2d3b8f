import pg from 'pg';
import { createHistoryRepository } from '../../src/data/performance/history-repository.ts';
import { openScopedPool } from '../../src/data/scoped-pool.ts';
import type { BenchReport } from '../main.ts';
import { median, rounded } from '../turn/stats.ts';
import { rollupByHand } from './handwritten.ts';
import { agents, createRollupWorld } from './world.ts';

const rounds = 3;
const say = (text: string): void => void process.stderr.write(`${text}\n`);

const memory = "SET work_mem = '128MB'; SET jit = off";
const sameTable = `
  DROP TABLE IF EXISTS history_by_hand;
  CREATE TABLE history_by_hand (LIKE performance_history INCLUDING ALL,
    FOREIGN KEY (organization_id) REFERENCES organizations ON DELETE CASCADE,
    FOREIGN KEY (agent_id) REFERENCES users ON DELETE CASCADE)`;
const compared =
  'organization_id, agent_id, period_type, period_ending, days_worked, avg_composite_score, avg_aht, quality_trend, composite_trend, score_variance';
const different = `SELECT count(*)::int AS count FROM (
  (SELECT ${compared} FROM performance_history EXCEPT ALL SELECT ${compared} FROM history_by_hand) UNION ALL
  (SELECT ${compared} FROM history_by_hand EXCEPT ALL SELECT ${compared} FROM performance_history)) odd`;

/**
 * `npm run bench -- rollup`: weeks, months and quarters of 10,000 agents over thirteen months, from their daily figures into
 * an empty table, beside one statement by hand into one just like it; in turns. Then one day again, as an import of
 * yesterday's figures does it.
 */
export async function runRollupBench(): Promise<BenchReport> {
  const world = await createRollupWorld(say);
  const { organizationId, range } = world;
  const pool = openScopedPool(world.appUrl, { max: 1 });
  const history = createHistoryRepository(pool);
  const owner = new pg.Client({ connectionString: world.superuserUrl });
  await owner.connect();
  const times = { product: [] as number[], raw: [] as number[], day: [] as number[], again: [] as number[] };
  const timed = async (into: number[], work: () => Promise<unknown>): Promise<void> => {
    // What was written before is on the disk by then, whoever wrote it.
    await owner.query('CHECKPOINT');
    const startedAt = performance.now();
    await work();
    into.push(performance.now() - startedAt);
  };
  try {
    await owner.query(memory);
    let odd = 0;
    for (let round = 0; round < rounds; round += 1) {
      await owner.query('TRUNCATE performance_history');
      await owner.query(sameTable);
      const runs = [
        () => timed(times.product, () => history.refresh(organizationId, range)),
        () => timed(times.raw, () => owner.query(rollupByHand, [organizationId, range.from, range.to])),
      ];
      // Whoever comes second finds warm caches: each goes first as often.
      for (const run of round % 2 === 0 ? runs : runs.reverse()) await run();
      odd += (await owner.query<{ count: number }>(different)).rows[0]?.count ?? 0;
      say(
        `round ${round + 1} of ${rounds}: ${rounded(times.product.at(-1) ?? 0)} ms, by hand ${rounded(times.raw.at(-1) ?? 0)} ms`,
      );
    }
    if (odd > 0) throw new Error(`${odd} rows are not the same.`);
    await owner.query('VACUUM ANALYZE performance_history');
    const day = { from: range.to, to: range.to };
    for (let round = 0; round < rounds; round += 1) {
      await owner.query(
        'UPDATE performance_metrics SET service_score = 100 - service_score / 2 WHERE organization_id = $1 AND metric_date = (SELECT max(metric_date) FROM performance_metrics)',
        [organizationId],
      );
      await timed(times.day, () => history.refresh(organizationId, day));
    }
    await timed(times.again, () => history.refresh(organizationId, day));
    const { rows } = await owner.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM performance_history',
    );
    return {
      bench: 'rollup',
      rows: [
        { name: 'sql_ratio', value: rounded(median(times.product) / median(times.raw)), unit: 'x' },
        { name: 'all_s', value: rounded(median(times.product) / 1000), unit: 's' },
        { name: 'raw_s', value: rounded(median(times.raw) / 1000), unit: 's' },
        {
          name: 'day_s',
          value: rounded(median(times.day) / 1000),
          unit: 's, after one day of everybody changed',
        },
        {
          name: 'day_ratio',
          value: rounded(median(times.day) / median(times.raw)),
          unit: 'x, of all by hand',
        },
        { name: 'again_s', value: rounded(median(times.again) / 1000), unit: 's, where nothing changed' },
        { name: 'agents', value: agents, unit: '' },
        { name: 'daily_rows', value: world.rows, unit: '' },
        { name: 'periods', value: rows[0]?.count ?? 0, unit: '' },
      ],
      raw: {
        product: times.product.map(rounded),
        handwritten: times.raw.map(rounded),
        day: times.day.map(rounded),
        again: times.again.map(rounded),
      },
    };
  } finally {
    await Promise.all([pool.close(), owner.end()]);
    await world.close();
  }
}
