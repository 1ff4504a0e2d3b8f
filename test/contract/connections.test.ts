import { createConnectionMatcher } from '../../src/data/connections/connection-matcher.ts';
import { createConnectionRepository } from '../../src/data/connections/connection-repository.ts';
import { createConnectionSettingsRepository } from '../../src/data/connections/connection-settings-repository.ts';
import { openDatabase } from '../../src/data/database.ts';
import { openScopedPool } from '../../src/data/scoped-pool.ts';
import { createFakeConnections } from '../support/fakes/connections.ts';
import { createFakeWorld } from '../support/fakes/repositories.ts';
import { openPostgresWorld } from '../support/postgres-world.ts';
import { connectionsContract, type ConnectionWorld } from './connections.contract.ts';

async function onPostgres(): Promise<ConnectionWorld> {
  const world = await openPostgresWorld();
  const prisma = openDatabase(world.database.urls.app, { max: 4 });
  const pool = openScopedPool(world.database.urls.app, { max: 4 });
  return {
    world: {
      ...world,
      async close() {
        await Promise.all([prisma.close(), pool.close()]);
        await world.close();
      },
    },
    connectionSettings: createConnectionSettingsRepository(prisma),
    connections: createConnectionRepository(prisma, pool),
    matcher: createConnectionMatcher(pool),
  };
}

describe('connections in memory', () =>
  connectionsContract(() => Promise.resolve({ world: createFakeWorld(), ...createFakeConnections() })));
describe('connections on PostgreSQL', () => connectionsContract(onPostgres));
