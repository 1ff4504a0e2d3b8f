import { approveSummary } from '../../coaching/summaries/approve-summary.ts';
import type { OpenSummaryDeps } from '../../coaching/summaries/open-summary.ts';
import { showSummary } from '../../coaching/summaries/show-summary.ts';
import { parseSummaryReference, type SummaryReference } from '../../coaching/summaries/summary-reference.ts';
import { undoSummary } from '../../coaching/summaries/undo-summary.ts';
import type { SessionRepository } from '../../coaching/sessions/ports.ts';
import { layoutOfSummary } from '../../coaching/templates/draft-layout.ts';
import type { TemplateSource } from '../../coaching/templates/ports.ts';
import type { AuditLog } from '../../coaching/tenants/ports.ts';
import { audienceLine } from '../../messages/views/audience-line.ts';
import { failureView, sayView } from '../../messages/views/talk.ts';
import { approvedView, refinePromptView, summaryCardView } from '../../messages/views/summary-card.ts';
import { summaryUndoneView } from '../../messages/views/summary-diff.ts';
import type { Clock } from '../../shared/clock.ts';
import { AppError } from '../../shared/errors.ts';
import type { ActionHandlers } from '../actions.ts';
import type { ContextOf } from '../turn-context.ts';
import type { SessionPoster } from './post-session.ts';

export interface SummaryActionDeps extends OpenSummaryDeps {
  sessions: SessionRepository;
  audit: AuditLog;
  clock: Clock;
  poster: Pick<SessionPoster, 'refresh'>;
  /** Titles and order of the sections that are shown. Default: four, as they are. */
  templates?: TemplateSource;
}

type SummaryActionId = 'summary.refine' | 'summary.approve' | 'summary.undo' | 'summary.show';

/** A refusal is said to the person who pressed, and the turn is done; anything else is a fault. */
function refusing(run: (context: ContextOf<'action'>, reference: SummaryReference) => Promise<void>) {
  return async (context: ContextOf<'action'>): Promise<void> => {
    const reference = parseSummaryReference(context.turn.value);
    try {
      if (reference === undefined) {
        throw new AppError({
          code: 'TURN_004',
          message: 'A button with a value that is no summary.',
          userMessage: 'That button is out of date. Please use a newer message, or say what you would like.',
        });
      }
      await run(context, reference);
    } catch (error) {
      if (!(error instanceof AppError) || error.retry === 'later' || error.userMessage === undefined)
        throw error;
      await context.reply.sendPrivately(failureView(error.userMessage));
    }
  };
}

/** The buttons under summaries. */
export function createSummaryActions(deps: SummaryActionDeps): Pick<ActionHandlers, SummaryActionId> {
  return {
    'summary.refine': refusing(async ({ actor, turn, reply }, { summaryId }) => {
      const { summary } = await showSummary(deps, { actor, summaryId });
      const { key } = turn.place;
      // Several sessions may share a place: from now on its words are about this one.
      await deps.sessions.bindThread(actor.organizationId, summary.sessionId, key);
      await deps.sessions.setFocus(actor.organizationId, key, actor.id, summaryId);
      await reply.send(refinePromptView(summary));
    }),
    'summary.approve': refusing(async ({ actor, turn, reply, audience, event }, { summaryId, version }) => {
      const { summary, already } = await approveSummary(deps, { actor, summaryId, expected: version });
      if (already && event.attempts === 1) {
        const text = `${summary.participant}’s summary is approved already.`;
        await reply.sendPrivately(sayView('talk.approved-already', text, audienceLine(audience)));
        return;
      }
      await deps.audit.record({
        organizationId: actor.organizationId,
        actorId: actor.id,
        action: 'summary.approve',
        subjectType: 'summary',
        subjectId: summaryId,
        surface: turn.platform,
      });
      await deps.poster.refresh(actor.organizationId, summary.sessionId, [summary]);
      await reply.send(approvedView(summary));
    }),
    'summary.undo': refusing(async ({ actor, reply, event }, { summaryId, version }) => {
      const result = await undoSummary(deps, { actor, summaryId, expected: version, turnId: event.id });
      await deps.poster.refresh(actor.organizationId, result.summary.sessionId, [result.summary]);
      await reply.send(summaryUndoneView(result));
    }),
    'summary.show': refusing(async ({ actor, reply }, { summaryId }) => {
      const { summary, session, participants } = await showSummary(deps, { actor, summaryId });
      const layout = await layoutOfSummary(deps.templates, session, summary, participants);
      await reply.sendPrivately(summaryCardView({ summary, session, participants, ...layout }));
    }),
  };
}
