import type { GrowthRepository } from '../coaching/growth/ports.ts';
import type { Database } from '../data/database.ts';
import { createGrowthRepository } from '../data/growth/growth-repository.ts';
import type { ScopedPool } from '../data/scoped-pool.ts';

/** Where growth plans are kept. */
export interface GrowthParts {
  growth: GrowthRepository;
}

export const createGrowthParts = ({
  database,
  pool,
}: {
  database: Database;
  pool: ScopedPool;
}): GrowthParts => ({ growth: createGrowthRepository(database, pool) });
