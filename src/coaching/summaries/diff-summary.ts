import type { Actor } from '../people/user.ts';
import { diffLines, type LineChange } from './diff-lines.ts';
import { openSummary, type OpenSummaryDeps } from './open-summary.ts';
import type { Summary, SummaryVersion } from './summary.ts';
import { versionNotFound } from './summary-errors.ts';

export interface SummaryDiff {
  summary: Summary;
  from: SummaryVersion;
  to: SummaryVersion;
  changes: readonly LineChange[];
}

/**
 * Compares any two versions; without numbers, the newest with the one before it. Drafts and their history are for those
 * who may see the whole session.
 * @throws AppError SUMMARY_NOT_FOUND, SUMMARY_VERSION
 */
export async function diffSummary(
  deps: OpenSummaryDeps,
  input: { actor: Actor; summaryId: string; from?: number; to?: number },
): Promise<SummaryDiff> {
  const { summary } = await openSummary(deps, input.actor, input.summaryId, 'write');
  const versions = await deps.summaries.versions(input.actor.organizationId, input.summaryId);
  const pick = (number: number): SummaryVersion => {
    const version = versions.find((candidate) => candidate.version === number);
    if (version === undefined) throw versionNotFound(number, summary.version);
    return version;
  };
  const to = pick(input.to ?? summary.version);
  const from = pick(input.from ?? Math.max(1, to.version - 1));
  return { summary, from, to, changes: diffLines(from.lines, to.lines) };
}
