import type { Actor } from '../people/user.ts';
import { diffLines, type LineChange } from './diff-lines.ts';
import { openSummary, requireVersion } from './open-summary.ts';
import { namingWhatChanged, type SummaryChangeDeps } from './stale-change.ts';
import type { Summary, SummaryVersion } from './summary.ts';
import { summaryApproved } from './summary-errors.ts';
import { replay } from './version-stack.ts';

export interface UndoSummary {
  actor: Actor;
  summaryId: string;
  /** How many changes to take back, or to bring again; as many as there are when there are fewer. Default 1. */
  steps?: number;
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
      /** What the undone change was asked for with; of several the earliest. */
      request?: string;
    }
  /** The newest version has the first draft's lines. */
  | { kind: 'nothing-to-undo'; summary: Summary };

export type RedoResult =
  | { kind: 'redone'; summary: Summary; diff: readonly LineChange[]; request?: string }
  /** Nothing was undone, or something new came after it. */
  | { kind: 'nothing-to-redo'; summary: Summary };

/**
 * Takes the last change back, as a new version: nothing is lost. Again and again it goes back to the first draft.
 * @throws AppError SUMMARY_NOT_FOUND, SUMMARY_APPROVED, SUMMARY_STALE
 */
export async function undoSummary(deps: SummaryChangeDeps, input: UndoSummary): Promise<UndoResult> {
  const step = await walk(deps, input, ({ past }, steps) => {
    const from = past.slice(1).at(-steps) ?? past[1];
    return from === undefined
      ? undefined
      : { cause: { kind: 'undo', from }, shows: past[past.indexOf(from) - 1] ?? 1 };
  });
  return step.done ? { kind: 'undone', ...step.done } : { kind: 'nothing-to-undo', summary: step.summary };
}

/**
 * Brings back what the last undo took away, as a new version. After a new change there is nothing to redo.
 * @throws AppError as `undoSummary`
 */
export async function redoSummary(deps: SummaryChangeDeps, input: UndoSummary): Promise<RedoResult> {
  const step = await walk(deps, input, ({ future }, steps) => {
    const from = future.at(-steps) ?? future[0];
    return from === undefined ? undefined : { cause: { kind: 'redo', from }, shows: from };
  });
  return step.done ? { kind: 'redone', ...step.done } : { kind: 'nothing-to-redo', summary: step.summary };
}

interface Walked {
  summary: Summary;
  diff: readonly LineChange[];
  request?: string;
}

type Step = {
  cause: Extract<SummaryVersion['cause'], { kind: 'undo' | 'redo' }>;
  /** The version whose lines the summary gets. */
  shows: number;
};

/** @returns `done` undefined: there is no step that way */
async function walk(
  deps: SummaryChangeDeps,
  { actor, summaryId, turnId, expected, steps = 1 }: UndoSummary,
  next: (stack: ReturnType<typeof replay>, steps: number) => Step | undefined,
): Promise<{ done?: Walked; summary: Summary }> {
  const { summary } = await openSummary(deps, actor, summaryId, 'write');
  const versions = await deps.summaries.versions(actor.organizationId, summaryId);
  const byNumber = new Map(versions.map((version) => [version.version, version]));
  const linesOf = (version: number) => byNumber.get(version)?.lines ?? [];
  const requestOf = (cause: SummaryVersion['cause'] | undefined) => {
    const moved =
      cause?.kind === 'undo' || cause?.kind === 'redo' ? byNumber.get(cause.from)?.cause : undefined;
    return moved?.kind === 'refine' ? { request: moved.request } : {};
  };

  const before = await deps.summaries.versionOfTurn(actor.organizationId, summaryId, turnId);
  if (before !== undefined) {
    const diff = diffLines(linesOf(before.version - 1), before.lines);
    return { summary, done: { summary, diff, ...requestOf(before.cause) } };
  }
  if (summary.state === 'approved') throw summaryApproved();
  return namingWhatChanged(deps, { actor, summaryId, seen: expected ?? summary.version }, async () => {
    requireVersion(summary, expected);
    const step = next(replay(versions), Math.max(1, steps));
    if (step === undefined) return { summary };
    const changed = await deps.summaries.addVersion({
      organizationId: actor.organizationId,
      summaryId,
      expected: summary.version,
      lines: linesOf(step.shows),
      cause: step.cause,
      authorId: actor.id,
      turnId,
    });
    const diff = diffLines(summary.lines, changed.lines);
    return { summary: changed, done: { summary: changed, diff, ...requestOf(step.cause) } };
  });
}
