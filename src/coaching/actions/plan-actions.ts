import type { OpenedSummary } from '../summaries/open-summary.ts';
import type { SummaryRepository } from '../summaries/ports.ts';
import { ownersKnown, type OwnerDeps } from './find-owner.ts';
import { planItems, type ItemPlan } from './plan-items.ts';
import type { ActionItemRepository } from './ports.ts';

export interface PlanActionsDeps extends OwnerDeps {
  actions: ActionItemRepository;
  summaries: Pick<SummaryRepository, 'approvals' | 'versions'>;
}

/** What a summary's action lines come to as tracked items, now that it is, or is about to be, approved. Writes nothing. */
export async function planActions(
  deps: PlanActionsDeps,
  { summary, session, participants }: OpenedSummary,
): Promise<ItemPlan> {
  const { organizationId, id } = summary;
  const [items, known, [approval]] = await Promise.all([
    deps.actions.listBySummary(organizationId, id),
    ownersKnown(deps, session, participants),
    deps.summaries.approvals(organizationId, id),
  ]);
  const versions = approval === undefined ? [] : await deps.summaries.versions(organizationId, id);
  const previous = versions.find(({ version }) => version === approval?.version)?.lines ?? [];
  return planItems({ lines: summary.lines, previous, items, known });
}
