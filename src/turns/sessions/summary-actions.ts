import { approveSummary } from '../../coaching/summaries/approve-summary.ts';
import type { AssignActionDeps } from '../../coaching/actions/assign-action.ts';
import { canSeeSession } from '../../coaching/sessions/can-see-session.ts';
import type { SummaryChangeDeps } from '../../coaching/summaries/stale-change.ts';
import { reopenSummary } from '../../coaching/summaries/reopen-summary.ts';
import { showSummary } from '../../coaching/summaries/show-summary.ts';
import { parseSummaryReference, type SummaryReference } from '../../coaching/summaries/summary-reference.ts';
import { undoSummary } from '../../coaching/summaries/undo-summary.ts';
import type { SessionRepository } from '../../coaching/sessions/ports.ts';
import { layoutOfSummary } from '../../coaching/templates/draft-layout.ts';
import type { TemplateSource } from '../../coaching/templates/ports.ts';
import type { AuditLog } from '../../coaching/tenants/ports.ts';
import { askOwnerView } from '../../messages/views/action-items.ts';
import { audienceLine } from '../../messages/views/audience-line.ts';
import { sayView } from '../../messages/views/talk.ts';
import { approvedView, refinePromptView, summaryCardView } from '../../messages/views/summary-card.ts';
import { summaryUndoneView } from '../../messages/views/summary-diff.ts';
import { reopenedView } from '../../messages/views/summary-state.ts';
import { words } from '../../messages/words/en.ts';
import type { Clock } from '../../shared/clock.ts';
import { AppError } from '../../shared/errors.ts';
import type { ActionHandlers } from '../actions.ts';
import type { ContextOf } from '../turn-context.ts';
import type { SessionPoster } from './post-session.ts';
import { pressing, showInSession } from './summary-press.ts';

export interface SummaryActionDeps extends SummaryChangeDeps, Pick<AssignActionDeps, 'actions' | 'clients'> {
  sessions: SessionRepository;
  audit: AuditLog;
  clock: Clock;
  poster: Pick<SessionPoster, 'refresh'>;
  /** Titles and order of the sections that are shown. Default: four, as they are. */
  templates?: TemplateSource;
}

type SummaryActionId =
  'summary.refine' | 'summary.approve' | 'summary.undo' | 'summary.show' | 'summary.reopen';

const refusing = (run: (context: ContextOf<'action'>, reference: SummaryReference) => Promise<void>) =>
  pressing(async (context: ContextOf<'action'>) => {
    const reference = parseSummaryReference(context.turn.value);
    if (reference === undefined) {
      throw new AppError({
        code: 'TURN_004',
        message: 'A button with a value that is no summary.',
        userMessage: words.outOfDate,
      });
    }
    await run(context, reference);
  });

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
    'summary.approve': refusing(async (context, { summaryId, version }) => {
      const { actor, reply, audience, event } = context;
      const { summary, already, share, incomplete } = await approveSummary(deps, {
        ...{ actor, summaryId, expected: version },
      });
      if (already && event.attempts === 1) {
        const text = words.summaries.approvedAlready(summary.participant);
        await reply.sendPrivately(sayView('talk.approved-already', text, audienceLine(audience)));
        if (incomplete.length > 0) await reply.sendPrivately(askOwnerView(summary, incomplete));
        return;
      }
      await audited(deps, context, 'summary.approve', summaryId);
      await deps.poster.refresh(actor.organizationId, summary.sessionId, [summary]);
      const items = await deps.actions.listBySummary(actor.organizationId, summaryId);
      const tracked = items.filter(({ state }) => state !== 'cancelled').length;
      const more = [
        ...(share.all === 0 ? [] : [words.summaries.share(share.unedited, share.all)]),
        ...(tracked === 0 ? [] : [words.actions.trackedCount(tracked)]),
      ];
      await showInSession(deps, context, summary.sessionId, approvedView(summary, undefined, more));
      if (incomplete.length > 0)
        await showInSession(deps, context, summary.sessionId, askOwnerView(summary, incomplete));
    }),
    'summary.reopen': refusing(async (context, { summaryId, version }) => {
      const { actor, event } = context;
      const { summary, already } = await reopenSummary(deps, { actor, summaryId, expected: version });
      const first = !already || event.attempts > 1;
      if (first) {
        await audited(deps, context, 'summary.reopen', summaryId);
        await deps.poster.refresh(actor.organizationId, summary.sessionId, [summary]);
      }
      await showInSession(deps, context, summary.sessionId, reopenedView(summary, !first));
    }),
    'summary.undo': refusing(async (context, { summaryId, version }) => {
      const { actor, event } = context;
      const result = await undoSummary(deps, { actor, summaryId, expected: version, turnId: event.id });
      const { summary } = result;
      await deps.poster.refresh(actor.organizationId, summary.sessionId, [summary]);
      await showInSession(deps, context, summary.sessionId, summaryUndoneView(result));
    }),
    'summary.show': refusing(async ({ actor, reply }, { summaryId }) => {
      const { summary, session, participants } = await showSummary(deps, { actor, summaryId });
      const readOnly = !(await canSeeSession(deps, actor, session));
      const layout = await layoutOfSummary(deps.templates, session, summary, participants);
      await reply.sendPrivately(summaryCardView({ summary, session, participants, readOnly, ...layout }));
    }),
  };
}

const audited = (
  { audit }: SummaryActionDeps,
  { actor, turn }: ContextOf<'action'>,
  action: 'summary.approve' | 'summary.reopen',
  summaryId: string,
): Promise<void> =>
  audit.record({
    organizationId: actor.organizationId,
    actorId: actor.id,
    action,
    subjectType: 'summary',
    subjectId: summaryId,
    surface: turn.platform,
  });
