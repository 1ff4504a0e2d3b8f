import { format, subMonths } from 'date-fns';
import { createPerformanceParts, type PerformanceParts } from '../../../src/app/create-performance.ts';
import { archiveFigures } from '../../../src/coaching/performance/retain-figures.ts';
import { toActor, type User } from '../../../src/coaching/people/user.ts';
import { erasePerson } from '../../../src/coaching/privacy/erase-person.ts';
import { exportMyData } from '../../../src/coaching/privacy/export-my-data.ts';
import { runRetention } from '../../../src/coaching/privacy/run-retention.ts';
import { openDatabase, type Database } from '../../../src/data/database.ts';
import { openScopedPool, type ScopedPool } from '../../../src/data/scoped-pool.ts';
import { withConnection } from '../../../src/embedded/database-roles.ts';
import { newId } from '../../../src/shared/ids.ts';
import { openPostgresWorld, type PostgresWorld } from '../../support/postgres-world.ts';
import { openPrivacyRig, temporaryLogFolder, type PrivacyRig } from '../../support/privacy-rig.ts';
import { peopledOrganization, type CastName } from '../../support/world.ts';

const periods = { conversationDays: 730, suggestionDays: 365, eventDays: 90 };
const values = {
  service_score: 90,
  productivity_score: 80,
  quality_score: 85.5,
  attendance_rate: 100,
  adherence_score: 70,
};

let world: PostgresWorld;
let database: Database;
let pool: ScopedPool;
let parts: PerformanceParts;
let rig: PrivacyRig;
let log: Awaited<ReturnType<typeof temporaryLogFolder>>;
let organizationId: string;
let people: Record<CastName, User>;
/** A day so many months before the clock's, and the clock itself. */
let ago: (months: number) => string;

beforeAll(async () => {
  [world, log] = await Promise.all([openPostgresWorld(), temporaryLogFolder()]);
  database = openDatabase(world.database.urls.app, { max: 2 });
  pool = openScopedPool(world.database.urls.app, { max: 2 });
  parts = createPerformanceParts({ database, pool });
  ({ organizationId, people } = await peopledOrganization(world, 'A1'));
  rig = openPrivacyRig(world.database.urls, log.folder);
  ago = (months) => format(subMonths(rig.clock.now(), months), 'yyyy-MM-dd');
  await parts.figures.record(
    organizationId,
    [12, 14, 30, 40].map((months) => ({ agentId: people.priya.id, day: ago(months), values })),
  );
  await parts.history.refresh(organizationId, { from: ago(40), to: ago(0) });
});
afterAll(async () => {
  await rig.close();
  await Promise.all([database.close(), pool.close()]);
  await world.close();
  await log.remove();
});

const look = async (text: string, ...more: unknown[]): Promise<Record<string, unknown>[]> =>
  withConnection(
    world.database.superuserUrl,
    async (client) => (await client.query<Record<string, unknown>>(text, more)).rows,
  );
const archived = () =>
  look(
    'SELECT metric_date::text AS day, composite_score::float8 AS composite FROM performance_metrics_archive ORDER BY 1',
  );
const deps = () => ({ ...parts, clock: rig.clock });
const days = (from: string, to: string) => parts.figures.days(organizationId, people.priya.id, from, to);
const month = (months: number) => ({ from: ago(months), to: ago(months) });

