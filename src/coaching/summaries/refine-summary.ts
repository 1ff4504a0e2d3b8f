import { dayIn } from '../people/day-in.ts';
import type { Clock } from '../../shared/clock.ts';
import { deterministicId } from '../../shared/ids.ts';
import type { Actor } from '../people/user.ts';
import { applyPatch } from './apply-patch.ts';
import { diffLines, type LineChange } from './diff-lines.ts';
import { openSummary, requireVersion } from './open-summary.ts';
import { isQuestion } from './read-question.ts';
import type { PatchProposer } from './ports.ts';
import { namingWhatChanged, type SummaryChangeDeps } from './stale-change.ts';
import type { PatchProposal, Summary } from './summary.ts';
import { summaryApproved } from './summary-errors.ts';

export interface RefineSummaryDeps extends SummaryChangeDeps {
  proposer: PatchProposer;
  clock: Clock;
}

export interface RefineSummary {
  actor: Actor;
  summaryId: string;
  /** The coach's words, without the name that they were addressed to. */
  instruction: string;
  /** Version that the person saw; undefined: whichever is newest when the turn runs. */
  expected?: number;
  /** Makes the change unique: the same turn again returns what it did before. */
  turnId: string;
  signal?: AbortSignal;
}

export type RefineResult =
  | {
      kind: 'changed';
      summary: Summary;
      diff: readonly LineChange[];
      /** Said beside the change, e.g. that the offline rules stood in for the model. */
      notice?: string;
    }
  | { kind: 'ask'; summary: Summary; question: string }
  | { kind: 'cannot'; summary: Summary; reason: string }
  | { kind: 'nothing-changed'; summary: Summary };

/**
 * Changes a summary as the coach asked: the model proposes a patch, the product applies it, a new version is stored. A
 * question changes nothing.
 *
 * @throws AppError SUMMARY_NOT_FOUND (unknown, or not theirs), SUMMARY_APPROVED (locked), SUMMARY_STALE (somebody else
 *   was first; nothing was changed; it says what they did), and what the proposer throws
 */
export async function refineSummary(deps: RefineSummaryDeps, input: RefineSummary): Promise<RefineResult> {
  const { actor, summaryId, turnId, instruction } = input;
  const { summary, session } = await openSummary(deps, actor, summaryId, 'write');
  const done = await deps.summaries.versionOfTurn(actor.organizationId, summaryId, turnId);
  if (done !== undefined) {
    const versions = await deps.summaries.versions(actor.organizationId, summaryId);
    const before = versions.find((version) => version.version === done.version - 1)?.lines ?? [];
    return { kind: 'changed', summary, diff: diffLines(before, done.lines) };
  }
  if (isQuestion(instruction)) return { kind: 'ask', summary, question: asksSomething };
  if (summary.state === 'approved') throw summaryApproved();
  return namingWhatChanged(deps, { actor, summaryId, seen: input.expected ?? summary.version }, async () => {
    requireVersion(summary, input.expected);
    const proposal = await proposePatch(deps, { ...input, summary, sessionDate: session.date });
    return proposal.kind === 'patch'
      ? store(deps, { summary, actor, instruction, turnId }, proposal)
      : { ...proposal, summary };
  });
}

const asksSomething =
  'That asks something, so I changed nothing. Say what to change, such as “make the first win shorter”.';

/** Asks for a patch as the actor's day stands. */
export function proposePatch(
  { proposer, clock }: Pick<RefineSummaryDeps, 'proposer' | 'clock'>,
  request: Pick<RefineSummary, 'actor' | 'instruction' | 'signal'> & {
    summary: Summary;
    sessionDate: string;
  },
): Promise<PatchProposal> {
  const { actor, summary, instruction, sessionDate, signal } = request;
  const today = dayIn(clock.now(), actor.timezone);
  const { organizationId } = actor;
  return proposer.propose({ organizationId, summary, instruction, sessionDate, today }, signal);
}

async function store(
  deps: RefineSummaryDeps,
  {
    summary,
    actor,
    instruction,
    turnId,
  }: Pick<RefineSummary, 'actor' | 'instruction' | 'turnId'> & {
    summary: Summary;
  },
  { operations, notice }: Extract<PatchProposal, { kind: 'patch' }>,
): Promise<RefineResult> {
  const patched = applyPatch(summary.lines, operations, newLineIds(summary.id, turnId));
  if (patched.kind === 'invalid') {
    return {
      kind: 'ask',
      summary,
      question:
        'I could not tell which line you mean. Can you name its section and number, such as “the second win”?',
    };
  }
  const diff = diffLines(summary.lines, patched.lines);
  if (diff.length === 0) return { kind: 'nothing-changed', summary };
  const changed = await deps.summaries.addVersion({
    organizationId: actor.organizationId,
    summaryId: summary.id,
    expected: summary.version,
    lines: patched.lines,
    cause: { kind: 'refine', request: instruction },
    authorId: actor.id,
    turnId,
  });
  return { kind: 'changed', summary: changed, diff, ...(notice === undefined ? {} : { notice }) };
}

/** Ids for the lines that a change adds: the same change made again gives the same. */
export function newLineIds(summaryId: string, changeId: string): () => string {
  let added = 0;
  return () => deterministicId(summaryId, changeId, String((added += 1)));
}
