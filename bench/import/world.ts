import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { migrateDeploy } from '../../src/data/migrate.ts';
import { databaseName, superuserUrl } from '../../src/embedded/database-roles.ts';
import { secretsFileOf } from '../../src/embedded/embedded-postgres.ts';
import { readSecrets } from '../../src/embedded/secrets.ts';
import { startEmbedded } from '../../src/embedded/start-embedded.ts';
import { silentLogger } from '../../src/shared/logger.ts';
import { createRandom } from '../search/random.ts';

const days = 91;
const lastDay = Date.UTC(2026, 10, 19);
const dayMs = 86_400_000;

/** Columns of the file, with what a day's figures are like. */
const figures: readonly (readonly [column: string, min: number, max: number, digits: number])[] = [
  ...(
    ['service_score', 'productivity_score', 'quality_score', 'attendance_rate', 'adherence_score'] as const
  ).map((name) => [name, 55, 100, 2] as const),
  ['csat', 2, 5, 2],
  ['fcr', 50, 100, 2],
  ['aht', 120, 700, 0],
  ['calls_handled', 5, 90, 0],
  ['calls_transferred', 0, 9, 0],
  ['calls_escalated', 0, 4, 0],
  ['scheduled_hours', 4, 9, 2],
  ['actual_hours', 3, 9, 2],
  ['break_time_minutes', 10, 45, 0],
  ['lunch_time_minutes', 20, 60, 0],
  ['aux_time_minutes', 0, 120, 0],
  ['script_adherence', 60, 100, 2],
  ['compliance_score', 60, 100, 2],
  ['qa_score', 60, 100, 2],
];

export interface ImportWorld {
  appUrl: string;
  organizationId: string;
  admin: { id: string; email: string };
  file: string;
  /** First days of the months that the file is about. */
  months: string[];
  columns: readonly string[];
  /** As the superuser, whom no row policy binds. */
  superuser: pg.Client;
  close(): Promise<void>;
}

/** Services of its own, an organisation with enough agents for `rows` days of figures, and the file of those. */
export async function createImportWorld(rows: number, say: (text: string) => void): Promise<ImportWorld> {
  const dataDir = mkdtempSync(join(tmpdir(), 'threadcoach-bench-'));
  chmodSync(dataDir, 0o711);
  const services = await startEmbedded({ dataDir, logger: silentLogger });
  const stop = async (): Promise<void> => {
    await services.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    await migrateDeploy({
      ownerUrl: services.urls.owner,
      migrationsDir: resolve('prisma/migrations'),
      logger: silentLogger,
    });
    const secrets = await readSecrets(secretsFileOf(dataDir));
    if (secrets === undefined) throw new Error('The passwords of the bench’s database are gone.');
    const port = Number(new URL(services.urls.owner).port);
    const superuser = new pg.Client(superuserUrl(port, secrets, databaseName));
    // What goes wrong is told by the statement that it happens to.
    superuser.on('error', () => undefined);
    await superuser.connect();
    const organizationId = randomUUID();
    const admin = { id: randomUUID(), email: 'admin@bench.test' };
    const agents = Array.from({ length: Math.ceil(rows / days) }, () => randomUUID());
    await superuser.query('INSERT INTO organizations (id, name) VALUES ($1, $2)', [organizationId, 'Bench']);
    await superuser.query(
      `INSERT INTO users (id, organization_id, email, name, role)
       SELECT id, $1::uuid, 'agent' || at || '@bench.test', 'Agent ' || at, 'AGENT' FROM unnest($2::uuid[]) WITH ORDINALITY AS a (id, at)
       UNION ALL SELECT $3::uuid, $1::uuid, $4, 'Admin', 'ADMIN'`,
      [organizationId, agents, admin.id, admin.email],
    );
    const dates = Array.from({ length: days }, (_, at) =>
      new Date(lastDay - (days - 1 - at) * dayMs).toISOString().slice(0, 10),
    );
    const file = join(dataDir, 'figures.csv');
    say(`${rows.toLocaleString('en')} rows…`);
    await writeFile(file, { organizationId, agents, dates, rows });
    return {
      appUrl: services.urls.app,
      ...{ organizationId, admin, file, superuser },
      months: [...new Set(dates.map((day) => `${day.slice(0, 8)}01`))],
      columns: ['organization_id', 'agent_id', 'metric_date', ...figures.map(([name]) => name)],
      async close() {
        await superuser.end();
        await stop();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Day by day, as exports are; the organisation's id stands in it so that COPY takes the same file. */
async function writeFile(
  file: string,
  {
    organizationId,
    agents,
    dates,
    rows,
  }: { organizationId: string; agents: string[]; dates: string[]; rows: number },
): Promise<void> {
  const random = createRandom(20_261_120);
  const out = createWriteStream(file);
  out.write(`organization_id,agent_id,metric_date,${figures.map(([name]) => name).join(',')}\n`);
  let written = 0;
  for (const day of dates) {
    let text = '';
    for (const agent of agents) {
      if (written === rows) break;
      written += 1;
      text += `${organizationId},${agent},${day}`;
      for (const [, min, max, digits] of figures)
        text += `,${(min + random() * (max - min)).toFixed(digits)}`;
      text += '\n';
    }
    if (!out.write(text)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'close');
}
