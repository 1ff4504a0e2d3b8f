import { openDatabase } from '../../../src/data/database.ts';
import { createPlanRepository } from '../../../src/data/performance/plan-repository.ts';
import { createPlanStore } from '../../../src/data/plans/plan-store.ts';
import { createFakePlanStore } from '../../support/fakes/plans.ts';
import { createFakeWorld } from '../../support/fakes/repositories.ts';
import { openPostgresWorld } from '../../support/postgres-world.ts';
import { planStoreContract, type PlanWorld } from './plan-store.contract.ts';

async function onPostgres(): Promise<PlanWorld> {
  const world = await openPostgresWorld();
  const database = openDatabase(world.database.urls.app, { max: 3 });
  return {
    planStore: createPlanStore(database),
    actionPlans: createPlanRepository(database),
    world: {
      ...world,
      async close() {
        await database.close();
        await world.close();
      },
    },
  };
}

function inMemory(): Promise<PlanWorld> {
  const world = createFakeWorld();
  const planStore = createFakePlanStore(world.audit);
  return Promise.resolve({ world, planStore, actionPlans: planStore });
}

describe('plans in memory', () => planStoreContract(inMemory));
describe('plans on PostgreSQL', () => planStoreContract(onPostgres));
