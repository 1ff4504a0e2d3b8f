import pg from 'pg';
import type { createImportKinds } from '../../src/app/create-import-kinds.ts';
import { createImportParts } from '../../src/app/create-imports.ts';
import type { HistoryKeeper } from '../../src/coaching/performance/history-ports.ts';
import type { ImportLog, ImportType } from '../../src/coaching/imports/import.ts';
import type { Imports } from '../../src/coaching/imports/ports.ts';
import { toActor, type Actor, type User } from '../../src/coaching/people/user.ts';
import { openScopedPool, type ScopedPool } from '../../src/data/scoped-pool.ts';
import { ManualClock } from './fakes/manual-clock.ts';
import { openPostgresWorld, type PostgresWorld } from './postgres-world.ts';
import { peopledOrganization, type CastName } from './world.ts';

export interface ImportScene {
  world: PostgresWorld;
  pool: ScopedPool;
  parts: ReturnType<typeof createImportParts>;
  imports: Imports;
  organizationId: string;
  people: Record<CastName, User>;
  actor(who: CastName): Actor;
  /** Days and people whose history was computed anew. */
  refreshed: { from: string; to: string }[];
  /** As a superuser. */
  sql(text: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
  /** Prepared, confirmed and run. */
  bring(csv: string, options?: { as?: CastName; name?: string; type?: ImportType }): Promise<ImportLog>;
  close(): Promise<void>;
}

/** 2026-11-20, a Friday, in an organisation with the cast in it. */
export async function openImportScene(
  options: { kinds?: typeof createImportKinds } = {},
): Promise<ImportScene> {
  const world = await openPostgresWorld();
  const pool = openScopedPool(world.database.urls.app, { max: 4 });
  const { organizationId, people } = await peopledOrganization(world, 'T1');
  const superuser = new pg.Client(world.database.superuserUrl);
  await superuser.connect();
  const refreshed: ImportScene['refreshed'] = [];
  const history: HistoryKeeper = {
    refresh: (_, range) => Promise.resolve(void refreshed.push(range)),
  };
  const clock = new ManualClock('2026-11-20T12:00:00Z');
  const parts = createImportParts({
    databaseUrl: world.database.urls.app,
    pool,
    users: world.users,
    history,
    audit: world.audit,
    clock,
    kinds: options.kinds?.({ pool, users: world.users, clock }) ?? [],
  });
  const { imports } = parts;
  const actor = (who: CastName) => toActor(people[who]);
  return {
    world,
    pool,
    parts,
    imports,
    organizationId,
    people,
    actor,
    refreshed,
    async sql(text, values = []) {
      // Safe cast: rows of whatever the test asks for.
      const { rows } = await superuser.query(text, values);
      return rows as Record<string, unknown>[];
    },
    async bring(csv, { as = 'ada', name = 'figures.csv', type = 'metrics' } = {}) {
      const source = { fileName: name, content: Buffer.from(csv) };
      const { log } = await imports.prepare(actor(as), { source, type });
      await imports.confirm(actor(as), log.id);
      return imports.run(organizationId, log.id);
    },
    async close() {
      await superuser.end();
      await parts.close();
      await pool.close();
      await world.close();
    },
  };
}
