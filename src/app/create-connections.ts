import type { SuggestPeopleDeps } from '../coaching/connections/suggest-people.ts';
import { refreshTerms, type RefreshTermsDeps } from '../coaching/connections/refresh-terms.ts';
import type { UserRepository } from '../coaching/people/ports.ts';
import { createConnectionMatcher } from '../data/connections/connection-matcher.ts';
import { createConnectionRepository } from '../data/connections/connection-repository.ts';
import { createConnectionSettingsRepository } from '../data/connections/connection-settings-repository.ts';
import type { Database } from '../data/database.ts';
import { createProfileRepository } from '../data/profiles/profile-repository.ts';
import type { ScopedPool } from '../data/scoped-pool.ts';
import { toTerms } from '../knowledge/terms.ts';
import type { Clock } from '../shared/clock.ts';

/** What it takes to suggest colleagues, and to keep what people share for it in step with their profiles. */
export interface ConnectionParts {
  peopleSearch: SuggestPeopleDeps & RefreshTermsDeps & { users: UserRepository };
  /** After a profile changed, whoever changed it. */
  onProfileChanged: (organizationId: string, userId: string) => Promise<void>;
}

export function createConnectionParts(
  { database, pool }: { database: Database; pool: ScopedPool },
  { users, clock }: { users: UserRepository; clock: Clock },
): ConnectionParts {
  const peopleSearch = {
    connectionSettings: createConnectionSettingsRepository(database),
    matcher: createConnectionMatcher(pool),
    connections: createConnectionRepository(database, pool),
    profiles: createProfileRepository(database),
    ...{ users, clock, toTerms },
  };
  return {
    peopleSearch,
    onProfileChanged: (organizationId, userId) => refreshTerms(peopleSearch, organizationId, userId),
  };
}
