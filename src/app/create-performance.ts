import type { MetricRepository, OwnHistory, PlanRepository } from '../coaching/performance/ports.ts';
import type { AnnotationRepository } from '../coaching/performance/annotation-ports.ts';
import type { CustomMetricRepository } from '../coaching/performance/custom-metric-ports.ts';
import type { FigureRetention } from '../coaching/performance/figure-retention-ports.ts';
import type { HistoryKeeper, HistoryReader } from '../coaching/performance/history-ports.ts';
import type { PeerComparisons } from '../coaching/performance/peer-ports.ts';
import type { TeamCounts } from '../coaching/performance/team-ports.ts';
import type { Database } from '../data/database.ts';
import { createAnnotationRepository } from '../data/performance/annotation-repository.ts';
import { createCustomMetricRepository } from '../data/performance/custom-metric-repository.ts';
import { createFigureRetention } from '../data/performance/figure-retention.ts';
import { createHistoryRepository } from '../data/performance/history-repository.ts';
import { createPeerComparisons } from '../data/performance/peer-comparisons.ts';
import { createTeamCounts } from '../data/performance/team-counts.ts';
import { createMetricRepository } from '../data/performance/metric-repository.ts';
import { createOwnHistory } from '../data/performance/own-history.ts';
import { createPlanRepository } from '../data/performance/plan-repository.ts';
import type { ScopedPool } from '../data/scoped-pool.ts';

/** Where people's figures and plans are kept, and what happened around them. */
export interface PerformanceParts {
  figures: MetricRepository;
  actionPlans: PlanRepository;
  ownHistory: OwnHistory;
  history: HistoryKeeper & HistoryReader;
  annotations: AnnotationRepository;
  customMetrics: CustomMetricRepository;
  peers: PeerComparisons;
  teamCounts: TeamCounts;
  figureRetention: FigureRetention;
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
  history: createHistoryRepository(pool),
  annotations: createAnnotationRepository(pool),
  customMetrics: createCustomMetricRepository(pool),
  peers: createPeerComparisons(pool),
  teamCounts: createTeamCounts(pool),
  figureRetention: createFigureRetention(pool),
});
