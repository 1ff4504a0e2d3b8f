import pg from 'pg';
import { createCoachedPeople } from '../../../src/data/care/coached-people.ts';
import { createContactRepository } from '../../../src/data/care/contact-repository.ts';
import { openDatabase, type Database } from '../../../src/data/database.ts';
import { openDispatcher, type Dispatcher } from '../../../src/data/dispatcher.ts';
import { createSealedBox } from '../../../src/data/sealed-box.ts';
import { newId } from '../../../src/shared/ids.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { seedEveryTable, type SeededTenant } from '../../support/seed-every-table.ts';

let database: TestDatabase;
let prisma: Database;
let dispatcher: Dispatcher;
let mine: SeededTenant;
let theirs: SeededTenant;

beforeAll(async () => {
  database = await createTestDatabase();
  prisma = openDatabase(database.urls.app, { max: 2 });
  dispatcher = openDispatcher(database.urls.dispatcher, createSealedBox(Buffer.alloc(32)));
  const client = new pg.Client({ connectionString: database.urls.app });
  await client.connect();
  mine = await seedEveryTable(client, 'mine');
  theirs = await seedEveryTable(client, 'theirs');
  await client.end();
});
afterAll(async () => {
  await Promise.all([prisma.close(), dispatcher.close()]);
  await database.drop();
});

describe('people who had a coaching talk', () => {
  it('are counted inside one tenant and between two instants', async () => {
    const { count } = createCoachedPeople(dispatcher);
    const hour = 3_600_000;
    const [past, soon] = [new Date(Date.now() - hour), new Date(Date.now() + hour)];
    const everyone = [mine.ownerId, mine.otherUserId, theirs.ownerId];
    expect(await count(mine.organizationId, everyone, past, soon)).toBe(1);
    expect(await count(mine.organizationId, [mine.otherUserId], past, soon)).toBe(0);
    expect(await count(mine.organizationId, everyone, soon, new Date(soon.getTime() + hour))).toBe(0);
  });
});

describe('contacts', () => {
  const fields = { kind: 'pay', reach: 'desk 4' } as const;

  it('keep the order that an admin gives them', async () => {
    const contacts = createContactRepository(prisma);
    const { organizationId } = mine;
    const [a, b, c] = [newId(), newId(), newId()];
    for (const [id, name] of [
      [a, 'A'],
      [b, 'B'],
    ] as const)
      await contacts.save(organizationId, id, { ...fields, name });
    await contacts.save(organizationId, c, { ...fields, name: 'C' }, 0);
    const names = async () =>
      (await contacts.list(organizationId)).filter(({ kind }) => kind === 'pay').map(({ name }) => name);
    expect(await names()).toEqual(['C', 'A', 'B']);
    // Tried again: the same contact.
    await contacts.save(organizationId, c, { ...fields, name: 'C' }, 0);
    await contacts.save(organizationId, a, { ...fields, name: 'A2' });
    expect(await names()).toEqual(['C', 'A2', 'B']);
    await contacts.save(organizationId, a, { ...fields, name: 'A2' }, 9);
    expect(await names()).toEqual(['C', 'B', 'A2']);
    expect(await contacts.remove(organizationId, b, new Date())).toBe(true);
    expect(await contacts.remove(organizationId, b, new Date())).toBe(false);
    expect(await names()).toEqual(['C', 'A2']);
  });

  it('are their tenant’s own', async () => {
    const contacts = createContactRepository(prisma);
    const [one] = await contacts.list(mine.organizationId);
    expect(await contacts.remove(theirs.organizationId, one?.id ?? '', new Date())).toBe(false);
    expect(await contacts.list(theirs.organizationId)).toHaveLength(1);
  });
});
