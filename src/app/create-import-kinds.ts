import type { EffectivenessJournal } from '../coaching/effectiveness/ports.ts';
import { createHistoryKind } from '../coaching/imports/kinds/history-kind.ts';
import { createPeopleKind } from '../coaching/imports/kinds/people-kind.ts';
import { createProfileKind } from '../coaching/imports/kinds/profile-kind.ts';
import type { ImportKind } from '../coaching/imports/ports.ts';
import type { UserRepository } from '../coaching/people/ports.ts';
import { createHistoryImportStore } from '../data/imports/kinds/history-import-store.ts';
import { createPeopleImportStore } from '../data/imports/kinds/people-import-store.ts';
import { createProfileImportStore } from '../data/imports/kinds/profile-import-store.ts';
import type { ScopedPool } from '../data/scoped-pool.ts';
import type { Clock } from '../shared/clock.ts';

/** What files may hold besides figures: people, their profiles, and coaching that took place before. */
export function createImportKinds(deps: {
  pool: ScopedPool;
  users: UserRepository;
  clock: Clock;
  /** Measures what past coaching has done. Default: it is not measured. */
  journal?: EffectivenessJournal;
  /** As in `createProfileParts`. */
  onProfileChanged?: (organizationId: string, userId: string) => Promise<void>;
}): readonly ImportKind[] {
  const { pool, users, clock, journal, onProfileChanged } = deps;
  const people = createPeopleImportStore(pool);
  const profilesChanged = async (organizationId: string, userIds: readonly string[]): Promise<void> => {
    for (const userId of userIds) await onProfileChanged?.(organizationId, userId);
  };
  return [
    createPeopleKind({ store: people, profilesChanged }),
    createProfileKind({ store: createProfileImportStore(pool), users, profilesChanged }),
    createHistoryKind({ store: createHistoryImportStore(pool), people, clock, journal }),
  ];
}
