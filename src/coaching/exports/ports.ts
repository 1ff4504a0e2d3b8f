import type { RecordEntitlement } from '../records/entitlement.ts';
import type { SessionFilter } from '../sessions/catalog-ports.ts';
import type { ExportedSummary } from './export-document.ts';

/**
 * Which summaries: of the sessions that the filter means, and where it names people or a name those of the participants among
 * them (all of a session, where the only one named led it). States say how far a summary is, not a session.
 */
export type ExportFilter = Omit<SessionFilter, 'state' | 'ids'>;

/** Summaries from PostgreSQL, read so many sessions at a time, so that thousands need no more memory than those. */
export interface ExportSource {
  /**
   * Newest session first, of one session in the order of its participants. Nothing outside the entitlement; each batch is
   * read when it is asked for. Lines come with their evidence.
   * @param drafts also those that are not approved, where the whole session may be seen
   */
  summaries(
    entitlement: RecordEntitlement,
    filter: ExportFilter,
    drafts: boolean,
  ): AsyncIterable<readonly ExportedSummary[]>;
}
