import { scheduleCheckIn, stopCheckIns } from '../../../src/coaching/growth/schedule-check-in.ts';
import { createGoal } from '../../../src/coaching/growth/create-goal.ts';
import { endGoal } from '../../../src/coaching/growth/end-goal.ts';
import { askCheckIn, type AskCheckInDeps } from '../../../src/coaching/growth/ask-check-in.ts';
import type { GrowthDeps } from '../../../src/coaching/growth/growth-deps.ts';
import type { GrowthRepository } from '../../../src/coaching/growth/ports.ts';
import type { ChatAddresses } from '../../../src/coaching/people/chat-addresses.ts';
import { toActor } from '../../../src/coaching/people/user.ts';
import { openDatabase } from '../../../src/data/database.ts';
import { openDispatcher } from '../../../src/data/dispatcher.ts';
import { createGrowthRepository } from '../../../src/data/growth/growth-repository.ts';
import { createChatAddresses } from '../../../src/data/people/chat-addresses.ts';
import { openScopedPool } from '../../../src/data/scoped-pool.ts';
import { withConnection } from '../../../src/embedded/database-roles.ts';
import { chronoMomentReader } from '../../../src/models/follow-ups/chrono-moment-reader.ts';
import { createDateReader } from '../../../src/models/summaries/chrono-date-reader.ts';
import { newId } from '../../../src/shared/ids.ts';
import { createDeliverer } from '../../../src/turns/deliverer.ts';
import { createCheckInPoster } from '../../../src/turns/growth/check-in-poster.ts';
import { createAskCheckInHandler } from '../../../src/workers/jobs/ask-check-in.handler.ts';
import { FakeChatPlatform, refusal, unavailable } from '../../support/fakes/chat-platform.ts';
import { ManualClock } from '../../support/fakes/manual-clock.ts';
import { Life } from '../../support/fakes/mortal.ts';
import { openPostgresWorld, type PostgresWorld } from '../../support/postgres-world.ts';
import { messageTurn } from '../../support/make-turns.ts';
import { recordedLogger } from '../../support/recorded-log.ts';
import { peopledOrganization } from '../../support/world.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const secret = 'PLANTED-PHRASE';

let world: PostgresWorld;
let database: ReturnType<typeof openDatabase>;
let pool: ReturnType<typeof openScopedPool>;
let growth: GrowthRepository;
let addresses: ChatAddresses;
let organizationId: string;
let people: Awaited<ReturnType<typeof peopledOrganization>>['people'];
let clock: ManualClock;
let slack: FakeChatPlatform;
let teams: FakeChatPlatform;
let deps: GrowthDeps;
const log = recordedLogger();

beforeAll(async () => {
  world = await openPostgresWorld();
  database = openDatabase(world.database.urls.app, { max: 4 });
  pool = openScopedPool(world.database.urls.app, { max: 8 });
  growth = createGrowthRepository(database, pool);
  addresses = createChatAddresses(pool);
  ({ organizationId, people } = await peopledOrganization(world, 'T1'));
  await world.identities.save(organizationId, 'slack', 'T1', 'U-priya', people.priya.id);
});
afterAll(async () => {
  await Promise.all([database.close(), pool.close()]);
  await world.close();
});
beforeEach(() => {
  // A Friday, ten in the morning in London.
  clock = new ManualClock('2026-11-20T10:00:00.000Z');
  slack = new FakeChatPlatform({ clock });
  teams = new FakeChatPlatform({ clock, platform: 'teams' });
  deps = { growth, clock, dates: createDateReader(), moments: chronoMomentReader };
});

/** What one worker is made of; with a life, of ports that die with it. */
function worker(life = new Life(Infinity, 'after')): AskCheckInDeps {
  const deliverer = createDeliverer({ deliveries: life.hold(world.deliveries), logger: log.logger });
  const platforms = new Map([
    ['slack' as const, life.hold(slack)],
    ['teams' as const, life.hold(teams)],
  ]);
  const tell = createCheckInPoster({
    platforms,
    addresses: life.hold(addresses),
    deliverer,
    logger: log.logger,
  });
  return { growth: life.hold(growth), users: life.hold(world.users), clock, logger: log.logger, tell };
}