describe('figures older than thirteen months', () => {
  it('a dry run counts the months that would go, and moves none', async () => {
    expect(await archiveFigures(deps(), { dryRun: true })).toBe(3);
    expect(await archived()).toEqual([]);
  });

  it('go to the archive as they are, whole months, composite included; a second run moves nothing', async () => {
    expect(await archiveFigures(deps())).toBe(3);
    const moved = [40, 30, 14].map((months) => ({ day: ago(months), composite: 86.1 }));
    expect(await archived()).toEqual(moved);
    expect(await look('SELECT metric_date::text AS day FROM performance_metrics')).toEqual([
      { day: ago(12) },
    ]);
    expect(await archiveFigures(deps())).toBe(0);
    expect(await archived()).toEqual(moved);
  });

  it('are still among a person’s own days, in their order', async () => {
    expect((await days(ago(20), ago(0))).map(({ day }) => day)).toEqual([ago(14), ago(12)]);
    expect((await days(ago(14), ago(14)))[0]?.values.composite_score).toBe(86.1);
  });

  it('are still in the history when it is made anew', async () => {
    const of14 = () =>
      parts.history.periods(organizationId, [people.priya.id], { type: 'week', from: ago(14), to: ago(13) });
    const before = await of14();
    expect(before).toMatchObject([{ daysWorked: 1, averages: { composite_score: 86.1 } }]);
    await look('DELETE FROM performance_history');
    await parts.history.refresh(organizationId, { from: ago(40), to: ago(0) });
    expect(await of14()).toEqual(before);
  });

  it('what comes late for such a month counts at once, and joins the archive with the next run', async () => {
    await parts.figures.record(organizationId, [
      { agentId: people.priya.id, day: ago(14), values: { ...values, quality_score: 95.5 } },
      { agentId: people.daniel.id, day: ago(14), values },
    ]);
    await parts.history.refresh(organizationId, month(14));
    expect((await days(ago(14), ago(14))).map((day) => day.values.quality_score)).toEqual([95.5]);
    const weeks = () =>
      parts.history.periods(organizationId, [people.priya.id, people.daniel.id], {
        type: 'week',
        from: ago(14),
        to: ago(13),
      });
    const counted = await weeks();
    expect(counted.map(({ daysWorked, averages }) => [daysWorked, averages.quality_score]).sort()).toEqual([
      [1, 85.5],
      [1, 95.5],
    ]);
    expect(await archiveFigures(deps())).toBe(1);
    expect(
      await look('SELECT count(*)::int AS n FROM performance_metrics WHERE metric_date <= $1', ago(14)),
    ).toEqual([{ n: 0 }]);
    expect((await archived()).map(({ composite }) => composite).sort()).toEqual([86.1, 86.1, 86.1, 88.1]);
    await parts.history.refresh(organizationId, month(14));
    expect(await weeks()).toEqual(counted);
  });

  it('no other organisation reads them, not even past their table in a month’s own', async () => {
    const other = (await peopledOrganization(world, 'A2')).organizationId;
    const tables = await look(
      `SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'performance_metrics_archive'::regclass`,
    );
    expect(tables.length).toBe(3);
    for (const name of ['performance_metrics_archive', ...tables.map((table) => String(table['name']))]) {
      const read = pool.runInScope({ organizationId: other }, { text: `SELECT * FROM ${name}` });
      // A month has no grant of its own; its parent's rows are another tenant's.
      expect(
        await read.then(
          ({ rowCount }) => rowCount ?? 0,
          () => 0,
        ),
      ).toBe(0);
    }
  });

  it('are in the export of the person whose they are', async () => {
    const { files } = await exportMyData(
      { ...rig.deps, audit: world.audit },
      { actor: toActor(people.priya), surface: 'test' },
    );
    const text = files.map((file) => file.text).join('\n');
    expect(text).toContain(ago(14));
    expect(text).toContain(ago(30));
  });

  it('go for good after three years, with the periods made of them; a dry run only counts them', async () => {
    const retain = (dryRun: boolean) =>
      runRetention({ ...deps(), retention: rig.deps.retention, periods }, organizationId, { dryRun });
    const counted = await retain(true);
    expect(counted['performance_metrics_archive']).toEqual({ deleted: 1 });
    expect(counted['performance_history']).toEqual({ deleted: 3 });
    expect((await archived()).length).toBe(4);
    expect(await retain(false)).toMatchObject(counted);
    expect((await archived()).map(({ day }) => day)).toEqual([ago(30), ago(14), ago(14)]);
    expect(Object.keys(await retain(false))).not.toContain('performance_history');
  });

  it('go with the person who is deleted', async () => {
    await erasePerson(
      { ...rig.deps, users: world.users, audit: world.audit },
      { actor: toActor(people.priya), userId: people.priya.id, key: newId(), surface: 'test' },
    );
    expect(
      await look(
        'SELECT count(*)::int AS n FROM performance_metrics_archive WHERE agent_id = $1',
        people.priya.id,
      ),
    ).toEqual([{ n: 0 }]);
    expect(
      await look('SELECT count(*)::int AS n FROM performance_history WHERE agent_id = $1', people.priya.id),
    ).toEqual([{ n: 0 }]);
    expect((await archived()).length).toBe(1);
  });
});
