import { openDatabase } from '../../../src/data/database.ts';
import { createSessionRepository } from '../../../src/data/sessions/session-repository.ts';
import { openScopedPool } from '../../../src/data/scoped-pool.ts';
import { createSummaryRepository } from '../../../src/data/sessions/summary-repository.ts';
import { createFakeWorld } from '../../support/fakes/repositories.ts';
import { createFakeSessions } from '../../support/fakes/sessions.ts';
import { ManualClock } from '../../support/fakes/manual-clock.ts';
import { openPostgresWorld } from '../../support/postgres-world.ts';
import { sessionsContract, type SessionWorld } from './sessions.contract.ts';

function openFakeWorld(): Promise<SessionWorld> {
  const clock = new ManualClock();
  return Promise.resolve({ ...createFakeWorld(clock), ...createFakeSessions(clock) });
}

async function openRealWorld(): Promise<SessionWorld> {
  const world = await openPostgresWorld();
  const database = openDatabase(world.database.urls.app, { max: 4 });
  const pool = openScopedPool(world.database.urls.app, { max: 1 });
  return {
    ...world,
    sessions: createSessionRepository(database, pool),
    summaries: createSummaryRepository(database),
    async close() {
      await Promise.all([database.close(), pool.close()]);
      await world.close();
    },
  };
}

describe('sessions in memory', () => sessionsContract(openFakeWorld));
describe('sessions on PostgreSQL', () => sessionsContract(openRealWorld));
