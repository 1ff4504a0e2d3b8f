import { AppError } from '../../shared/errors.ts';
import type { Actor } from '../people/user.ts';
import { openSummary, type OpenedSummary, type OpenSummaryDeps } from '../summaries/open-summary.ts';
import { followUpNotFound, followUpStale } from './follow-up-errors.ts';
import type { FollowUp } from './follow-up.ts';
import type { FollowUpRepository } from './ports.ts';

export interface OpenFollowUpDeps extends OpenSummaryDeps {
  followUps: FollowUpRepository;
}

export interface OpenedFollowUp extends OpenedSummary {
  followUp: FollowUp;
}

/**
 * Loads a follow-up for those who may write the summary that it goes back to.
 * @throws AppError FOLLOWUP_001 for one that does not exist or is not theirs, FOLLOWUP_003 when it has moved on from `expected`
 */
export async function openFollowUp(
  deps: OpenFollowUpDeps,
  actor: Actor,
  id: string,
  expected?: number,
): Promise<OpenedFollowUp> {
  const followUp = await deps.followUps.find(actor.organizationId, id);
  if (followUp === undefined) throw followUpNotFound();
  const opened = await openSummary(deps, actor, followUp.summaryId, 'write').catch((error: unknown) => {
    throw error instanceof AppError && error.code === 'SUMMARY_NOT_FOUND' ? followUpNotFound() : error;
  });
  if (expected !== undefined && expected !== followUp.version) throw followUpStale(followUp.version);
  return { ...opened, followUp };
}
