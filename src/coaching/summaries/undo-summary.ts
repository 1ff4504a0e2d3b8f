import type { Actor } from '../people/user.ts';
import { diffLines, type LineChange } from './diff-lines.ts';
import { openSummary, requireVersion, type OpenSummaryDeps } from './open-summary.ts';
import type { Summary, SummaryVersion } from './summary.ts';
import { summaryApproved } from './summary-errors.ts';

export interface UndoSummary {
  actor: Actor;
  summaryId: string;
  /** Version that the person saw; undefined: the newest. */
  expected?: number;
  /** The same turn again returns what it did before. */
  turnId: string;
}

export type UndoResult =
  | {
      kind: 'undone';
      summary: Summary;
      diff: readonly LineChange[];
      /** What the undone change was asked for with. */ request?: string;
    }
  /** The newest version has the first draft's lines. */
  | { kind: 'nothing-to-undo'; summary: Summary };

/**
 * Takes the last change back, as a new version: nothing is lost. Again and again it goes back to the first draft.
 * @throws AppError SUMMARY_NOT_FOUND, SUMMARY_APPROVED, SUMMARY_STALE
 */
export async function undoSummary(deps: OpenSummaryDeps, input: UndoSummary): Promise<UndoResult> {
  const { actor, summaryId, turnId } = input;
  const { summary } = await openSummary(deps, actor, summaryId, 'write');
  const versions = await deps.summaries.versions(actor.organizationId, summaryId);
  const byNumber = new Map(versions.map((version) => [version.version, version]));
  const linesOf = (version: number) => byNumber.get(version)?.lines ?? [];

  const done = await deps.summaries.versionOfTurn(actor.organizationId, summaryId, turnId);
  if (done !== undefined) {
    return { kind: 'undone', summary, diff: diffLines(linesOf(done.version - 1), done.lines) };
  }
  if (summary.state === 'approved') throw summaryApproved();
  requireVersion(summary, input.expected);

  const from = standingVersion(byNumber, summary.version);
  if (from <= 1) return { kind: 'nothing-to-undo', summary };
  const cause = byNumber.get(from)?.cause;
  const undone = await deps.summaries.addVersion({
    organizationId: actor.organizationId,
    summaryId,
    expected: summary.version,
    lines: linesOf(from - 1),
    cause: { kind: 'undo', from },
    authorId: actor.id,
    turnId,
  });
  return {
    kind: 'undone',
    summary: undone,
    diff: diffLines(summary.lines, undone.lines),
    ...(cause?.kind === 'refine' ? { request: cause.request } : {}),
  };
}

/**
 * The change whose outcome a version shows: itself, or for an undo of change `from` whatever `from - 1` shows. 1: the first
 * draft, nothing left to undo.
 */
function standingVersion(versions: ReadonlyMap<number, SummaryVersion>, version: number): number {
  let standing = version;
  for (
    let cause = versions.get(standing)?.cause;
    cause?.kind === 'undo';
    cause = versions.get(standing)?.cause
  ) {
    standing = cause.from - 1;
  }
  return standing;
}
