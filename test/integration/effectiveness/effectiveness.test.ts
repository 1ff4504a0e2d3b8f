import { measureDue } from '../../../src/coaching/effectiveness/measure-due.ts';
import type { EffectivenessRepository } from '../../../src/coaching/effectiveness/ports.ts';
import { casesToReview, reviewCase } from '../../../src/coaching/effectiveness/review-case.ts';
import { whatWorked } from '../../../src/coaching/effectiveness/what-worked.ts';
import { shiftDay } from '../../../src/coaching/performance/own-scores.ts';
import { toActor, type User } from '../../../src/coaching/people/user.ts';
import { openDispatcher } from '../../../src/data/dispatcher.ts';
import { createEffectivenessRepository } from '../../../src/data/effectiveness/effectiveness-repository.ts';
import { createMetricRepository } from '../../../src/data/performance/metric-repository.ts';
import { openScopedPool } from '../../../src/data/scoped-pool.ts';
import { createMeasureEffectivenessHandler } from '../../../src/workers/jobs/measure-effectiveness.handler.ts';
import { ManualClock } from '../../support/fakes/manual-clock.ts';
import { openPostgresWorld, type PostgresWorld } from '../../support/postgres-world.ts';
import { peopledOrganization } from '../../support/world.ts';

const on = '2026-03-02';
let world: PostgresWorld;
let pool: ReturnType<typeof openScopedPool>;
let effectiveness: EffectivenessRepository;
let figures: ReturnType<typeof createMetricRepository>;
let dispatcher: ReturnType<typeof openDispatcher>;
let organizationId: string;
let leader: User;
let team: User[];

beforeAll(async () => {
  world = await openPostgresWorld();
  pool = openScopedPool(world.database.urls.app, { max: 4 });
  effectiveness = createEffectivenessRepository(pool);
  figures = createMetricRepository(pool);
  dispatcher = openDispatcher(world.database.urls.dispatcher, world.box);
  const { organizationId: id, people } = await peopledOrganization(world, 'T1');
  organizationId = id;
  leader = people.theo;
  await world.users.upsertMany(
    id,
    Array.from({ length: 6 }, (_unused, index) => ({
      email: `agent${index}@example.test`,
      name: `Agent ${index}`,
      role: 'AGENT',
      jobFamily: 'CSR',
      timezone: 'UTC',
      teamLeaderId: leader.id,
    })),
  );
  team = (await world.users.list(id)).filter(({ name }) => name.startsWith('Agent '));
});
afterAll(async () => {
  await Promise.all([pool.close(), dispatcher.close()]);
  await world.close();
});

const at = (day: string) => new ManualClock(`${day}T06:00:00.000Z`);
const depsOn = (day: string) => ({ effectiveness, figures, clock: at(day) });

/** From 14 days before to so many after: 300 s, then `after`. */
async function record(person: User, after: number, until = 20, from = on): Promise<void> {
  const rows = Array.from({ length: until + 14 }, (_unused, index) => index - 14).map((offset) => ({
    agentId: person.id,
    day: shiftDay(from, offset),
    values: { aht: offset < 0 ? 300 : after },
  }));
  await figures.record(organizationId, rows);
}
const begin = (person: User, method: string, change: { issue?: 'aht' | 'fcr'; on?: string } = {}) =>
  effectiveness.begin(organizationId, {
    agentId: person.id,
    leaderId: leader.id,
    issue: 'aht',
    on,
    ...change,
    method,
  });
const stored = async () =>
  (
    await pool.runInScope<{ agent_id: string; improvement: number | null; next: string | null; at: Date }>(
      { organizationId },
      {
        text: `SELECT agent_id, improvement_percent::float8 AS improvement, next_due_on::text AS next, updated_at AS at
                 FROM coaching_effectiveness ORDER BY created_at, id`,
      },
    )
  ).rows;

it('is measured when due: too early nothing, then once however often the job runs, and anew for late figures', async () => {
  const [person] = team;
  if (person === undefined) throw new Error('nobody');
  await record(person, 240);
  await begin(person, 'Side-by-side');
  // Noted again, as by an import that is brought twice.
  await begin(person, 'side-by-side');
  expect(await stored()).toEqual([expect.objectContaining({ improvement: null, next: '2026-03-17' })]);

  expect(await dispatcher.dueEffectiveness('2026-03-16', 10)).toEqual([]);
  expect(await measureDue(depsOn('2026-03-16'), organizationId)).toBe(0);
  expect(await dispatcher.dueEffectiveness('2026-03-17', 10)).toEqual([organizationId]);
  const enqueued: unknown[] = [];
  const job = createMeasureEffectivenessHandler({
    ...depsOn('2026-03-17'),
    queue: {
      enqueue: (name, payload) => {
        enqueued.push({ name, payload });
        return Promise.resolve();
      },
    },
    due: (today, limit) => dispatcher.dueEffectiveness(today, limit),
  });
  const { signal } = new AbortController();
  await job({}, signal);
  // Ids alone travel.
  expect(enqueued).toEqual([{ name: 'effectiveness.measure', payload: { organizationId } }]);
  await Promise.all([job({ organizationId }, signal), job({ organizationId }, signal)]);
  const first = await stored();
  expect(first).toEqual([expect.objectContaining({ improvement: 20, next: '2026-03-24' })]);
  await job({ organizationId }, signal);
  expect(await stored()).toEqual(first);

  await record(person, 270);
  await measureDue(depsOn('2026-03-24'), organizationId);
  expect(await stored()).toEqual([expect.objectContaining({ improvement: 10 })]);
  // A worker that was away for a year still comes to an end.
  await measureDue(depsOn('2027-03-24'), organizationId);
  expect(await stored()).toEqual([expect.objectContaining({ improvement: 10, next: null })]);
  // What was measured keeps its method.
  await begin(person, 'Something else');
  expect(await stored()).toHaveLength(2);
  await pool.runInScope({ organizationId }, { text: 'DELETE FROM coaching_effectiveness' });
});

