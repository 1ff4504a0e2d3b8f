import { createOwnDataReader } from '../../../src/data/privacy/own-data-reader.ts';
import { openScopedPool, type ScopedPool } from '../../../src/data/scoped-pool.ts';
import { newId } from '../../../src/shared/ids.ts';
import { openPostgresWorld, type PostgresWorld } from '../../support/postgres-world.ts';
import { peopledOrganization, type CastName } from '../../support/world.ts';

let world: PostgresWorld;
let pool: ScopedPool;
let organizationId: string;
let people: Awaited<ReturnType<typeof peopledOrganization>>['people'];

beforeAll(async () => {
  world = await openPostgresWorld();
  pool = openScopedPool(world.database.urls.app, { max: 2 });
  ({ organizationId, people } = await peopledOrganization(world, 'T1'));
  for (const [content, sharedAt] of [
    ['calm with an angry caller', '2026-11-20T10:00:00Z'],
    ['looks tired', null],
  ]) {
    await pool.runInScope(
      { organizationId },
      {
        text: `INSERT INTO quick_notes (organization_id, author_id, subject_id, note_type, priority, content, occurred_at, turn_id, shared_at)
               VALUES ($1, $2, $3, 'COMPLIANCE', 'HIGH', $4, '2026-11-19T10:00:00Z', $5, $6)`,
        values: [organizationId, people.theo.id, people.priya.id, content, newId(), sharedAt],
      },
    );
  }
});
afterAll(async () => {
  await pool.close();
  await world.close();
});

const notesOf = async (who: CastName): Promise<Readonly<Record<string, unknown>>[]> => {
  const tables = await createOwnDataReader({ pool, box: world.box }).read({
    organizationId,
    userId: people[who].id,
  });
  return [...(tables.find(({ table }) => table === 'quick_notes')?.rows ?? [])];
};

it('gives the subject the words that were shared, and not how they were sorted; nothing of the others', async () => {
  const [note, ...others] = await notesOf('priya');
  expect(others).toEqual([]);
  expect(note).toMatchObject({ content: 'calm with an angry caller' });
  expect(JSON.stringify(note)).not.toMatch(/COMPLIANCE|HIGH/);
});

it('gives the author all of both', async () => {
  const notes = await notesOf('theo');
  expect(notes.map(({ content }) => content).toSorted()).toEqual([
    'calm with an angry caller',
    'looks tired',
  ]);
  expect(notes.map(({ note_type }) => note_type)).toEqual(['COMPLIANCE', 'COMPLIANCE']);
});
