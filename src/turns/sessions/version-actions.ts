import { compare } from '../../agent/tools/summary-talk.ts';
import type { SessionToolDeps } from '../../agent/tools/session-tool-deps.ts';
import { diffSummary } from '../../coaching/summaries/diff-summary.ts';
import { restoreVersion } from '../../coaching/summaries/restore-version.ts';
import { summaryHistory } from '../../coaching/summaries/summary-history.ts';
import { parseSummaryReference } from '../../coaching/summaries/summary-reference.ts';
import { redoSummary } from '../../coaching/summaries/undo-summary.ts';
import type { Actor } from '../../coaching/people/user.ts';
import type { AuditLog } from '../../coaching/tenants/ports.ts';
import {
  compareForm,
  compareFormView,
  historyView,
  summaryRedoneView,
  summaryRestoredView,
} from '../../messages/views/summary-history.ts';
import { words } from '../../messages/words/en.ts';
import type { ActionHandlers } from '../actions.ts';
import type { FormHandlers, FormQueries } from '../forms.ts';
import type { ContextOf } from '../turn-context.ts';
import type { SessionPoster } from './post-session.ts';
import { olderVersion, partsOf, pressing, showInSession } from './summary-press.ts';

export interface VersionActionDeps extends SessionToolDeps {
  audit: AuditLog;
  poster: Pick<SessionPoster, 'refresh'>;
}

type VersionActionId = 'summary.redo' | 'summary.history' | 'summary.compare' | 'summary.restore';

const reference = /^([0-9a-f-]{36}):(\d{1,9})$/i;

/** The buttons of a summary's history. */
export function createVersionActions(deps: VersionActionDeps): Pick<ActionHandlers, VersionActionId> {
  return {
    'summary.redo': pressing(async (context: ContextOf<'action'>) => {
      const { actor, event, turn } = context;
      const [summaryId = '', version] = partsOf(turn.value, reference);
      const input = { actor, summaryId, expected: Number(version), turnId: event.id };
      const result = await redoSummary(deps, input);
      const { summary } = result;
      await deps.poster.refresh(actor.organizationId, summary.sessionId, [summary]);
      await showInSession(deps, context, summary.sessionId, summaryRedoneView(result));
    }),
    'summary.history': pressing(async (context: ContextOf<'action'>) => {
      const { actor, turn } = context;
      const [summaryId = ''] = partsOf(turn.value, reference);
      const history = await summaryHistory(deps, { actor, summaryId });
      await showInSession(deps, context, history.summary.sessionId, historyView(history, actor.timezone));
    }),
    // Where the platform did not open the form by itself.
    'summary.compare': pressing(async ({ actor, reply, turn }: ContextOf<'action'>) => {
      const [summaryId = ''] = partsOf(turn.value, reference);
      await reply.sendPrivately(compareFormView(await summaryHistory(deps, { actor, summaryId })));
    }),
    'summary.restore': pressing(async (context: ContextOf<'action'>) => {
      const { actor, event, turn } = context;
      const [summaryId = '', expected, version] = partsOf(turn.value, olderVersion);
      const result = await restoreVersion(deps, {
        ...{ actor, summaryId, turnId: event.id },
        version: Number(version),
        expected: Number(expected),
      });
      const { summary } = result;
      await deps.audit.record({
        organizationId: actor.organizationId,
        actorId: actor.id,
        action: 'summary.restore',
        subjectType: 'summary',
        subjectId: summaryId,
        surface: turn.platform,
      });
      await deps.poster.refresh(actor.organizationId, summary.sessionId, [summary]);
      await showInSession(deps, context, summary.sessionId, summaryRestoredView(result));
    }),
  };
}

/** Compares the two versions that were chosen. */
export const createCompareForm = (deps: VersionActionDeps): FormHandlers['summary.compare'] =>
  pressing(async (context: ContextOf<'form'>) => {
    const { actor, turn } = context;
    const [summaryId = ''] = partsOf(turn.context, reference);
    const versions = versionsOf(turn.values);
    const { summary } = await diffSummary(deps, { actor, summaryId, ...versions });
    await showInSession(
      deps,
      context,
      summary.sessionId,
      await compare(deps, { actor, summaryId }, versions),
    );
  });

export const createCompareFormQueries = (deps: VersionActionDeps): FormQueries => ({
  'summary.compare': {
    open: async (actor: Actor, context) => {
      const { summaryId = '' } = parseSummaryReference(context) ?? {};
      return compareForm(await summaryHistory(deps, { actor, summaryId }));
    },
    validate: (_actor, _context, values) => {
      const { from, to } = versionsOf(values);
      return Promise.resolve<Record<string, string>>(from === to ? { to: words.summaries.sameVersions } : {});
    },
  },
});

const versionsOf = (values: Readonly<Record<string, string>>): { from: number; to: number } => ({
  from: Number(values['from']) || 1,
  to: Number(values['to']) || 1,
});
