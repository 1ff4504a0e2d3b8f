import { createActionItemRepository } from '../../src/data/actions/action-item-repository.ts';
import { createClientRepository } from '../../src/data/client-repository.ts';
import { openDatabase } from '../../src/data/database.ts';
import { createFollowUpRepository } from '../../src/data/follow-ups/follow-up-repository.ts';
import { openScopedPool } from '../../src/data/scoped-pool.ts';
import { createParticipantMatches } from '../../src/data/sessions/participant-matches.ts';
import { createProcessingLedger } from '../../src/data/sessions/processing-ledger.ts';
import { createProposalRepository } from '../../src/data/sessions/proposal-repository.ts';
import { createSessionPlans } from '../../src/data/sessions/session-plans.ts';
import { createSessionRepository } from '../../src/data/sessions/session-repository.ts';
import { createSummaryRepository } from '../../src/data/sessions/summary-repository.ts';
import { createFakeClients } from './fakes/clients.ts';
import { createFakeFollowUps } from './fakes/follow-ups.ts';
import { ManualClock } from './fakes/manual-clock.ts';
import { createFakeLedger } from './fakes/processing-ledger.ts';
import { createFakeWorld } from './fakes/repositories.ts';
import { createFakeSessions } from './fakes/sessions.ts';
import { openPostgresWorld } from './postgres-world.ts';

/** People, sessions, and all that hangs on them, in memory. */
export function openFakeSessionWorld() {
  const clock = new ManualClock();
  const stored = createFakeSessions(clock);
  return Promise.resolve({
    ...createFakeWorld(clock),
    ...stored,
    ledger: createFakeLedger(stored.sessions),
    followUps: createFakeFollowUps(clock),
    clients: createFakeClients(),
  });
}

/** The same on a PostgreSQL database of its own. */
export async function openRealSessionWorld() {
  const world = await openPostgresWorld();
  const database = openDatabase(world.database.urls.app, { max: 4 });
  const pool = openScopedPool(world.database.urls.app, { max: 2 });
  return {
    ...world,
    sessions: createSessionRepository(database, pool),
    summaries: createSummaryRepository(database),
    proposals: createProposalRepository(database),
    actions: createActionItemRepository(database),
    plans: createSessionPlans(database),
    matches: createParticipantMatches(database),
    ledger: createProcessingLedger(pool),
    followUps: createFollowUpRepository(database),
    clients: createClientRepository(database),
    async close() {
      await Promise.all([database.close(), pool.close()]);
      await world.close();
    },
  };
}
