import { createPerformanceParts } from '../../../src/app/create-performance.ts';
import { openDatabase } from '../../../src/data/database.ts';
import { openScopedPool } from '../../../src/data/scoped-pool.ts';
import { createFakeFigures } from '../../support/fakes/performance.ts';
import { createFakeWorld } from '../../support/fakes/repositories.ts';
import { openPostgresWorld } from '../../support/postgres-world.ts';
import { figuresContract, type FiguresWorld } from './figures.contract.ts';

async function onPostgres(): Promise<FiguresWorld> {
  const world = await openPostgresWorld();
  const database = openDatabase(world.database.urls.app, { max: 2 });
  const pool = openScopedPool(world.database.urls.app, { max: 2 });
  return {
    ...createPerformanceParts({ database, pool }),
    world: {
      ...world,
      async close() {
        await Promise.all([database.close(), pool.close()]);
        await world.close();
      },
    },
  };
}

describe('figures in memory', () =>
  figuresContract(() =>
    Promise.resolve({
      world: createFakeWorld(),
      figures: createFakeFigures(),
    }),
  ));
describe('figures on PostgreSQL', () => figuresContract(onPostgres));
