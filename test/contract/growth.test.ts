import { openDatabase } from '../../src/data/database.ts';
import { createGrowthRepository } from '../../src/data/growth/growth-repository.ts';
import { createFakeGrowth } from '../support/fakes/growth.ts';
import { ManualClock } from '../support/fakes/manual-clock.ts';
import { createFakeWorld } from '../support/fakes/repositories.ts';
import { openPostgresWorld } from '../support/postgres-world.ts';
import { growthContract, type GrowthWorld } from './growth.contract.ts';

async function onPostgres(): Promise<GrowthWorld> {
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
    growth: createGrowthRepository(prisma),
  };
}

describe('growth plans in memory', () =>
  growthContract(() =>
    Promise.resolve({ world: createFakeWorld(), growth: createFakeGrowth(new ManualClock()) }),
  ));
describe('growth plans on PostgreSQL', () => growthContract(onPostgres));
