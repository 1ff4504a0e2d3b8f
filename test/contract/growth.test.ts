import { openDatabase } from '../../src/data/database.ts';
import { createGrowthRepository } from '../../src/data/growth/growth-repository.ts';
import { openScopedPool } from '../../src/data/scoped-pool.ts';
import { createFakeGrowth } from '../support/fakes/growth.ts';
import { ManualClock } from '../support/fakes/manual-clock.ts';
import { createFakeWorld } from '../support/fakes/repositories.ts';
import { openPostgresWorld } from '../support/postgres-world.ts';
import { growthContract, type GrowthWorld } from './growth.contract.ts';

async function onPostgres(): Promise<GrowthWorld> {
  const world = await openPostgresWorld();
  const prisma = openDatabase(world.database.urls.app, { max: 4 });
  const pool = openScopedPool(world.database.urls.app, { max: 2 });
  return {
    world: {
      ...world,
      async close() {
        await Promise.all([prisma.close(), pool.close()]);
        await world.close();
      },
    },
    growth: createGrowthRepository(prisma, pool),
  };
}

describe('growth plans in memory', () =>
  growthContract(() =>
    Promise.resolve({ world: createFakeWorld(), growth: createFakeGrowth(new ManualClock()) }),
  ));
describe('growth plans on PostgreSQL', () => growthContract(onPostgres));