const owner = () => ({ organizationId, userId: people.priya.id });
const actor = () => toActor(people.priya);

/** A goal of Priya's with a check-in. */
async function goalWith(when: string): Promise<{ goalId: string; dueAt: Date }> {
  const goal = await growth.create(owner(), {
    title: `${secret} calls`,
    steps: [{ text: `${secret} step` }],
  });
  const { id: goalId, checkIn } = await scheduleCheckIn(deps, {
    actor: actor(),
    goalId: goal.id,
    turnId: newId(),
    words: when,
  });
  if (checkIn?.nextAt === undefined) throw new Error('no check-in');
  return { goalId, dueAt: checkIn.nextAt };
}
const ask = ({ goalId, dueAt }: { goalId: string; dueAt: Date }, by = worker()) =>
  askCheckIn(by, { ...owner(), goalId, dueAt });
const find = (goalId: string) => growth.find(owner(), goalId);
const until = (at: Date, plusMs = 0): void => {
  clock.advance(at.getTime() - clock.now().getTime() + plusMs);
};
const shown = (platform = slack): string => JSON.stringify(platform.seen().map(({ message }) => message));

it('does nothing before its time', async () => {
  const due = await goalWith('every Friday at 9');
  until(due.dueAt, -1);
  expect(await ask(due)).toBe('nothing');
  expect(slack.seen()).toEqual([]);
});

it('comes into the person’s direct message when it is due, with one open question and a neutral preview', async () => {
  const due = await goalWith('every Friday at 9');
  expect(due.dueAt).toEqual(new Date('2026-11-27T09:00Z'));
  until(due.dueAt);
  expect(await ask(due)).toBe('asked');
  const [message, ...others] = slack.seen();
  expect(others).toEqual([]);
  expect(message?.placeKey).toBe('slack:T1:dm-U-priya');
  expect(message?.message?.summary).toBe('Your check-in is here.');
  expect(shown().match(/\?/g)).toHaveLength(1);
  for (const words of ['What happened with', 'Ask me tomorrow', 'Stop check-ins', 'Only you can see this'])
    expect(shown()).toContain(words);
  expect(await find(due.goalId)).toMatchObject({
    checkIns: 1,
    askedAt: clock.now(),
    checkIn: { nextAt: new Date('2026-12-04T09:00Z') },
  });
});

it('is asked once, however often and by however many it is run', async () => {
  const due = await goalWith('every other Friday at 9');
  until(due.dueAt, 60_000);
  const outcomes = await Promise.all([ask(due), ask(due), ask(due)]);
  expect(outcomes.filter((one) => one === 'asked')).toHaveLength(1);
  expect(await ask(due)).toBe('nothing');
  const handler = createAskCheckInHandler(worker());
  const payload = { ...owner(), goalId: due.goalId, dueAt: due.dueAt.toISOString() };
  await handler(payload, new AbortController().signal);
  await handler(payload, new AbortController().signal);
  expect(slack.seen()).toHaveLength(1);
});

it.each(['before', 'after'] as const)(
  'is asked once by those who come after a worker that was killed, %s whatever call',
  async (when) => {
    for (let diesAt = 1; diesAt <= 12; diesAt += 1) {
      clock = new ManualClock('2026-11-20T10:00:00.000Z');
      slack = new FakeChatPlatform({ clock });
      deps = { ...deps, clock };
      const due = await goalWith('every Friday at 9');
      until(due.dueAt);
      const life = new Life(diesAt, when);
      await ask(due, worker(life)).catch(() => undefined);
      clock.advance(3 * 60_000);
      await ask(due);
      expect([diesAt, slack.seen().length, (await find(due.goalId))?.checkIns]).toEqual([diesAt, 1, 1]);
      if (!life.dead) return;
    }
  },
);

