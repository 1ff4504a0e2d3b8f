import { openScopedPool, type ScopedPool } from '../../../src/data/scoped-pool.ts';
import { newId } from '../../../src/shared/ids.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';

let database: TestDatabase;
/** One connection: what a statement leaves behind on it, the next one meets. */
let pool: ScopedPool;
const mine = newId();
const theirs = newId();

const scopeNow = `SELECT current_setting('app.organization_id', true) AS organization,
  current_setting('app.user_id', true) AS person, current_setting('app.conversation_key', true) AS place`;
const namesIn = (organizationId: string) =>
  pool.runInScope<{ name: string }>(
    { organizationId },
    { name: 'names', text: 'SELECT name FROM organizations' },
  );

beforeAll(async () => {
  database = await createTestDatabase();
  pool = openScopedPool(database.urls.app, { max: 1 });
  for (const [id, name] of [
    [mine, 'Mine'],
    [theirs, 'Theirs'],
  ] as const) {
    await pool.runInScope(
      { organizationId: id },
      { text: 'INSERT INTO organizations (id, name) VALUES ($1, $2)', values: [id, name] },
    );
  }
});
afterAll(async () => {
  await pool.close();
  await database.drop();
});

describe('a statement sent together with its scope', () => {
  it('sees the rows of its organisation, also when many are on their way at once', async () => {
    const found = await Promise.all(Array.from({ length: 40 }, (_, at) => namesIn(at % 2 ? mine : theirs)));
    expect(found.map(({ rows }) => rows)).toEqual(
      Array.from({ length: 40 }, (_, at) => [{ name: at % 2 ? 'Mine' : 'Theirs' }]),
    );
  });

  it('takes a conversation key that looks like SQL as what it is', async () => {
    const place = `slack:T1'); DROP TABLE organizations; --\\`;
    const { rows } = await pool.runInScope(
      { organizationId: mine, userId: theirs, conversationKey: place },
      { text: scopeNow },
    );
    expect(rows).toEqual([{ organization: mine, person: theirs, place }]);
  });

  it.each([
    ['fails as it runs', 'SELECT 1 / 0', 'division by zero'],
    ['cannot be read', 'SELEC 1', 'syntax error'],
    [
      'breaks a row policy',
      `INSERT INTO organizations (id, name) VALUES ('${newId()}', 'Not mine')`,
      'row-level security',
    ],
  ])('that %s says so, changes nothing and leaves no scope behind', async (_, text, message) => {
    await expect(pool.runInScope({ organizationId: mine }, { text })).rejects.toThrow(message);
    expect((await namesIn(theirs)).rows).toEqual([{ name: 'Theirs' }]);
    const left = await pool.withScope({ organizationId: theirs }, async (client) => {
      await client.query('COMMIT');
      return (await client.query<Record<string, string>>(scopeNow)).rows;
    });
    expect(left).toEqual([{ organization: '', person: '', place: '' }]);
  });

  it('refuses a scope that is no id before anything is sent', async () => {
    await expect(pool.runInScope({ organizationId: `${mine}'; --` }, { text: 'SELECT 1' })).rejects.toThrow(
      'A scope takes UUIDs.',
    );
    expect((await namesIn(mine)).rows).toEqual([{ name: 'Mine' }]);
  });

  it('reads one instant in a snapshot, and writes nothing there', async () => {
    const organizationId = newId();
    const count = 'SELECT count(*)::int AS users FROM users';
    // The pool's one connection is in the snapshot.
    const others = openScopedPool(database.urls.app, { max: 1 });
    const add = (name: string) =>
      others.withScope({ organizationId }, async (client) => {
        await client.query(
          `INSERT INTO organizations (id, name) VALUES ($1, 'Snapshot') ON CONFLICT DO NOTHING`,
          [organizationId],
        );
        await client.query(
          `INSERT INTO users (organization_id, email, name, role) VALUES ($1, $2, $2, 'AGENT')`,
          [organizationId, name],
        );
      });
    await add('one@snapshot.test');
    const seen = await pool.withScope(
      { organizationId },
      async (client) => {
        const before = await client.query<{ users: number }>(count);
        await add('two@snapshot.test');
        return [before, await client.query<{ users: number }>(count)].map(({ rows }) => rows[0]?.users);
      },
      { snapshot: true },
    );
    await others.close();
    expect(seen).toEqual([1, 1]);
    const writing = pool.withScope({ organizationId }, (client) => client.query('DELETE FROM users'), {
      snapshot: true,
    });
    await expect(writing).rejects.toThrow(/read-only/u);
  });
});
