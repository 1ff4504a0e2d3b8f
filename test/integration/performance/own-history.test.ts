import { createPerformanceParts, type PerformanceParts } from '../../../src/app/create-performance.ts';
import { seedFigures } from '../../../src/app/seed-figures.ts';
import type { User } from '../../../src/coaching/people/user.ts';
import { openDatabase, type Database } from '../../../src/data/database.ts';
import { openScopedPool, type ScopedPool } from '../../../src/data/scoped-pool.ts';
import { withConnection } from '../../../src/embedded/database-roles.ts';
import { newId } from '../../../src/shared/ids.ts';
import { ManualClock } from '../../support/fakes/manual-clock.ts';
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
  pool = openScopedPool(world.database.urls.app, { max: 2 });
  parts = createPerformanceParts({ database, pool });
  ({ organizationId, people } = await peopledOrganization(world, 'T1'));
});
afterAll(async () => {
  await Promise.all([database.close(), pool.close()]);
  await world.close();
});

const own = (who: CastName) => ({ organizationId, userId: people[who].id });
const sql = (text: string, values: unknown[] = []) =>
  withConnection(world.database.superuserUrl, (client) => client.query(text, values));
const at = (iso: string) => new Date(`2026-11-${iso}Z`);

/** A session led by Theo, with Priya in it. */
async function session(status: 'held' | 'scheduled', date: string, scheduledAt?: Date, approvedAt?: Date) {
  const [id, participant] = [newId(), newId()];
  await sql(
    `INSERT INTO coaching_sessions (id, organization_id, facilitator_id, session_type, title, session_date, meeting_status, scheduled_at, upload_key)
     VALUES ($1, $2, $3, 'REGULAR', 'Talk', $4, $5, $6, $7)`,
    [id, organizationId, people.theo.id, date, status, scheduledAt ?? null, `key-${id}`],
  );
  await sql(
    `INSERT INTO session_participants (id, organization_id, session_id, name, user_id, turns, position)
     VALUES ($1, $2, $3, 'Priya', $4, 1, 0)`,
    [participant, organizationId, id, people.priya.id],
  );
  if (approvedAt !== undefined)
    await sql(
      `INSERT INTO summaries (organization_id, session_id, participant_id, state, version, approved_at)
       VALUES ($1, $2, $3, 'approved', 1, $4)`,
      [organizationId, id, participant, approvedAt],
    );
}

describe('what happened around a person', () => {
  it('remembers when they last looked, for themselves alone, and never backwards', async () => {
    expect(await parts.ownHistory.seenAt(own('priya'))).toBeUndefined();
    await parts.ownHistory.markSeen(own('priya'), at('18T09:00:00'));
    await parts.ownHistory.markSeen(own('priya'), at('17T09:00:00'));
    expect(await parts.ownHistory.seenAt(own('priya'))).toEqual(at('18T09:00:00'));
    expect(await parts.ownHistory.seenAt(own('ada'))).toBeUndefined();
    // Not even by naming somebody else.
    const { rows } = await pool.runInScope(
      { organizationId, userId: people.ada.id },
      { text: 'SELECT * FROM own_data_views' },
    );
    expect(rows).toEqual([]);
  });

  it('knows the last session that took place, for who was there and who led it', async () => {
    const now = at('20T09:00:00');
    expect(await parts.ownHistory.lastSession(own('priya'), now)).toBeUndefined();
    await session('held', '2026-11-05');
    await session('held', '2026-11-12', at('12T14:00:00'), at('13T08:00:00'));
    await session('scheduled', '2026-11-24', at('24T14:00:00'));
    const expected = { date: '2026-11-12', at: at('12T14:00:00') };
    expect(await parts.ownHistory.lastSession(own('priya'), now)).toEqual(expected);
    expect(await parts.ownHistory.lastSession(own('theo'), now)).toEqual(expected);
    expect(await parts.ownHistory.lastSession(own('daniel'), now)).toBeUndefined();
    // Where only its day is known, it ends with that day, and not in the future.
    expect(await parts.ownHistory.lastSession(own('priya'), at('10T09:00:00'))).toEqual({
      date: '2026-11-05',
      at: at('06T00:00:00'),
    });
    await session('held', '2026-11-20');
    expect((await parts.ownHistory.lastSession(own('priya'), now))?.at).toEqual(now);
  });

  it('tells the summaries that were approved for them, and nobody else’s', async () => {
    const since = (who: CastName, from: string) => parts.ownHistory.summariesSince(own(who), at(from));
    expect(await since('priya', '12T00:00:00')).toEqual([{ title: 'Talk', date: '2026-11-12' }]);
    expect(await since('priya', '14T00:00:00')).toEqual([]);
    expect(await since('daniel', '01T00:00:00')).toEqual([]);
  });

  it('tells their own action items that are new or done', async () => {
    const item = (title: string, state: string, who: CastName, createdAt: string, completedAt?: string) =>
      sql(
        `INSERT INTO action_items (organization_id, title, owner_user_id, state, created_at, completed_at) VALUES ($1, $2, $3, $4, $5, $6)`,
        [
          organizationId,
          title,
          people[who].id,
          state,
          at(createdAt),
          completedAt === undefined ? null : at(completedAt),
        ],
      );
    await item('new', 'open', 'priya', '13T09:00:00');
    await item('done now', 'completed', 'priya', '01T09:00:00', '14T09:00:00');
    await item('done before', 'verified', 'priya', '01T09:00:00', '02T09:00:00');
    await item('dropped', 'cancelled', 'priya', '13T09:00:00');
    await item('hers', 'open', 'daniel', '13T09:00:00');
    expect(await parts.ownHistory.itemsSince(own('priya'), at('12T00:00:00'))).toEqual({
      added: ['new'],
      done: ['done now'],
    });
  });
});

describe('the demo’s figures', () => {
  const days = (who: CastName) =>
    parts.figures.days(organizationId, people[who].id, '2026-01-01', '2026-12-31');
  const seed = (today: string) =>
    seedFigures(
      { users: world.users, ...parts, clock: new ManualClock(`${today}T09:00:00Z`) },
      organizationId,
    );

  it('are ninety days up to yesterday for agents, weekends off, the same each time; later starts add days', async () => {
    await seed('2026-11-20');
    const first = await days('priya');
    expect([first[0]?.day, first.at(-1)?.day]).toEqual(['2026-08-24', '2026-11-19']);
    expect(first.every(({ day }) => ![0, 6].includes(new Date(day).getUTCDay()))).toBe(true);
    expect(first.length).toBeGreaterThan(55);
    expect(first.every(({ values }) => values.composite_score !== undefined)).toBe(true);
    await seed('2026-11-20');
    expect(await days('priya')).toEqual(first);
    await seed('2026-11-25');
    const later = await days('priya');
    expect(later.slice(0, first.length)).toEqual(first);
    expect(later.at(-1)?.day).toBe('2026-11-24');
    expect(await days('theo')).toEqual([]);
  });

  it('stay as they were corrected', async () => {
    const [{ day } = { day: '' }] = await days('daniel');
    await parts.figures.record(organizationId, [{ agentId: people.daniel.id, day, values: { aht: 1 } }]);
    await seed('2026-11-25');
    expect((await days('daniel'))[0]?.values.aht).toBe(1);
  });
});
