import type { Actor } from '../people/user.ts';
import { openSummary, type OpenedSummary, type OpenSummaryDeps } from './open-summary.ts';

/**
 * A summary with its session, for those who may read it; its participant only once it is approved.
 * @throws AppError SUMMARY_NOT_FOUND
 */
export function showSummary(
  deps: OpenSummaryDeps,
  { actor, summaryId }: { actor: Actor; summaryId: string },
): Promise<OpenedSummary> {
  return openSummary(deps, actor, summaryId, 'read');
}
