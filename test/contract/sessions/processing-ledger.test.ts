import { openDatabase } from '../../../src/data/database.ts';
import { openScopedPool } from '../../../src/data/scoped-pool.ts';
import { createProcessingLedger } from '../../../src/data/sessions/processing-ledger.ts';
import { createSessionRepository } from '../../../src/data/sessions/session-repository.ts';
import { ManualClock } from '../../support/fakes/manual-clock.ts';
import { createFakeLedger } from '../../support/fakes/processing-ledger.ts';
import { createFakeWorld } from '../../support/fakes/repositories.ts';
import { createFakeSessions } from '../../support/fakes/sessions.ts';
import { openPostgresWorld } from '../../support/postgres-world.ts';
import { processingLedgerContract, type LedgerWorld } from './processing-ledger.contract.ts';

function openFakeWorld(): Promise<LedgerWorld> {
  const clock = new ManualClock();
  const { sessions } = createFakeSessions(clock);
  return Promise.resolve({ ...createFakeWorld(clock), sessions, ledger: createFakeLedger(sessions) });
}

async function openRealWorld(): Promise<LedgerWorld> {
  const world = await openPostgresWorld();
  const database = openDatabase(world.database.urls.app, { max: 2 });
  const pool = openScopedPool(world.database.urls.app, { max: 2 });
  return {
    ...world,
    sessions: createSessionRepository(database, pool),
    ledger: createProcessingLedger(pool),
    async close() {
      await Promise.all([database.close(), pool.close()]);
      await world.close();
    },
  };
}

describe('the steps of processing in memory', () => processingLedgerContract(openFakeWorld));
describe('the steps of processing on PostgreSQL', () => processingLedgerContract(openRealWorld));
