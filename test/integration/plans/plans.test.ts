import { createPerformanceParts } from '../../../src/app/create-performance.ts';
import { toActor } from '../../../src/coaching/people/user.ts';
import { approvePlan } from '../../../src/coaching/plans/approve-plan.ts';
import type { PlanInput } from '../../../src/coaching/plans/change-plan.ts';
import { draftPlan } from '../../../src/coaching/plans/draft-plan.ts';
import { endPlan } from '../../../src/coaching/plans/end-plan.ts';
import { holdCheckIn } from '../../../src/coaching/plans/hold-check-in.ts';
import { openPlan } from '../../../src/coaching/plans/plan-access.ts';
import type { PlanRecord } from '../../../src/coaching/plans/plan-record.ts';
import { exportMyData } from '../../../src/coaching/privacy/export-my-data.ts';
import { openDatabase } from '../../../src/data/database.ts';
import { openDispatcher } from '../../../src/data/dispatcher.ts';
import { createChatAddresses } from '../../../src/data/people/chat-addresses.ts';
import { createPlanStore } from '../../../src/data/plans/plan-store.ts';
import { createOwnDataReader } from '../../../src/data/privacy/own-data-reader.ts';
import { openScopedPool } from '../../../src/data/scoped-pool.ts';
import { createDateReader } from '../../../src/models/summaries/chrono-date-reader.ts';
import { newId } from '../../../src/shared/ids.ts';
import { createDeliverer } from '../../../src/turns/deliverer.ts';
import { createPlanPoster } from '../../../src/turns/plans/plan-poster.ts';
import { createStartPlanHandler } from '../../../src/workers/jobs/start-plan.handler.ts';
import { FakeChatPlatform } from '../../support/fakes/chat-platform.ts';
import { ManualClock } from '../../support/fakes/manual-clock.ts';
import { openPostgresWorld, type PostgresWorld } from '../../support/postgres-world.ts';
import { recordedLogger } from '../../support/recorded-log.ts';
import { peopledOrganization, type CastName } from '../../support/world.ts';

const secret = 'PLANTED-REASON';
let world: PostgresWorld;
let database: ReturnType<typeof openDatabase>;
let pool: ReturnType<typeof openScopedPool>;
let organizationId: string;
let people: Awaited<ReturnType<typeof peopledOrganization>>['people'];
let platform: FakeChatPlatform;
let deps: Parameters<typeof createPlanPoster>[0];
const clock = new ManualClock('2026-11-20T10:00:00Z');
const log = recordedLogger();

beforeAll(async () => {
  world = await openPostgresWorld();
  database = openDatabase(world.database.urls.app, { max: 3 });
  pool = openScopedPool(world.database.urls.app, { max: 3 });
  ({ organizationId, people } = await peopledOrganization(world, 'T1'));
  platform = new FakeChatPlatform({ clock });
  for (const who of ['priya', 'theo', 'maya'] as const)
    await world.identities.save(organizationId, 'slack', 'T1', `U-${who}`, people[who].id);
  deps = {
    ...createPerformanceParts({ database, pool }),
    planStore: createPlanStore(database),
    users: world.users,
    dates: createDateReader(),
    addresses: createChatAddresses(pool),
    platforms: new Map([['slack', platform]]),
    deliverer: createDeliverer({ deliveries: world.deliveries, logger: log.logger }),
    logger: log.logger,
    clock,
  };
});
afterAll(async () => {
  await Promise.all([database.close(), pool.close()]);
  await world.close();
});

const draft = (startOn: string) =>
  draftPlan(deps, {
    actor: toActor(people.theo),
    personId: people.priya.id,
    turnId: newId(),
    surface: 'test',
    fields: {
      reason: secret,
      startOn,
      length: 60,
      targets: 'quality 90',
      mandatory: '',
      recommended: '',
      checkIn: 'weekly',
    },
  });
const by = (who: CastName, plan: PlanRecord): PlanInput => ({
  actor: toActor(people[who]),
  planId: plan.id,
  version: plan.version,
  turnId: newId(),
  surface: 'test',
});
const exported = async (who: CastName): Promise<string> => {
  const own = await exportMyData(
    { ownData: createOwnDataReader({ pool, box: world.box }), audit: world.audit, clock },
    { actor: toActor(people[who]), surface: 'test' },
  );
  return JSON.stringify(own.files);
};

describe('a plan on PostgreSQL', () => {
  it('is in nobody’s own data while it is a draft, nor once it was put away as one', async () => {
    let plan = await draft('2026-12-01');
    plan = await approvePlan(deps, by('maya', plan));
    expect(await exported('priya')).not.toContain(secret);
    await endPlan(deps, { ...by('theo', plan), how: 'cancel', notes: '' });
    for (const who of ['priya', 'theo', 'maya'] as const) expect(await exported(who)).not.toContain(secret);
  });

  it('begins on its day by the job that the dispatcher finds due, is told once, and then stands in its person’s own data', async () => {
    const dispatcher = openDispatcher(world.database.urls.dispatcher, world.box);
    try {
      const { id, version } = await approvePlan(deps, by('maya', await draft('2026-11-21')));
      const queue = { enqueue: () => Promise.resolve() };
      const handler = createStartPlanHandler({ ...deps, planPoster: createPlanPoster(deps), queue });
      const run = () => handler({ organizationId, planId: id }, new AbortController().signal);
      await run();
      expect((await deps.planStore.find(organizationId, id))?.version).toBe(version);
      clock.advance(24 * 3_600_000);
      // The database's own clock says what is due: the test's plan began long before.
      expect(Array.isArray(await dispatcher.plansToStart(10))).toBe(true);
      await Promise.all([run(), run()]);
      await run();
    } finally {
      await dispatcher.close();
    }
    expect(
      platform
        .seen()
        .map(({ placeKey }) => placeKey)
        .sort(),
    ).toEqual(['slack:T1:dm-U-priya', 'slack:T1:dm-U-theo']);
    expect(await exported('priya')).toContain(secret);
    for (const who of ['theo', 'daniel', 'omar'] as const) expect(await exported(who)).not.toContain(secret);
  });

  it('leaves no word of itself in the ledger, the audit log, logs or people’s status', async () => {
    const [plan] = await deps.planStore.list(organizationId, [people.priya.id], { statuses: ['active'] });
    if (plan === undefined) throw new Error('no plan runs');
    await holdCheckIn(deps, { ...by('theo', plan), notes: 'PLANTED-NOTES' });
    const rows = await database.withScope({ organizationId }, async (client) => ({
      deliveries: await client.delivery.findMany(),
      audit: (await client.auditLog.findMany()).map(({ detail }) => detail),
      users: await client.user.findMany(),
    }));
    const text = JSON.stringify([rows, log.lines]);
    expect(text).not.toMatch(/PLANTED|quality|improve|\bpip\b/i);
    expect(JSON.stringify(rows.deliveries)).not.toContain(plan.id);
    expect(rows.users.every(({ status }) => status === 'ACTIVE')).toBe(true);
  });

  it('is not there for an admin of another organisation', async () => {
    const other = await peopledOrganization(world, 'T2');
    const [plan] = await deps.planStore.list(organizationId, [people.priya.id]);
    const eve = toActor(other.people.ada);
    await expect(openPlan(deps, eve, plan?.id ?? '')).rejects.toMatchObject({ code: 'PLAN_001' });
    await expect(
      openPlan(deps, { ...eve, organizationId: other.organizationId }, newId()),
    ).rejects.toMatchObject({ code: 'PLAN_001' });
  });
});
