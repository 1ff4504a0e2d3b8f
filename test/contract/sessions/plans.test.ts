import { openDatabase } from '../../../src/data/database.ts';
import { openScopedPool } from '../../../src/data/scoped-pool.ts';
import { createParticipantMatches } from '../../../src/data/sessions/participant-matches.ts';
import { createSessionPlans } from '../../../src/data/sessions/session-plans.ts';
import { createSessionRepository } from '../../../src/data/sessions/session-repository.ts';
import { createFakeWorld } from '../../support/fakes/repositories.ts';
import { createFakeSessions } from '../../support/fakes/sessions.ts';
import { ManualClock } from '../../support/fakes/manual-clock.ts';
import { openPostgresWorld } from '../../support/postgres-world.ts';
import { plansContract, type PlanWorld } from './plans.contract.ts';

function openFakeWorld(): Promise<PlanWorld> {
  const clock = new ManualClock();
  return Promise.resolve({ ...createFakeWorld(clock), ...createFakeSessions(clock) });
}

async function openRealWorld(): Promise<PlanWorld> {
  const world = await openPostgresWorld();
  const database = openDatabase(world.database.urls.app, { max: 4 });
  const pool = openScopedPool(world.database.urls.app, { max: 1 });
  return {
    ...world,
    sessions: createSessionRepository(database, pool),
    plans: createSessionPlans(database),
    matches: createParticipantMatches(database),
    async close() {
      await Promise.all([database.close(), pool.close()]);
      await world.close();
    },
  };
}

describe('planned sessions in memory', () => plansContract(openFakeWorld));
describe('planned sessions on PostgreSQL', () => plansContract(openRealWorld));
