import { createOneOnOneRepository } from '../../src/data/one-on-ones/one-on-one-repository.ts';
import { openScopedPool } from '../../src/data/scoped-pool.ts';
import { ManualClock } from '../support/fakes/manual-clock.ts';
import { createFakeOneOnOnes } from '../support/fakes/one-on-ones.ts';
import { createFakeWorld } from '../support/fakes/repositories.ts';
import { openPostgresWorld } from '../support/postgres-world.ts';
import { oneOnOneContract, type MeetingWorld } from './one-on-ones.contract.ts';

async function onPostgres(): Promise<MeetingWorld> {
  const world = await openPostgresWorld();
  const pool = openScopedPool(world.database.urls.app, { max: 3 });
  return {
    world: {
      ...world,
      async close() {
        await pool.close();
        await world.close();
      },
    },
    meetings: createOneOnOneRepository(pool),
  };
}

describe('1:1s in memory', () =>
  oneOnOneContract(() =>
    Promise.resolve({ world: createFakeWorld(), meetings: createFakeOneOnOnes(new ManualClock()) }),
  ));
describe('1:1s on PostgreSQL', () => oneOnOneContract(onPostgres));
