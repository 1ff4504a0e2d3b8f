import { askSummary } from '../../coaching/summaries/ask-summary.ts';
import { diffSummary } from '../../coaching/summaries/diff-summary.ts';
import { openSummary } from '../../coaching/summaries/open-summary.ts';
import { readRequest, type SummaryRequest } from '../../coaching/summaries/read-request.ts';
import { refineSummary } from '../../coaching/summaries/refine-summary.ts';
import { restoreVersion } from '../../coaching/summaries/restore-version.ts';
import { namedVersions, StaleSummaryError } from '../../coaching/summaries/stale-change.ts';
import { summaryHistory } from '../../coaching/summaries/summary-history.ts';
import { redoSummary, undoSummary } from '../../coaching/summaries/undo-summary.ts';
import type { Actor } from '../../coaching/people/user.ts';
import type { Message } from '../../messages/message.ts';
import {
  summaryChangedView,
  summaryQuestionView,
  summaryUndoneView,
} from '../../messages/views/summary-diff.ts';
import { summaryAnswerView } from '../../messages/views/summary-evidence.ts';
import {
  comparedView,
  historyView,
  summaryRedoneView,
  summaryRestoredView,
  summaryStaleView,
} from '../../messages/views/summary-history.ts';
import { approvePromptView, lockedView, reopenPromptView } from '../../messages/views/summary-state.ts';
import { AppError } from '../../shared/errors.ts';
import type { ToolResult } from '../agent-tool.ts';
import type { SessionToolDeps } from './session-tool-deps.ts';

/** Words about one summary whose participant is known. */
export interface SummaryTalk {
  actor: Actor;
  summaryId: string;
  /** Without the name that they were addressed to. */
  words: string;
  turnId: string;
  /** What people said before in this thread, newest first. */
  saidBefore: readonly string[];
  signal: AbortSignal;
  onProgress?: (text: string) => void;
  /** What the words come to where they are no fixed request, e.g. as a model read them. Default: a refinement. */
  otherwise?: SummaryRequest;
}

const shown = (text: string, ...views: readonly Message[]): ToolResult => ({ text, views });

/** More changes than any summary has: all of them. */
const allSteps = 10_000;

/**
 * Does what words say about a summary: refine, undo, redo, restore, compare, show its history, answer a question. A question
 * never changes anything, whatever a model made of it; approving and reopening take a press.
 * @throws AppError SUMMARY_NOT_FOUND, SUMMARY_VERSION, and what the proposer throws
 */
export async function talkAboutSummary(deps: SessionToolDeps, talk: SummaryTalk): Promise<ToolResult> {
  const read = readRequest(talk.words);
  const request = read.kind === 'refine' ? (talk.otherwise ?? read) : read;
  try {
    return await act(deps, talk, request);
  } catch (error) {
    if (error instanceof StaleSummaryError)
      return shown('Somebody else was faster; the person was told.', summaryStaleView(error.change));
    if (!(error instanceof AppError) || error.code !== 'SUMMARY_APPROVED') throw error;
    const { summary } = await openSummary(deps, talk.actor, talk.summaryId, 'write');
    return shown('It is approved and locked; the person was told.', lockedView(summary));
  }
}

async function act(deps: SessionToolDeps, talk: SummaryTalk, request: SummaryRequest): Promise<ToolResult> {
  const { actor, summaryId, turnId, saidBefore } = talk;
  const which = { actor, summaryId };
  switch (request.kind) {
    case 'undo':
    case 'undo-all': {
      const steps = request.kind === 'undo' ? request.steps : allSteps;
      const result = await undoSummary(deps, { ...which, turnId, steps });
      return shown('The person was shown what was undone.', summaryUndoneView(result));
    }
    case 'redo': {
      const result = await redoSummary(deps, { ...which, turnId, steps: request.steps });
      return shown('The person was shown what came back.', summaryRedoneView(result));
    }
    case 'restore': {
      const result = await restoreVersion(deps, { ...which, turnId, version: request.version });
      return shown('The person was shown what was restored.', summaryRestoredView(result));
    }
    case 'history':
      return shown('The history was shown.', historyView(await summaryHistory(deps, which), actor.timezone));
    case 'compare':
      return shown('The comparison was shown.', await compare(deps, which, request));
    case 'question': {
      const answer = await askSummary(deps, { ...which, question: talk.words, saidBefore });
      return shown('Answered with quotes; nothing was changed.', summaryAnswerView(answer));
    }
    case 'approve':
    case 'reopen': {
      const { summary } = await openSummary(deps, actor, summaryId, 'write');
      const view = request.kind === 'approve' ? approvePromptView : reopenPromptView;
      return shown('The person was shown the button for it.', view(summary));
    }
    case 'for-all':
      return refine(deps, talk, request.instruction);
    case 'refine':
      return refine(deps, talk, talk.words);
  }
}

/** The comparison of two versions, as a view. */
export async function compare(
  deps: SessionToolDeps,
  which: { actor: Actor; summaryId: string },
  { from, to }: { from?: number; to?: number },
): Promise<Message> {
  const diff = await diffSummary(deps, {
    ...which,
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  });
  const versions = await namedVersions(deps, which.actor.organizationId, which.summaryId);
  const named = versions.find(({ version }) => version === diff.to.version);
  return comparedView({
    summary: diff.summary,
    from: diff.from.version,
    to: named ?? { version: diff.to.version, cause: diff.to.cause, at: diff.to.createdAt },
    changes: diff.changes,
  });
}

async function refine(deps: SessionToolDeps, talk: SummaryTalk, instruction: string): Promise<ToolResult> {
  const { actor, summaryId, turnId, signal } = talk;
  talk.onProgress?.('Working on the summary…');
  const result = await refineSummary(deps, { actor, summaryId, instruction, turnId, signal });
  const { summary } = result;
  switch (result.kind) {
    case 'changed':
      return shown(`Version ${summary.version} was stored and shown.`, summaryChangedView(result));
    case 'ask':
      return shown('The person was asked back.', summaryQuestionView(summary, result.question));
    case 'cannot':
      return shown('The person was told why not.', summaryQuestionView(summary, result.reason));
    case 'nothing-changed':
      return shown(
        'Nothing changed, and the person was told.',
        summaryQuestionView(summary, 'That would leave everything as it is, so I changed nothing.'),
      );
  }
}
