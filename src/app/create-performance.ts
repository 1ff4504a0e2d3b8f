import type { MetricRepository, OwnHistory, PlanRepository } from '../coaching/performance/ports.ts';
import type { Database } from '../data/database.ts';
import { createMetricRepository } from '../data/performance/metric-repository.ts';
import { createOwnHistory } from '../data/performance/own-history.ts';
import { createPlanRepository } from '../data/performance/plan-repository.ts';
import type { ScopedPool } from '../data/scoped-pool.ts';

/** Where people's figures and plans are kept, and what happened around them. */
export interface PerformanceParts {
  figures: MetricRepository;
  actionPlans: PlanRepository;
  ownHistory: OwnHistory;
}

export const createPerformanceParts = ({
  database,
  pool,
}: {
  database: Database;
  pool: ScopedPool;
}): PerformanceParts => ({
  figures: createMetricRepository(pool),
  actionPlans: createPlanRepository(database),
  ownHistory: createOwnHistory(pool),
});
