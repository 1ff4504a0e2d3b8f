import type { Actor } from '../people/user.ts';
import { diffLines, type LineChange } from './diff-lines.ts';
import { openSummary, requireVersion } from './open-summary.ts';
import { namingWhatChanged, type SummaryChangeDeps } from './stale-change.ts';
import type { Summary } from './summary.ts';
import { summaryApproved, versionNotFound } from './summary-errors.ts';

export interface RestoreVersion {
  actor: Actor;
  summaryId: string;
  /** The version whose lines come back. */
  version: number;
  /** Version that the person saw; undefined: the newest. */
  expected?: number;
  /** The same turn again returns what it did before. */
  turnId: string;
}

export interface RestoreResult {
  summary: Summary;
  /** The version that was brought back. */
  restored: number;
  /** Empty: the newest version reads like that already, and nothing was stored. */
  diff: readonly LineChange[];
}

/**
 * Gives a summary the lines of an older version, as a new version: what came between stays in the history.
 * @throws AppError SUMMARY_NOT_FOUND, SUMMARY_VERSION, SUMMARY_APPROVED, SUMMARY_STALE
 */
export async function restoreVersion(deps: SummaryChangeDeps, input: RestoreVersion): Promise<RestoreResult> {
  const { actor, summaryId, version: restored, turnId, expected } = input;
  const { summary } = await openSummary(deps, actor, summaryId, 'write');
  const versions = await deps.summaries.versions(actor.organizationId, summaryId);
  const done = await deps.summaries.versionOfTurn(actor.organizationId, summaryId, turnId);
  if (done !== undefined) {
    const before = versions.find(({ version }) => version === done.version - 1);
    return { summary, restored, diff: diffLines(before?.lines ?? [], done.lines) };
  }
  if (summary.state === 'approved') throw summaryApproved();
  const wanted = versions.find(({ version }) => version === restored);
  if (wanted === undefined) throw versionNotFound(restored, summary.version);
  return namingWhatChanged(deps, { actor, summaryId, seen: expected ?? summary.version }, async () => {
    requireVersion(summary, expected);
    const diff = diffLines(summary.lines, wanted.lines);
    if (diff.length === 0) return { summary, restored, diff };
    const changed = await deps.summaries.addVersion({
      organizationId: actor.organizationId,
      summaryId,
      expected: summary.version,
      lines: wanted.lines,
      cause: { kind: 'restore', version: restored },
      authorId: actor.id,
      turnId,
    });
    return { summary: changed, restored, diff };
  });
}
