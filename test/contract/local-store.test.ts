import type { LocalPerson } from '../../src/coaching/local-chat/ports.ts';
import { openDatabase } from '../../src/data/database.ts';
import { createLocalStore } from '../../src/data/local/local-store.ts';
import { createOrganizationRepository } from '../../src/data/organization-repository.ts';
import { createUserRepository } from '../../src/data/people/user-repository.ts';
import { openScopedPool } from '../../src/data/scoped-pool.ts';
import { systemClock } from '../../src/shared/clock.ts';
import { newId } from '../../src/shared/ids.ts';
import { silentLogger } from '../../src/shared/logger.ts';
import type { LocalChange } from '../../src/coaching/local-chat/ports.ts';
import { createFakeLocalStore } from '../support/fakes/fake-local-store.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { withConnection } from '../../src/embedded/database-roles.ts';
import { localStoreContract } from './local-store.contract.ts';
import type { LocalChatWorld } from './local-store.contract.ts';

const names = ['Ann', 'Ben', 'Cy'] as const;

function byName(people: readonly LocalPerson[]): LocalChatWorld['people'] {
  const [ann, ben, cy] = names.map((name) => people.find((person) => person.name === name));
  if (!ann || !ben || !cy) throw new Error('The people of this test are not there.');
  return { ann, ben, cy };
}

async function openPostgres(): Promise<LocalChatWorld & { breakFeed: () => Promise<void> }> {
  const database = await createTestDatabase();
  const prisma = openDatabase(database.urls.app, { max: 4 });
  const pool = openScopedPool(database.urls.app, { max: 1 });
  const { id: organizationId } = await createOrganizationRepository(prisma, pool).create({
    name: 'Demo',
    isDemo: true,
  });
  await createUserRepository(prisma, pool).upsertMany(
    organizationId,
    names.map((name) => ({
      name,
      email: `${name.toLowerCase()}@example.test`,
      role: 'AGENT',
      jobFamily: 'CSR',
      timezone: 'UTC',
    })),
  );
  await pool.close();
  const store = createLocalStore({
    database: prisma,
    organizationId,
    databaseUrl: database.urls.app,
    logger: silentLogger,
  });
  return {
    store,
    people: byName(await store.people()),
    breakFeed: () =>
      withConnection(database.superuserUrl, async (client) => {
        await client.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE datname = current_database() AND application_name = 'threadcoach local feed'`,
        );
      }),
    async close() {
      await store.close();
      await prisma.close();
      await database.drop();
    },
  };
}

describe('the local chat in memory', () =>
  localStoreContract(() => {
    const people = names.map((name): LocalPerson => ({
      id: newId(),
      name,
      email: `${name.toLowerCase()}@example.test`,
      role: 'AGENT',
      jobFamily: 'CSR',
    }));
    const store = createFakeLocalStore(people, systemClock);
    return Promise.resolve({ store, people: byName(people), close: () => store.close() });
  }));

describe('the local chat on PostgreSQL', () => {
  localStoreContract(openPostgres);

  it('asks to read everything again after its listening connection broke', async () => {
    const world = await openPostgres();
    const heard: LocalChange[] = [];
    let told: () => void = () => undefined;
    const resync = new Promise<void>((resolve) => (told = resolve));
    const end = await world.store.subscribe((change) => {
      heard.push(change);
      if (change.kind === 'resync') told();
    });
    await world.breakFeed();
    await resync;
    const direct = await world.store.ensureDirect(world.people.ann.id);
    const again = new Promise<void>((resolve) => (told = resolve));
    const end2 = await world.store.subscribe(({ kind }) => {
      if (kind === 'message') told();
    });
    await world.store.insert(world.people.ann.id, [
      { id: newId(), channelId: direct.id, text: 'hello again', state: 'final' },
    ]);
    await again;
    expect(heard.map(({ kind }) => kind)).toEqual(['resync', 'message']);
    end();
    end2();
    await world.close();
  });
});
