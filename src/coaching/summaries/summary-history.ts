import type { Actor } from '../people/user.ts';
import { diffLines, type LineChange } from './diff-lines.ts';
import { openSummary } from './open-summary.ts';
import { namedVersions, type NamedVersion, type SummaryChangeDeps } from './stale-change.ts';
import type { Summary } from './summary.ts';
import { replay } from './version-stack.ts';

export interface HistoryEntry extends NamedVersion {
  /** Against the version before; empty for the first draft. */
  changes: readonly LineChange[];
}

export interface SummaryHistory {
  summary: Summary;
  /** Newest first. */
  versions: readonly HistoryEntry[];
  canUndo: boolean;
  canRedo: boolean;
}

/**
 * All versions of a summary: who made each, when, with which words, and what it changed. For those who may refine it.
 * @throws AppError SUMMARY_NOT_FOUND
 */
export async function summaryHistory(
  deps: SummaryChangeDeps,
  { actor, summaryId }: { actor: Actor; summaryId: string },
): Promise<SummaryHistory> {
  const { summary } = await openSummary(deps, actor, summaryId, 'write');
  const stored = await deps.summaries.versions(actor.organizationId, summaryId);
  const named = await namedVersions(deps, actor.organizationId, summaryId);
  const linesOf = new Map(stored.map(({ version, lines }) => [version, lines]));
  const { past, future } = replay(stored);
  const isOpen = summary.state === 'draft';
  return {
    summary,
    versions: named
      .map((entry) => {
        const before = linesOf.get(entry.version - 1);
        const after = linesOf.get(entry.version) ?? [];
        return { ...entry, changes: before === undefined ? [] : diffLines(before, after) };
      })
      .toReversed(),
    canUndo: isOpen && past.length > 1,
    canRedo: isOpen && future.length > 0,
  };
}
