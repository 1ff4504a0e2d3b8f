import type { Clock } from '../../shared/clock.ts';
import type { Actor } from '../people/user.ts';
import { openSummary, requireVersion } from './open-summary.ts';
import { namingWhatChanged, type SummaryChangeDeps } from './stale-change.ts';
import type { Summary } from './summary.ts';

export interface ReopenSummary {
  actor: Actor;
  summaryId: string;
  /** Version that the person saw; undefined: the newest. */
  expected?: number;
}

/**
 * Makes an approved summary a draft again: its participant no longer sees it, and it can be refined and approved anew. Its
 * tracked items stay as they are until then. Reopening what is open changes nothing.
 * @throws AppError SUMMARY_NOT_FOUND, SUMMARY_STALE
 */
export async function reopenSummary(
  deps: SummaryChangeDeps & { clock: Clock },
  { actor, summaryId, expected }: ReopenSummary,
): Promise<{ summary: Summary; already: boolean }> {
  const { summary } = await openSummary(deps, actor, summaryId, 'write');
  return namingWhatChanged(deps, { actor, summaryId, seen: expected ?? summary.version }, async () => {
    requireVersion(summary, expected);
    if (summary.state === 'draft') return { summary, already: true };
    const reopened = await deps.summaries.reopen({
      organizationId: actor.organizationId,
      summaryId,
      expected: summary.version,
      reopenedBy: actor.id,
      at: deps.clock.now(),
    });
    return { summary: reopened, already: false };
  });
}