describe('“what has worked for handle time in this team?”', () => {
  const asked = (actor: User) =>
    whatWorked({ effectiveness, users: world.users }, toActor(actor), { issue: 'aht', which: 'team' });

  it('tells methods, cases, how many helped, the median and what lasted; and is silent below five cases', async () => {
    const after = [240, 270, 285, 298, 330, 255];
    for (const [index, person] of team.entries()) {
      await record(person, after[index] ?? 0, 60);
      if (index < 4) await begin(person, 'Role-play');
    }
    await measureDue(depsOn('2026-04-20'), organizationId);
    expect((await asked(leader)).methods).toEqual([]);
    const [, , , , fifth, sixth] = team;
    if (fifth === undefined || sixth === undefined) throw new Error('nobody');
    await begin(fifth, 'role-play');
    await begin(sixth, 'Call listening');
    await measureDue(depsOn('2026-04-20'), organizationId);
    // 20, 10, 5, 0.67 and -10 percent; 2 s less are no change.
    const told = { method: 'Role-play', cases: 5, helped: 3, medianImprovement: 5, medianChange: -15 };
    // Only three were looked at again after 30 days: too few to say.
    expect(await asked(leader)).toEqual({ issue: 'aht', which: 'team', methods: [told] });
    const lasting = `UPDATE coaching_effectiveness SET sustained_30 = (improvement_percent > 0) WHERE improvement_percent IS NOT NULL`;
    await pool.runInScope({ organizationId }, { text: lasting });
    expect((await asked(leader)).methods).toEqual([{ ...told, sustained30: { held: 4, of: 5 } }]);
  });

  it('five cases of one person are that person: nothing is said', async () => {
    const [person] = team;
    if (person === undefined) throw new Error('nobody');
    for (const week of [0, 1, 2, 3, 4]) {
      const day = shiftDay('2025-03-03', week * 35);
      await record(person, 200, 20, day);
      await begin(person, 'Shadowing', { on: day });
    }
    await measureDue(depsOn('2026-04-20'), organizationId);
    const { methods } = await asked(leader);
    expect(methods.map(({ method }) => method)).toEqual(['Role-play']);
  });

  it('of another organisation, of another team and for who leads nobody there is nothing', async () => {
    const { organizationId: otherId, people } = await peopledOrganization(world, 'T2');
    const ids = team.map(({ id }) => id);
    expect(await effectiveness.worked(otherId, ids, 'aht')).toEqual([]);
    expect((await asked(people.theo)).methods).toEqual([]);
    const priya = (await world.users.findByEmail(organizationId, 'priya@example.test')) ?? leader;
    await expect(asked(priya)).rejects.toMatchObject({ code: 'EFFECT_001' });
  });
});

it('the leader’s words on what helped stay when it is measured again, and are another leader’s by no way', async () => {
  const deps = { effectiveness, users: world.users, audit: world.audit };
  const actor = toActor(leader);
  const [one] = await casesToReview(deps, actor);
  if (one === undefined) throw new Error('nothing was measured');
  const input = {
    id: one.id,
    helped: '- short calls\n- daily',
    hindered: '',
    recommended: true,
    surface: 'slack',
  };
  await reviewCase(deps, { ...input, actor });
  await pool.runInScope(
    { organizationId },
    { text: `UPDATE coaching_effectiveness SET next_due_on = '2026-04-21' WHERE id = $1`, values: [one.id] },
  );
  await measureDue(depsOn('2026-04-21'), organizationId);
  expect(await effectiveness.find(organizationId, one.id)).toMatchObject({
    recommended: true,
    successFactors: ['said:short calls', 'said:daily'],
    failureFactors: [],
  });
  const omar = (await world.users.findByEmail(organizationId, 'omar@example.test')) ?? leader;
  const admin = (await world.users.findByEmail(organizationId, 'ada@example.test')) ?? leader;
  for (const other of [omar, admin])
    await expect(reviewCase(deps, { ...input, actor: toActor(other) })).rejects.toMatchObject({
      code: 'EFFECT_003',
    });
  expect(await casesToReview(deps, toActor(omar))).toEqual([]);
  const log = await world.audited(organizationId);
  expect(log.filter(({ action }) => action === 'effectiveness.review')).toHaveLength(1);
});
