import { openDatabase } from '../../../src/data/database.ts';
import { createFollowUpRepository } from '../../../src/data/follow-ups/follow-up-repository.ts';
import { openScopedPool } from '../../../src/data/scoped-pool.ts';
import { createSessionRepository } from '../../../src/data/sessions/session-repository.ts';
import { createSummaryRepository } from '../../../src/data/sessions/summary-repository.ts';
import { createFakeFollowUps } from '../../support/fakes/follow-ups.ts';
import { ManualClock } from '../../support/fakes/manual-clock.ts';
import { createFakeWorld } from '../../support/fakes/repositories.ts';
import { createFakeSessions } from '../../support/fakes/sessions.ts';
import { openPostgresWorld } from '../../support/postgres-world.ts';
import { followUpsContract, type FollowUpWorld } from './follow-ups.contract.ts';

function openFakeWorld(): Promise<FollowUpWorld> {
  const clock = new ManualClock();
  return Promise.resolve({
    ...createFakeWorld(clock),
    ...createFakeSessions(clock),
    followUps: createFakeFollowUps(clock),
  });
}

async function openRealWorld(): Promise<FollowUpWorld> {
  const world = await openPostgresWorld();
  const database = openDatabase(world.database.urls.app, { max: 4 });
  const pool = openScopedPool(world.database.urls.app, { max: 1 });
  return {
    ...world,
    sessions: createSessionRepository(database, pool),
    summaries: createSummaryRepository(database),
    followUps: createFollowUpRepository(database),
    async close() {
      await Promise.all([database.close(), pool.close()]);
      await world.close();
    },
  };
}

describe('follow-ups in memory', () => followUpsContract(openFakeWorld));
describe('follow-ups on PostgreSQL', () => followUpsContract(openRealWorld));
