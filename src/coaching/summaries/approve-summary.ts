import type { Clock } from '../../shared/clock.ts';
import { planActions, type PlanActionsDeps } from '../actions/plan-actions.ts';
import type { IncompleteLine } from '../actions/plan-items.ts';
import type { Actor } from '../people/user.ts';
import { shareUnedited } from './approval-share.ts';
import { openSummary, requireVersion } from './open-summary.ts';
import type { ApprovalShare } from './ports.ts';
import { namingWhatChanged, type SummaryChangeDeps } from './stale-change.ts';
import type { Summary } from './summary.ts';

export interface ApproveSummaryDeps extends SummaryChangeDeps, Pick<PlanActionsDeps, 'actions' | 'clients'> {
  clock: Clock;
}

export interface ApproveSummary {
  actor: Actor;
  summaryId: string;
  /** Version that the person saw and approves; undefined: the newest. */
  expected?: number;
}

export interface ApprovedSummary {
  summary: Summary;
  /** It was approved before; nothing was changed. */
  already: boolean;
  /** How much of the first draft stands as it was drafted. */
  share: ApprovalShare;
  /** Action lines that are not tracked yet, because owner or day is missing. */
  incomplete: readonly IncompleteLine[];
}

/**
 * Approves and locks a summary: from then on its participant may read it, and its complete action lines are tracked items.
 * Approving it twice changes nothing.
 * @throws AppError SUMMARY_NOT_FOUND, SUMMARY_STALE (a version came after the one that the person saw)
 */
export async function approveSummary(
  deps: ApproveSummaryDeps,
  { actor, summaryId, expected }: ApproveSummary,
): Promise<ApprovedSummary> {
  const { organizationId } = actor;
  const opened = await openSummary(deps, actor, summaryId, 'write');
  const { summary } = opened;
  return namingWhatChanged(deps, { actor, summaryId, seen: expected ?? summary.version }, async () => {
    requireVersion(summary, expected);
    const versions = await deps.summaries.versions(organizationId, summaryId);
    const share = shareUnedited(versions.find(({ version }) => version === 1)?.lines ?? [], summary.lines);
    const { save, incomplete } = await planActions(deps, opened);
    if (summary.state === 'approved') return { summary, already: true, share, incomplete };
    const approved = await deps.summaries.approve({
      organizationId,
      summaryId,
      expected: summary.version,
      approvedBy: actor.id,
      at: deps.clock.now(),
      share,
      items: save,
    });
    return { summary: approved, already: false, share, incomplete };
  });
}
