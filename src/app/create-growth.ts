import type { GrowthRepository } from '../coaching/growth/ports.ts';
import type { ChatAddresses } from '../coaching/people/chat-addresses.ts';
import type { Database } from '../data/database.ts';
import { createGrowthRepository } from '../data/growth/growth-repository.ts';
import { createChatAddresses } from '../data/people/chat-addresses.ts';
import type { ScopedPool } from '../data/scoped-pool.ts';

/** Where growth plans are kept, and where their owners can be written to. */
export interface GrowthParts {
  growth: GrowthRepository;
  addresses: ChatAddresses;
}

export const createGrowthParts = ({
  database,
  pool,
}: {
  database: Database;
  pool: ScopedPool;
}): GrowthParts => ({ growth: createGrowthRepository(database, pool), addresses: createChatAddresses(pool) });
