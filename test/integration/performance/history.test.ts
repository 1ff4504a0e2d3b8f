import fc from 'fast-check';
import { addDays, differenceInCalendarDays, format, parseISO } from 'date-fns';
import { createPerformanceParts, type PerformanceParts } from '../../../src/app/create-performance.ts';
import { periodTypes, type PeriodFigures } from '../../../src/coaching/performance/history-ports.ts';
import type { User } from '../../../src/coaching/people/user.ts';
import { openDatabase, type Database } from '../../../src/data/database.ts';
import { openScopedPool, type ScopedPool } from '../../../src/data/scoped-pool.ts';
import { withConnection } from '../../../src/embedded/database-roles.ts';
import { periodsByHand, type Hundredths } from '../../support/period-reference.ts';
import { openPostgresWorld, type PostgresWorld } from '../../support/postgres-world.ts';
import { peopledOrganization, type CastName } from '../../support/world.ts';

let world: PostgresWorld;
let database: Database;
let pool: ScopedPool;
let parts: PerformanceParts;
let organizationId: string;
let people: Record<CastName, User>;

beforeAll(async () => {
  world = await openPostgresWorld();
  database = openDatabase(world.database.urls.app, { max: 2 });
  pool = openScopedPool(world.database.urls.app, { max: 3 });
  parts = createPerformanceParts({ database, pool });
  ({ organizationId, people } = await peopledOrganization(world, 'H1'));
});
afterAll(async () => {
  await Promise.all([database.close(), pool.close()]);
  await world.close();
});

const sql = (text: string, values: unknown[] = []) =>
  withConnection(world.database.superuserUrl, (client) =>
    client.query<Record<string, unknown>>(text, values),
  );
const everyPeriod = { from: '2000-01-01', to: '2100-01-01' };
async function kept(agentId: string): Promise<PeriodFigures[]> {
  const all = await Promise.all(
    periodTypes.map((type) => parts.history.periods(organizationId, [agentId], { type, ...everyPeriod })),
  );
  return all.flat();
}
const inOrder = (periods: readonly PeriodFigures[]) =>
  [...periods].sort((one, other) => `${one.type}${one.ending}`.localeCompare(`${other.type}${other.ending}`));

const start = parseISO('2024-11-04');
const dayAt = (offset: number): string => format(addDays(start, offset), 'yyyy-MM-dd');
const score = fc.option(fc.integer({ min: 0, max: 10_000 }), { nil: undefined, freq: 9 });
const figures = fc.record(
  {
    service_score: score,
    productivity_score: score,
    quality_score: score,
    attendance_rate: score,
    adherence_score: score,
    csat: fc.integer({ min: 100, max: 500 }),
    fcr: score,
    aht: fc.integer({ min: 1, max: 900 }).map((seconds) => seconds * 100),
    qa_score: score,
  },
  { requiredKeys: [] },
);
/** Days written, changed or taken away together, as an import or its undo does it; over New Year and both quarters around it. */
const change = fc.record({
  who: fc.constantFrom<CastName>('priya', 'daniel'),
  from: fc.integer({ min: 0, max: 170 }),
  days: fc.array(fc.option(figures, { nil: undefined, freq: 4 }), { minLength: 1, maxLength: 25 }),
  everybody: fc.boolean(),
});

describe('weeks, months and quarters', () => {
  it('are what the days say, after any course of writing, changing and taking away', async () => {
    const days = new Map<CastName, Map<string, Hundredths>>([
      ['priya', new Map()],
      ['daniel', new Map()],
    ]);
    await fc.assert(
      fc.asyncProperty(change, async ({ who, from, days: changes, everybody }) => {
        const own = days.get(who) ?? new Map<string, Hundredths>();
        const written: { agentId: string; day: string; values: Hundredths }[] = [];
        for (const [offset, values] of changes.entries()) {
          const day = dayAt(from + offset);
          own.delete(day);
          if (values === undefined) continue;
          const given = Object.fromEntries(
            Object.entries(values).filter((entry): entry is [string, number] => entry[1] !== undefined),
          );
          own.set(day, given);
          written.push({
            agentId: people[who].id,
            day,
            values: Object.fromEntries(Object.entries(given).map(([name, value]) => [name, value / 100])),
          });
        }
        const range = { from: dayAt(from), to: dayAt(from + changes.length - 1) };
        await sql('DELETE FROM performance_metrics WHERE agent_id = $1 AND metric_date BETWEEN $2 AND $3', [
          people[who].id,
          range.from,
          range.to,
        ]);
        await parts.figures.record(organizationId, written);
        await parts.history.refresh(organizationId, {
          ...range,
          ...(everybody ? {} : { agentIds: [people[who].id] }),
        });
        for (const [name, known] of days) {
          const { id } = people[name];
          expect(inOrder(await kept(id))).toEqual(inOrder(periodsByHand(id, known)));
        }
      }),
      { numRuns: 40, endOnFailure: true },
    );
  });

  it('a second refresh writes nothing', async () => {
    const stamps = async () =>
      (await sql('SELECT xmin::text, ctid::text FROM performance_history ORDER BY 1, 2')).rows;
    await parts.history.refresh(organizationId, { from: dayAt(0), to: dayAt(200) });
    const before = await stamps();
    await parts.history.refresh(organizationId, { from: dayAt(0), to: dayAt(200) });
    expect(await stamps()).toEqual(before);
    expect(before.length).toBeGreaterThan(20);
  });

  it('the running period is there, and two refreshes at once leave what the days say', async () => {
    const { id } = people.theo;
    const parts_ = {
      service_score: 80,
      productivity_score: 80,
      quality_score: 80,
      attendance_rate: 80,
      adherence_score: 80,
    };
    await Promise.all(
      ['2026-11-18', '2026-11-19', '2026-11-20'].map(async (day, index) => {
        await parts.figures.record(organizationId, [
          { agentId: id, day, values: { ...parts_, quality_score: 70 + 10 * index } },
        ]);
        await parts.history.refresh(organizationId, { from: day, to: day });
      }),
    );
    const [week] = await parts.history.periods(organizationId, [id], {
      type: 'week',
      from: '2026-11-16',
      to: '2026-11-22',
    });
    expect(week).toMatchObject({
      ending: '2026-11-22',
      daysWorked: 3,
      averages: { quality_score: 80, composite_score: 80 },
      trends: {},
      variance: 2.67,
    });
  });

  it('of another organisation nobody reads or touches anything', async () => {
    const other = (await peopledOrganization(world, 'H2')).organizationId;
    const before = await kept(people.priya.id);
    await parts.history.refresh(other, { from: dayAt(0), to: dayAt(200) });
    expect(await kept(people.priya.id)).toEqual(before);
    expect(await parts.history.periods(other, [people.priya.id], { type: 'week', ...everyPeriod })).toEqual(
      [],
    );
    expect(differenceInCalendarDays(parseISO(dayAt(200)), start)).toBe(200);
  });
});
