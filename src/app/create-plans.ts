import type { PlanStore } from '../coaching/plans/ports.ts';
import type { Database } from '../data/database.ts';
import { createPlanStore } from '../data/plans/plan-store.ts';

/** Where plans to improve performance are kept, drafts included. */
export interface PlanParts {
  planStore: PlanStore;
}

export const createPlanParts = (database: Database): PlanParts => ({ planStore: createPlanStore(database) });
