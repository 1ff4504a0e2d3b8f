import { chooseSummary, type SummaryCandidate } from '../../coaching/summaries/choose-summary.ts';
import { undoProposal } from '../../coaching/summaries/proposals/apply-proposal.ts';
import { proposeForAll } from '../../coaching/summaries/proposals/propose-for-all.ts';
import { isAboutAnybody } from '../../coaching/summaries/read-question.ts';
import { readRequest, type SummaryRequest } from '../../coaching/summaries/read-request.ts';
import { forAllDoneView, forAllView } from '../../messages/views/summary-bulk.ts';
import { whichSummaryView } from '../../messages/views/summary-card.ts';
import { words as say } from '../../messages/words/en.ts';
import type { AgentInput } from '../agent.ts';
import type { ToolResult } from '../agent-tool.ts';
import { findInSession } from './find-in-transcript.ts';
import { sessionIdOf, type SessionToolDeps } from './session-tool-deps.ts';
import { talkAboutSummary } from './summary-talk.ts';

export interface SessionTalk {
  /** What a tool was called with: the person's words, as a rule. */
  words: string;
  /** Whose summary a model takes them to mean; counts only where the words leave it open. */
  participant?: string;
  signal: AbortSignal;
  /** What they come to where they are no fixed request. Default: a refinement. */
  otherwise?: SummaryRequest;
}

/** Requests about what was done last: without a name they are about the summary that was changed last. */
const aboutTheLast: ReadonlySet<SummaryRequest['kind']> = new Set([
  ...(['undo', 'undo-all', 'redo', 'restore', 'history', 'compare', 'question', 'reopen'] as const),
]);

/** Requests that change nothing: they go on with whom the person named just before. */
const onlyAsking: ReadonlySet<SummaryRequest['kind']> = new Set(['history', 'compare', 'question'] as const);

/**
 * Words in a session's thread: about all of its summaries, or the one that they name, that the person chose with "Refine",
 * or that is the only one. Otherwise the person is asked, and a press goes on with what was said.
 */
export async function talkInSession(
  deps: SessionToolDeps,
  input: AgentInput,
  talk: SessionTalk,
): Promise<ToolResult> {
  const { actor, turnId } = input;
  const sessionId = sessionIdOf(input);
  const summaries = await deps.summaries.listBySession(actor.organizationId, sessionId);
  // The person's own words say whether something is asked at all, not what a model made of them.
  const own = readRequest(input.question);
  const request = own.kind === 'question' ? own : readRequest(talk.words);
  const words = own.kind === 'question' ? input.question : talk.words;

  if (request.kind === 'for-all' && summaries.length > 1) {
    input.onProgress?.(say.progress.refining);
    const { instruction } = request;
    const { signal } = talk;
    const preview = await proposeForAll(deps, {
      actor,
      sessionId,
      request: words,
      instruction,
      turnId,
      signal,
    });
    return { text: 'What would change was shown; nothing is changed yet.', views: [forAllView(preview)] };
  }
  if (request.kind === 'undo-all') {
    const undone = await undoLastOfAll(deps, input, sessionId);
    if (undone !== undefined) return undone;
  }

  const candidates = summaries.map(({ id, participant }) => ({ summaryId: id, participant }));
  const kind = request.kind === 'refine' ? (talk.otherwise?.kind ?? request.kind) : request.kind;
  const focus =
    (onlyAsking.has(kind) ? namedJustBefore(input, candidates) : undefined) ??
    (aboutTheLast.has(kind) ? await lastTalkedAbout(deps, input, sessionId) : input.session?.focus);
  const choice = choose(words, candidates, focus, talk.participant);
  if (choice.kind === 'ask' && request.kind === 'question' && isAboutAnybody(words)) {
    return findInSession(deps, input, words);
  }
  if (choice.kind === 'ask') {
    const { id } = await deps.proposals.create({
      ...{ organizationId: actor.organizationId, sessionId, authorId: actor.id, turnId },
      ...{ request: words, items: [] },
    });
    const asked = choice.candidates.flatMap(
      ({ summaryId }) => summaries.find((summary) => summary.id === summaryId) ?? [],
    );
    return {
      text: 'It is not clear whose summary is meant; the person was asked.',
      views: [whichSummaryView(asked, id)],
    };
  }
  return talkAboutSummary(deps, {
    actor,
    summaryId: choice.summaryId,
    words: choice.instruction,
    turnId,
    saidBefore: saidBefore(input),
    signal: talk.signal,
    ...(input.onProgress === undefined ? {} : { onProgress: input.onProgress }),
    ...(talk.otherwise === undefined ? {} : { otherwise: talk.otherwise }),
  });
}

function choose(
  words: string,
  candidates: readonly SummaryCandidate[],
  focus: string | undefined,
  participant: string | undefined,
) {
  const choice = chooseSummary(words, candidates, focus);
  if (choice.kind === 'chosen' || participant === undefined) return choice;
  const named = chooseSummary(`${participant}: ${words}`, candidates, undefined);
  return named.kind === 'chosen' ? { ...named, instruction: words } : choice;
}

/** The summary whose participant the person's words before these named. */
function namedJustBefore(input: AgentInput, candidates: readonly SummaryCandidate[]): string | undefined {
  const [before] = saidBefore(input);
  const choice = before === undefined ? undefined : chooseSummary(before, candidates, undefined);
  return choice?.kind === 'chosen' && choice.by === 'name' ? choice.summaryId : undefined;
}

/** The summary that this person changed last, unless "Refine" was pressed since. */
async function lastTalkedAbout(
  { summaries, sessions }: SessionToolDeps,
  { actor, session }: AgentInput,
  sessionId: string,
): Promise<string | undefined> {
  const { organizationId, id } = actor;
  const last = await summaries.lastVersionBy(organizationId, sessionId, id);
  if (last === undefined) return session?.focus;
  const pressedSince =
    session?.conversationKey === undefined
      ? undefined
      : await sessions.focus(organizationId, session.conversationKey, id, last.createdAt);
  return pressedSince ?? last.summaryId;
}

/** Takes a change of several summaries back where it is the last thing that the person did; undefined: it is not. */
async function undoLastOfAll(
  deps: SessionToolDeps,
  { actor }: AgentInput,
  sessionId: string,
): Promise<ToolResult | undefined> {
  const applied = await deps.proposals.lastApplied(actor.organizationId, sessionId, actor.id);
  const last = await deps.summaries.lastVersionBy(actor.organizationId, sessionId, actor.id);
  if (applied === undefined || last?.cause.kind !== 'refine' || last.cause.proposal !== applied.id)
    return undefined;
  const result = await undoProposal(deps, { actor, proposalId: applied.id });
  return result.kind === 'done'
    ? { text: 'The person was shown what was undone.', views: [forAllDoneView(result, true)] }
    : undefined;
}

const saidBefore = ({ history }: AgentInput): string[] =>
  history.flatMap(({ role, text }) => (role === 'user' ? [text] : [])).toReversed();