it('is not taken over from a worker that is still at it', async () => {
  const due = await goalWith('every Friday at 9');
  until(due.dueAt);
  await growth.claimCheckIn(owner(), due.goalId, {
    dueAt: due.dueAt,
    now: clock.now(),
    deadBefore: new Date(0),
  });
  clock.advance(60_000);
  expect(await ask(due)).toBe('nothing');
});

it('more than a day late is skipped to the next, which says so', async () => {
  const due = await goalWith('every Friday at 9');
  until(due.dueAt, 25 * hourMs);
  expect(await ask(due)).toBe('missed');
  expect(slack.seen()).toEqual([]);
  const next = (await find(due.goalId))?.checkIn?.nextAt ?? new Date(0);
  expect(next).toEqual(new Date('2026-12-04T09:00Z'));
  until(next);
  expect(await ask({ ...due, dueAt: next })).toBe('asked');
  expect(shown()).toContain('I could not ask you on Fri 27 Nov 2026, 09:00');
  const after = (await find(due.goalId))?.checkIn?.nextAt ?? new Date(0);
  until(after);
  slack = new FakeChatPlatform({ clock });
  await ask({ ...due, dueAt: after });
  expect(shown()).not.toContain('could not ask');
});

it('the only one is asked late, and says so; after a week it is let go', async () => {
  const due = await goalWith('tomorrow at 9');
  until(due.dueAt, 30 * hourMs);
  expect(await ask(due)).toBe('asked');
  expect(shown()).toContain('I meant to ask you on Sat 21 Nov 2026, 09:00');
  expect((await find(due.goalId))?.checkIn).toEqual({
    every: 'once',
    first: { date: '2026-11-21', time: '09:00' },
  });
  const other = await goalWith('tomorrow at 9');
  until(other.dueAt, 8 * dayMs);
  expect(await ask(other)).toBe('missed');
  expect(slack.seen()).toHaveLength(1);
});

it('is not asked when it was moved, stopped, or the goal has ended', async () => {
  const [moved, stopped, ended] = [
    await goalWith('every Friday at 9'),
    await goalWith('every Friday at 9'),
    await goalWith('every Friday at 9'),
  ];
  const of = (goalId: string) => ({ actor: actor(), goalId, turnId: newId() });
  await scheduleCheckIn(deps, { ...of(moved.goalId), words: 'every Monday at 10' });
  await stopCheckIns(deps, of(stopped.goalId));
  await endGoal(deps, { ...of(ended.goalId), how: 'achieved' });
  until(moved.dueAt);
  for (const due of [moved, stopped, ended]) expect(await ask(due)).toBe('nothing');
  expect(slack.seen()).toEqual([]);
});

it('waits while the platform is away, and goes on by the calendar where the person cannot be reached', async () => {
  const due = await goalWith('every Friday at 9');
  until(due.dueAt);
  slack.failNext({ call: 'post', when: 'before', error: unavailable() });
  expect(await ask(due)).toBe('later');
  clock.advance(3 * 60_000);
  expect(await ask(due)).toBe('asked');
  const other = await goalWith('every Friday at 9');
  until(other.dueAt);
  slack.failNext({ call: 'post', when: 'before', error: refusal('SLACK_UNREACHABLE') });
  expect(await ask(other)).toBe('missed');
  expect((await find(other.goalId))?.checkIn?.nextAt?.getTime()).toBeGreaterThan(other.dueAt.getTime());
});

