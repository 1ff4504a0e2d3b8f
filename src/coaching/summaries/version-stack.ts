import type { SummaryVersion } from './summary.ts';

/** Where a summary stands in its history, as an editor sees it. */
export interface VersionStack {
  /** Versions whose changes stand, oldest first; the last one's lines are the summary's. Begins with the first draft. */
  past: readonly number[];
  /** Versions that were taken back and can come again; the last one is next. Empty after a new change. */
  future: readonly number[];
}

/**
 * Replays a history. Nothing is ever deleted: an undo or redo is a version too, and this tells which change each of them
 * took back or brought again.
 */
export function replay(versions: readonly Pick<SummaryVersion, 'version' | 'cause'>[]): VersionStack {
  const past: number[] = [];
  const future: number[] = [];
  for (const { version, cause } of versions.toSorted((one, other) => one.version - other.version)) {
    switch (cause.kind) {
      case 'undo':
        moveThrough(past, future, cause.from, 1);
        break;
      case 'redo':
        moveThrough(future, past, cause.from, 0);
        break;
      case 'draft':
      case 'refine':
      case 'restore':
        past.push(version);
        future.length = 0;
        break;
    }
  }
  return { past, future };
}

/** Moves entries from the top of one pile to the other, down to `wanted` and no further; `keep` of them always stay. */
function moveThrough(from: number[], to: number[], wanted: number, keep: number): void {
  if (!from.includes(wanted)) return;
  while (from.length > keep) {
    const top = from.pop();
    if (top === undefined) return;
    to.push(top);
    if (top === wanted) return;
  }
}
