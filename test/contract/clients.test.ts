import { createClientRepository } from '../../src/data/client-repository.ts';
import { openDatabase } from '../../src/data/database.ts';
import { createFakeClients } from '../support/fakes/clients.ts';
import { createFakeWorld } from '../support/fakes/repositories.ts';
import { openPostgresWorld } from '../support/postgres-world.ts';
import { clientsContract } from './clients.contract.ts';

describe('clients in memory', () =>
  clientsContract(() => Promise.resolve({ ...createFakeWorld(), clients: createFakeClients() })));
describe('clients on PostgreSQL', () =>
  clientsContract(async () => {
    const world = await openPostgresWorld();
    const database = openDatabase(world.database.urls.app, { max: 4 });
    return {
      ...world,
      clients: createClientRepository(database),
      async close() {
        await database.close();
        await world.close();
      },
    };
  }));
