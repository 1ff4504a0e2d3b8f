import type { Clock } from '../../shared/clock.ts';
import type { Actor } from '../people/user.ts';
import { openSummary, requireVersion, type OpenSummaryDeps } from './open-summary.ts';
import type { Summary } from './summary.ts';

export interface ApproveSummary {
  actor: Actor;
  summaryId: string;
  /** Version that the person saw and approves; undefined: the newest. */
  expected?: number;
}

/**
 * Approves and locks a summary; from then on its participant may read it. Approving it twice changes nothing.
 * @throws AppError SUMMARY_NOT_FOUND, SUMMARY_STALE (a version came after the one that the person saw)
 */
export async function approveSummary(
  deps: OpenSummaryDeps & { clock: Clock },
  { actor, summaryId, expected }: ApproveSummary,
): Promise<{ summary: Summary; already: boolean }> {
  const { summary } = await openSummary(deps, actor, summaryId, 'write');
  requireVersion(summary, expected);
  if (summary.state === 'approved') return { summary, already: true };
  const approved = await deps.summaries.approve({
    organizationId: actor.organizationId,
    summaryId,
    expected: summary.version,
    approvedBy: actor.id,
    at: deps.clock.now(),
  });
  return { summary: approved, already: false };
}
