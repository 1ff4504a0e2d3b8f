import type { SessionBonds, TrackedItems } from '../coaching/actions/ports.ts';
import { createSessionBonds } from '../data/actions/session-bonds.ts';
import { createTrackedItems } from '../data/actions/tracked-items.ts';
import type { Database } from '../data/database.ts';
import type { ScopedPool } from '../data/scoped-pool.ts';

/** Where action items are worked on, and who is bound to whom by sessions. */
export interface ActionParts {
  items: TrackedItems;
  bonds: SessionBonds;
}

export const createActionParts = ({
  database,
  pool,
}: {
  database: Database;
  pool: ScopedPool;
}): ActionParts => ({ items: createTrackedItems(database), bonds: createSessionBonds(pool) });
