import type { LinkableSessions } from '../coaching/notes/ports.ts';
import type { RecordStore } from '../coaching/records/ports.ts';
import { createLinkableSessions } from '../data/notes/linkable-sessions.ts';
import type { ScopedPool } from '../data/scoped-pool.ts';

/** What quick notes take besides their own repository. */
export interface NoteParts {
  noteParts: { linkable: LinkableSessions; records: Pick<RecordStore, 'line'> };
}

export const createNoteParts = (pool: ScopedPool, records: Pick<RecordStore, 'line'>): NoteParts => ({
  noteParts: { linkable: createLinkableSessions(pool), records },
});
