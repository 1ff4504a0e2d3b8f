import { TZDate } from '@date-fns/tz';
import { format } from 'date-fns';
import type { Clock } from '../../shared/clock.ts';
import { deterministicId } from '../../shared/ids.ts';
import type { Actor } from '../people/user.ts';
import { applyPatch } from './apply-patch.ts';
import { diffLines, type LineChange } from './diff-lines.ts';
import { openSummary, requireVersion, type OpenSummaryDeps } from './open-summary.ts';
import type { PatchProposer } from './ports.ts';
import type { Summary } from './summary.ts';
import { summaryApproved } from './summary-errors.ts';

export interface RefineSummaryDeps extends OpenSummaryDeps {
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
 * Changes a summary as the coach asked: the model proposes a patch, the product applies it, a new version is stored.
 *
 * @throws AppError SUMMARY_NOT_FOUND (unknown, or not theirs), SUMMARY_APPROVED (locked), SUMMARY_STALE (somebody else
 *   was first; nothing was changed), and what the proposer throws
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
  if (summary.state === 'approved') throw summaryApproved();
  requireVersion(summary, input.expected);

  const proposal = await deps.proposer.propose(
    {
      organizationId: actor.organizationId,
      summary,
      instruction,
      sessionDate: session.date,
      today: format(new TZDate(deps.clock.now(), actor.timezone), 'yyyy-MM-dd'),
    },
    input.signal,
  );
  if (proposal.kind === 'ask') return { kind: 'ask', summary, question: proposal.question };
  if (proposal.kind === 'cannot') return { kind: 'cannot', summary, reason: proposal.reason };

  let added = 0;
  const patched = applyPatch(summary.lines, proposal.operations, () =>
    deterministicId(summaryId, turnId, String((added += 1))),
  );
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
    summaryId,
    expected: summary.version,
    lines: patched.lines,
    cause: { kind: 'refine', request: instruction },
    authorId: actor.id,
    turnId,
  });
  const { notice } = proposal;
  return { kind: 'changed', summary: changed, diff, ...(notice === undefined ? {} : { notice }) };
}