it('waits for a person whom the bot never met, and asks nobody who left', async () => {
  const daniel = { organizationId, userId: people.daniel.id };
  const goal = await createGoal(deps, { actor: toActor(people.daniel), words: 'x' });
  const at = { actor: toActor(people.daniel), goalId: goal.id, turnId: newId(), words: 'every Friday at 9' };
  const dueAt = (await scheduleCheckIn(deps, at)).checkIn?.nextAt ?? new Date(0);
  until(dueAt);
  expect(await askCheckIn(worker(), { ...daniel, goalId: goal.id, dueAt })).toBe('later');
  clock.advance(3 * 60_000);
  const gone = {
    ...worker(),
    users: { findById: () => Promise.resolve({ ...people.daniel, status: 'TERMINATED' as const }) },
  };
  expect(await askCheckIn(gone, { ...daniel, goalId: goal.id, dueAt })).toBe('missed');
  expect((await growth.find(daniel, goal.id))?.checkIn?.nextAt).toBeUndefined();
  expect([...slack.seen(), ...teams.seen()]).toEqual([]);
});

it('goes where the person last talked with the bot', async () => {
  await world.organizations.bindInstallation(organizationId, 'teams', 'tenant-1');
  await world.identities.save(organizationId, 'teams', 'tenant-1', '29:priya', people.priya.id);
  const place = (platform: string, installation: string, channelId: string) => ({
    key: `${platform}:${installation}:${channelId}`,
    kind: 'direct' as const,
    channelId,
  });
  const at = (platform: 'slack' | 'teams', installationId: string, id: string) =>
    world.intake(
      messageTurn({
        platform,
        installationId,
        platformUserId: id,
        place: place(platform, installationId, `dm-${id}`),
      }),
      { addressed: true },
    );
  await at('teams', 'tenant-1', '29:priya');
  await at('slack', 'T1', 'U-priya');
  const first = await goalWith('every Friday at 9');
  until(first.dueAt);
  await ask(first);
  expect([slack.seen().length, teams.seen().length]).toEqual([1, 0]);
  await at('teams', 'tenant-1', '29:priya');
  const second = await goalWith('every Friday at 9');
  until(second.dueAt);
  await ask(second);
  expect([slack.seen().length, teams.seen().length]).toEqual([1, 1]);
});

it('is found by the sweep when it is due, by ids and times alone', async () => {
  const dispatcher = openDispatcher(world.database.urls.dispatcher, world.box);
  try {
    const { goalId } = await goalWith('every Friday at 9');
    const due = async () => (await dispatcher.dueCheckIns(500)).filter((one) => one.goalId === goalId);
    expect(await due()).toEqual([]);
    await withConnection(world.database.superuserUrl, (client) =>
      client.query(`UPDATE growth_goals SET next_check_in_at = now() - interval '1 hour' WHERE id = $1`, [
        goalId,
      ]),
    );
    const [found] = await due();
    expect(found).toEqual({ ...owner(), goalId, dueAt: expect.any(String) as string });
    // What the database holds to the microsecond is found by what the sweep saw of it.
    const dueAt = new Date(found?.dueAt ?? 0);
    until(dueAt, 60_000);
    expect(await ask({ goalId, dueAt })).toBe('asked');
    expect(await due()).toEqual([]);
  } finally {
    await dispatcher.close();
  }
});

it('leaves no word of a goal in the ledger, the audit log or a log; raw SQL shows goals to nobody else', async () => {
  const planted = `%${secret}%`;
  const holding = await withConnection(world.database.superuserUrl, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
    );
    const found: string[] = [];
    for (const { name } of rows) {
      const hit = await client.query(`SELECT 1 FROM ${name} t WHERE t::text LIKE $1 LIMIT 1`, [planted]);
      if ((hit.rowCount ?? 0) > 0) found.push(name);
    }
    return found.toSorted();
  });
  expect(holding).toEqual(['growth_goals', 'growth_steps']);
  expect(JSON.stringify(log.lines)).not.toContain(secret);
  for (const who of ['theo', 'maya', 'ada'] as const) {
    const scope = { organizationId, userId: people[who].id };
    for (const table of ['growth_goals', 'growth_steps', 'growth_notes']) {
      const { rows } = await pool.runInScope(scope, {
        text: `SELECT 1 FROM ${table} WHERE user_id <> $1`,
        values: [people[who].id],
      });
      expect(rows).toEqual([]);
    }
  }
});
