import { AppError } from '../../../shared/errors.ts';
import type { Actor } from '../../people/user.ts';
import { canSeeSession } from '../../sessions/can-see-session.ts';
import type { CoachingSession } from '../../sessions/session.ts';
import type { OpenSummaryDeps } from '../open-summary.ts';
import { summaryNotFound } from '../summary-errors.ts';
import type { ProposalRepository } from './ports.ts';
import type { SummaryProposal } from './proposal.ts';

export interface OpenProposalDeps extends OpenSummaryDeps {
  proposals: ProposalRepository;
}

/**
 * A proposal for the person who made it, as long as they may still write the session's summaries.
 * @throws AppError SUMMARY_NOT_FOUND, SUMMARY_NOT_YOURS
 */
export async function openProposal(
  deps: OpenProposalDeps,
  actor: Actor,
  id: string,
): Promise<{ proposal: SummaryProposal; session: CoachingSession }> {
  const proposal = await deps.proposals.find(actor.organizationId, id);
  const session =
    proposal === undefined ? undefined : await deps.sessions.find(actor.organizationId, proposal.sessionId);
  if (proposal === undefined || session === undefined || !(await canSeeSession(deps, actor, session)))
    throw summaryNotFound();
  if (proposal.authorId !== actor.id) {
    throw new AppError({
      code: 'SUMMARY_NOT_YOURS',
      message: 'somebody else made the proposal',
      userMessage:
        'Somebody else asked for that, so only they can answer here. Tell me yourself what to change.',
    });
  }
  return { proposal, session };
}
