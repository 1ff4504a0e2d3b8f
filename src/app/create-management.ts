import type { OpenNotes } from '../coaching/notes/ports.ts';
import type { UserRepository } from '../coaching/people/ports.ts';
import type { AuditLog, OrganizationRepository } from '../coaching/tenants/ports.ts';
import type { RecordStore } from '../coaching/records/ports.ts';
import type { Database } from '../data/database.ts';
import type { ScopedPool } from '../data/scoped-pool.ts';
import type { Clock } from '../shared/clock.ts';
import { createActionParts, type ActionParts } from './create-actions.ts';
import { createDigestParts, type DigestParts } from './create-digests.ts';
import { createEffectivenessParts, type EffectivenessParts } from './create-effectiveness.ts';
import { createImportKinds } from './create-import-kinds.ts';
import { createImportParts, type ImportParts } from './create-imports.ts';
import { createMeetingParts, type MeetingParts } from './create-meetings.ts';
import { createNoteParts, type NoteParts } from './create-notes.ts';
import { createPerformanceParts, type PerformanceParts } from './create-performance.ts';
import { createPlanParts, type PlanParts } from './create-plans.ts';
import type { ProfileParts } from './create-profiles.ts';

/** What leaders lead with: figures, imports, notes, 1:1s, action items, plans, what coaching has done, digests. */
export interface ManagementParts
  extends
    PerformanceParts,
    PlanParts,
    ImportParts,
    NoteParts,
    ActionParts,
    EffectivenessParts,
    MeetingParts,
    DigestParts {
  /** The notes that wait, as preparing a 1:1 needs them. */
  openNotes: OpenNotes;
}

export function createManagementParts(
  { database, pool, databaseUrl }: { database: Database; pool: ScopedPool; databaseUrl: string },
  deps: {
    users: UserRepository;
    organizations: OrganizationRepository;
    profiles: ProfileParts;
    notes: OpenNotes;
    records: Pick<RecordStore, 'line'>;
    onProfileChanged: (organizationId: string, userId: string) => Promise<void>;
    audit: AuditLog;
    clock: Clock;
  },
): { parts: ManagementParts; close: () => Promise<void> } {
  const { users, organizations, profiles, notes, records, onProfileChanged, audit, clock } = deps;
  const performance = createPerformanceParts({ database, pool });
  const effectiveness = createEffectivenessParts(pool);
  const { imports, close } = createImportParts({
    kinds: createImportKinds({ pool, users, clock, onProfileChanged, journal: effectiveness.effectiveness }),
    history: performance.history,
    databaseUrl,
    ...{ pool, users, audit, clock },
  });
  return {
    parts: {
      ...performance,
      ...createPlanParts(database),
      imports,
      ...createNoteParts(pool, records),
      openNotes: notes,
      ...createActionParts({ database, pool }),
      ...effectiveness,
      ...createMeetingParts(pool, { ...profiles, users, organizations }),
      ...createDigestParts({ pool }),
    },
    close,
  };
}
