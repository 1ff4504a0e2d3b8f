import { talkAboutSummary } from '../../agent/tools/summary-talk.ts';
import type { SessionToolDeps } from '../../agent/tools/session-tool-deps.ts';
import type { Actor } from '../../coaching/people/user.ts';
import {
  applyProposal,
  dismissProposal,
  undoProposal,
  type ApplyResult,
} from '../../coaching/summaries/proposals/apply-proposal.ts';
import { openProposal } from '../../coaching/summaries/proposals/open-proposal.ts';
import { showSummary } from '../../coaching/summaries/show-summary.ts';
import { summaryNotFound } from '../../coaching/summaries/summary-errors.ts';
import type { AuditLog } from '../../coaching/tenants/ports.ts';
import { forAllDismissedView, forAllDoneView, forAllEndedView } from '../../messages/views/summary-bulk.ts';
import { refinePromptView } from '../../messages/views/summary-card.ts';
import { words } from '../../messages/words/en.ts';
import type { ActionHandlers } from '../actions.ts';
import type { ContextOf } from '../turn-context.ts';
import type { SessionPoster } from './post-session.ts';
import { oneId, partsOf, pressing, showInSession, twoIds } from './summary-press.ts';

export interface ProposalActionDeps extends SessionToolDeps {
  audit: AuditLog;
  poster: Pick<SessionPoster, 'refresh'>;
}

type ProposalActionId = 'summary.choose' | 'summaries.apply' | 'summaries.dismiss' | 'summaries.undo';

/** The buttons under what waits for its author's word. */
export function createProposalActions(deps: ProposalActionDeps): Pick<ActionHandlers, ProposalActionId> {
  const ended = async (context: ContextOf<'action'>, result: ApplyResult, undo: boolean): Promise<void> => {
    const { actor, reply, turn } = context;
    const { proposal } = result;
    if (result.kind === 'ended') {
      await reply.sendPrivately(forAllEndedView(result, undo));
      return;
    }
    await deps.audit.record({
      organizationId: actor.organizationId,
      actorId: actor.id,
      action: undo ? 'summary.undo_all' : 'summary.change_all',
      subjectType: 'coaching_session',
      subjectId: proposal.sessionId,
      surface: turn.platform,
    });
    const changed = result.changes.map(({ summary }) => summary);
    await deps.poster.refresh(actor.organizationId, proposal.sessionId, changed);
    await showInSession(deps, context, proposal.sessionId, forAllDoneView(result, undo));
  };

  return {
    'summary.choose': pressing(async (context: ContextOf<'action'>) => choose(deps, context)),
    'summaries.apply': pressing(async (context: ContextOf<'action'>) => {
      const input = await idOf(deps, context);
      const retry = context.event.attempts > 1;
      await ended(context, await applyProposal(deps, { ...input, retry }), false);
    }),
    'summaries.dismiss': pressing(async (context: ContextOf<'action'>) => {
      const input = await idOf(deps, context);
      const dismissed = await dismissProposal(deps, input);
      const { proposal } = await openProposal(deps, input.actor, input.proposalId);
      await context.reply.sendPrivately(
        dismissed ? forAllDismissedView() : forAllEndedView({ kind: 'ended', proposal }),
      );
    }),
    'summaries.undo': pressing(async (context: ContextOf<'action'>) => {
      const input = await idOf(deps, context);
      await ended(context, await undoProposal(deps, input), true);
    }),
  };
}

interface ProposalInput {
  actor: Actor;
  proposalId: string;
}

async function idOf(deps: ProposalActionDeps, { actor, turn }: ContextOf<'action'>): Promise<ProposalInput> {
  const [proposalId = ''] = partsOf(turn.value, oneId);
  await openProposal(deps, actor, proposalId);
  return { actor, proposalId };
}

/** The participant was named by a press: what was asked goes on from there. */
async function choose(deps: ProposalActionDeps, context: ContextOf<'action'>): Promise<void> {
  const { actor, event, reply, signal, turn } = context;
  const { organizationId } = actor;
  const [proposalId = '', summaryId = ''] = partsOf(turn.value, twoIds);
  const { proposal } = await openProposal(deps, actor, proposalId);
  const { summary } = await showSummary(deps, { actor, summaryId });
  if (summary.sessionId !== proposal.sessionId) throw summaryNotFound();
  const { key } = turn.place;
  await deps.sessions.bindThread(organizationId, summary.sessionId, key);
  await deps.sessions.setFocus(organizationId, key, actor.id, summaryId);
  // Answered before: the press only says whose summary the next words are about.
  if (proposal.state !== 'open' && event.attempts === 1) {
    await reply.send(refinePromptView(summary));
    return;
  }
  await reply.progress(words.progress.refining);
  const { views = [] } = await talkAboutSummary(deps, {
    ...{ actor, summaryId, signal },
    words: proposal.request,
    // The same choice pressed again, also by another button, changes nothing twice.
    turnId: proposal.id,
    saidBefore: [],
    onProgress: (text) => void reply.progress(text),
  });
  await deps.proposals.close(organizationId, proposal.id, 'applied');
  const { summary: now } = await showSummary(deps, { actor, summaryId });
  if (now.version !== summary.version) await deps.poster.refresh(organizationId, summary.sessionId, [now]);
  for (const view of views) await showInSession(deps, context, summary.sessionId, view);
}
