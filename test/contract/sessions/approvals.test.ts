import { createActionItemRepository } from '../../../src/data/actions/action-item-repository.ts';
import { openDatabase } from '../../../src/data/database.ts';
import { openScopedPool } from '../../../src/data/scoped-pool.ts';
import { createProposalRepository } from '../../../src/data/sessions/proposal-repository.ts';
import { createSessionRepository } from '../../../src/data/sessions/session-repository.ts';
import { createSummaryRepository } from '../../../src/data/sessions/summary-repository.ts';
import { ManualClock } from '../../support/fakes/manual-clock.ts';
import { createFakeWorld } from '../../support/fakes/repositories.ts';
import { createFakeSessions } from '../../support/fakes/sessions.ts';
import { openPostgresWorld } from '../../support/postgres-world.ts';
import { approvalsContract, type ApprovalWorld } from './approvals.contract.ts';

function openFakeWorld(): Promise<ApprovalWorld> {
  const clock = new ManualClock();
  return Promise.resolve({ ...createFakeWorld(clock), ...createFakeSessions(clock) });
}

async function openRealWorld(): Promise<ApprovalWorld> {
  const world = await openPostgresWorld();
  const database = openDatabase(world.database.urls.app, { max: 4 });
  const pool = openScopedPool(world.database.urls.app, { max: 1 });
  return {
    ...world,
    sessions: createSessionRepository(database, pool),
    summaries: createSummaryRepository(database),
    proposals: createProposalRepository(database),
    actions: createActionItemRepository(database),
    async close() {
      await Promise.all([database.close(), pool.close()]);
      await world.close();
    },
  };
}

describe('approvals in memory', () => approvalsContract(openFakeWorld));
describe('approvals on PostgreSQL', () => approvalsContract(openRealWorld));
