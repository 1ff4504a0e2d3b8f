import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { migrateDeploy } from '../../src/data/migrate.ts';
import { databaseName, superuserUrl } from '../../src/embedded/database-roles.ts';
import { secretsFileOf } from '../../src/embedded/embedded-postgres.ts';
import { readSecrets } from '../../src/embedded/secrets.ts';
import { startEmbedded } from '../../src/embedded/start-embedded.ts';
import { silentLogger } from '../../src/shared/logger.ts';

export const agents = 10_000;
const months = 13;

export interface RollupWorld {
  appUrl: string;
  superuserUrl: string;
  organizationId: string;
  /** First and last day that have figures, `YYYY-MM-DD`. */
  range: { from: string; to: string };
  /** Daily rows. */
  rows: number;
  close(): Promise<void>;
}

/** An organisation of 10,000 agents in services of its own, with figures of each weekday of the last thirteen months. */
export async function createRollupWorld(say: (text: string) => void): Promise<RollupWorld> {
  const dataDir = mkdtempSync(join(tmpdir(), 'threadcoach-bench-'));
  chmodSync(dataDir, 0o711);
  const services = await startEmbedded({ dataDir, logger: silentLogger });
  const close = async (): Promise<void> => {
    await services.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    const migrationsDir = resolve('prisma/migrations');
    await migrateDeploy({ ownerUrl: services.urls.owner, migrationsDir, logger: silentLogger });
    const secrets = await readSecrets(secretsFileOf(dataDir));
    if (secrets === undefined) throw new Error('The passwords of the bench’s database are gone.');
    const url = superuserUrl(Number(new URL(services.urls.owner).port), secrets, databaseName);
    const filled = await fill(url, say);
    return { appUrl: services.urls.app, superuserUrl: url, ...filled, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Between 0 and 1, the same for the same person, day and name: `random()` would make every run another. */
const chance = (name: string): string =>
  `(hashint8extended(agent.number * 100003 + (day::date - DATE '2000-01-01'), ${name}) & 1023) / 1024.0`;
const score = (name: string): string => `round((60 + 39 * ${chance(name)})::numeric, 2)`;

async function fill(
  url: string,
  say: (text: string) => void,
): Promise<Pick<RollupWorld, 'organizationId' | 'range' | 'rows'>> {
  const organizationId = randomUUID();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('INSERT INTO organizations (id, name) VALUES ($1, $2)', [organizationId, 'Bench']);
    await client.query(
      `INSERT INTO users (organization_id, email, name, role, job_family, timezone)
       SELECT $1, 'agent' || n || '@bench.test', 'Agent ' || n, 'AGENT', 'CSR', 'UTC' FROM generate_series(1, $2::int) n`,
      [organizationId, agents],
    );
    const { rows } = await client.query<{ from: string; to: string }>(
      `SELECT (date_trunc('month', now()) - make_interval(months => $1))::date::text AS from,
              (date_trunc('month', now()) - interval '1 day')::date::text AS to`,
      [months],
    );
    const [range] = rows;
    if (range === undefined) throw new Error('The bench has no days.');
    say(`${agents.toLocaleString('en')} agents, ${range.from} to ${range.to}…`);
    await client.query(
      `SELECT ensure_metric_month(day::date) FROM generate_series($1::date, $2::date, interval '1 month') day`,
      [range.from, range.to],
    );
    // Nobody else writes here: what refers to the people just made need not be looked up row by row.
    await client.query('SET session_replication_role = replica');
    // As an import brings them: a day after the other.
    const { rowCount } = await client.query(
      `INSERT INTO performance_metrics (organization_id, agent_id, metric_date, service_score, productivity_score,
         quality_score, attendance_rate, adherence_score, csat, fcr, aht, qa_score)
       SELECT $1, agent.id, day::date, ${['1', '2', '3', '4', '5'].map(score).join(', ')},
              round((1 + 4 * ${chance('6')})::numeric, 2), ${score('7')}, (200 + 400 * ${chance('8')})::int, ${score('9')}
         FROM generate_series($2::date, $3::date, interval '1 day') day
        CROSS JOIN (SELECT id, row_number() OVER (ORDER BY id) AS number FROM users WHERE organization_id = $1) agent
        WHERE extract(isodow FROM day) < 6`,
      [organizationId, range.from, range.to],
    );
    await client.query('SET session_replication_role = origin');
    await client.query('VACUUM ANALYZE');
    return { organizationId, range, rows: rowCount ?? 0 };
  } finally {
    await client.end();
  }
}
