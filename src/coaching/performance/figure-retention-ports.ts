import type { RetentionCounts } from '../privacy/ports.ts';

/** How long figures are kept. */
export interface FigurePeriods {
  /** Whole months of daily figures before the running one, at least 12; older ones go to the archive. */
  detailMonths: number;
  /** Months after which the archive, and weeks, months and quarters, are deleted. */
  historyMonths: number;
}

export interface FigureRetention {
  /**
   * Moves whole months that ended by `before` (`YYYY-MM-DD`) into the archive, of all organisations at once.
   * @param dryRun counts, and writes nothing
   * @returns months
   */
  archiveMonths(before: string, dryRun: boolean): Promise<number>;
  /** Deletes of one organisation what is older than this day. */
  deleteBefore(organizationId: string, day: string, dryRun: boolean): Promise<RetentionCounts>;
}
