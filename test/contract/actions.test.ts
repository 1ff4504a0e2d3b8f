import { createTrackedItems } from '../../src/data/actions/tracked-items.ts';
import { openDatabase } from '../../src/data/database.ts';
import { createFakeActions } from '../support/fakes/actions.ts';
import { createFakeWorld } from '../support/fakes/repositories.ts';
import { openPostgresWorld } from '../support/postgres-world.ts';
import { actionsContract, type ActionWorld } from './actions.contract.ts';

async function onPostgres(): Promise<ActionWorld> {
  const world = await openPostgresWorld();
  const prisma = openDatabase(world.database.urls.app, { max: 4 });
  return {
    world: {
      ...world,
      async close() {
        await prisma.close();
        await world.close();
      },
    },
    items: createTrackedItems(prisma),
  };
}

describe('tracked items in memory', () =>
  actionsContract(() => Promise.resolve({ world: createFakeWorld(), items: createFakeActions() })));
describe('tracked items on PostgreSQL', () => actionsContract(onPostgres));
