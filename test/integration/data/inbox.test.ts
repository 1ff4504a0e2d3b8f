import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { createInboxRepository } from '../../../src/data/inbox-repository.ts';
import { openScopedPool, type ScopedPool } from '../../../src/data/scoped-pool.ts';
import { createSealedBox } from '../../../src/data/sealed-box.ts';
import { directPlace, messageTurn } from '../../support/make-turns.ts';
import { openPostgresWorld, type PostgresWorld } from '../../support/postgres-world.ts';

const secretWords = 'I feel overwhelmed since the reorganisation';

let world: PostgresWorld;
let superuser: pg.Client;
let pool: ScopedPool;
let organizationId: string;

beforeAll(async () => {
  world = await openPostgresWorld();
  superuser = new pg.Client({ connectionString: world.database.superuserUrl });
  await superuser.connect();
  pool = openScopedPool(world.database.urls.app, { max: 2 });
  organizationId = (await world.organizations.create({ name: 'Tenant' })).id;
  await world.organizations.bindInstallation(organizationId, 'slack', 'T1');
});
afterAll(async () => {
  await superuser.end();
  await pool.close();
  await world.close();
});

const place = (channel: string) => directPlace(channel);
const take = async (channel: string, text = secretWords): Promise<void> => {
  await world.intake(messageTurn({ place: place(channel), text }), { addressed: true });
};
const lease = async (channel: string, inbox = world.inbox) => {
  const held = await inbox.acquireLease(organizationId, place(channel).key, 60_000);
  if (held === undefined) throw new Error('held');
  return held;
};
const rowOf = async (channel: string) => {
  const { rows } = await superuser.query<{
    payload_sealed: Buffer | null;
    state: string;
    error_code: string | null;
  }>('SELECT payload_sealed, state, error_code FROM inbox_events WHERE conversation_key = $1 ORDER BY seq', [
    place(channel).key,
  ]);
  return rows[0];
};

describe('the words of a waiting turn', () => {
  it('cannot be read in any table', async () => {
    await take('D-sealed');
    expect((await rowOf('D-sealed'))?.payload_sealed?.byteLength).toBeGreaterThan(0);
    const { rows: tables } = await superuser.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`,
    );
    for (const { name } of tables) {
      const { rows } = await superuser.query(
        `SELECT 1 FROM ${name} t WHERE position($1 IN t::text) > 0 OR position(encode($1::bytea, 'hex') IN t::text) > 0`,
        ['overwhelmed'],
      );
      expect([name, rows.length]).toEqual([name, 0]);
    }
  });

  it.each(['done', 'failed', 'ignored'] as const)('are gone once the turn is %s', async (state) => {
    const channel = `D-${state}`;
    await take(channel);
    const held = await lease(channel);
    const event = await world.inbox.next(held);
    await world.inbox.finish(held, event?.id ?? '', { state, errorCode: 'X_1', referenceId: 'TC-1' });
    expect(await rowOf(channel)).toEqual({ payload_sealed: null, state, error_code: 'X_1' });
  });

  it('cannot be moved to another row', async () => {
    await take('D-from');
    await take('D-to');
    await superuser.query(
      `UPDATE inbox_events SET payload_sealed = (SELECT payload_sealed FROM inbox_events WHERE conversation_key = $1)
        WHERE conversation_key = $2`,
      [place('D-from').key, place('D-to').key],
    );
    await expect(world.inbox.next(await lease('D-to'))).rejects.toMatchObject({ code: 'DATA_012' });
  });
});

describe('a turn that does not open', () => {
  const withWrongKey = () => createInboxRepository(pool, createSealedBox(randomBytes(32)));

  it('waits for the right key and is then answered', async () => {
    await take('D-key');
    const wrong = withWrongKey();
    const held = await lease('D-key', wrong);
    await expect(wrong.next(held)).rejects.toMatchObject({ code: 'DATA_012', retry: 'later' });
    expect(await rowOf('D-key')).toMatchObject({ state: 'waiting', error_code: 'DATA_012' });
    await superuser.query('UPDATE inbox_events SET due_at = now() WHERE conversation_key = $1', [
      place('D-key').key,
    ]);
    expect(await world.inbox.next(held)).toMatchObject({ turn: { text: secretWords } });
  });

  it('is given up in the end, so that later turns of the conversation are answered', async () => {
    await take('D-poison');
    await take('D-poison', 'next');
    await superuser.query(
      `UPDATE inbox_events SET payload_sealed = '\\x00', attempts = 9 WHERE seq =
        (SELECT min(seq) FROM inbox_events WHERE conversation_key = $1)`,
      [place('D-poison').key],
    );
    const held = await lease('D-poison');
    await expect(world.inbox.next(held)).rejects.toMatchObject({ code: 'DATA_012', retry: 'never' });
    expect(await rowOf('D-poison')).toMatchObject({ state: 'failed', payload_sealed: null });
    expect(await world.inbox.next(held)).toMatchObject({ turn: { text: 'next' } });
  });
});

it('takes nothing in for an installation that was switched off', async () => {
  await world.organizations.bindInstallation(organizationId, 'slack', 'T-off');
  await superuser.query(`UPDATE chat_installations SET active = false WHERE external_id = 'T-off'`);
  const turn = messageTurn({ installationId: 'T-off', place: directPlace('D1', 'T-off') });
  expect(await world.intake(turn, { addressed: true })).toEqual({ kind: 'unknown-installation' });
});

describe('a flood in one conversation', () => {
  it('is taken in whole, and what comes on top of twenty open turns is marked', async () => {
    for (let count = 0; count < 22; count += 1) await take('D-flood', `Question ${count}`);
    await take('D-calm');
    const held = await lease('D-flood');
    const marks: boolean[] = [];
    for (
      let event = await world.inbox.next(held);
      event !== undefined;
      event = await world.inbox.next(held)
    ) {
      marks.push(event.overLimit);
      await world.inbox.finish(held, event.id, { state: 'done' });
    }
    expect(marks).toEqual([...Array<boolean>(20).fill(false), true, true]);
    expect((await world.inbox.next(await lease('D-calm')))?.overLimit).toBe(false);
  });
});
