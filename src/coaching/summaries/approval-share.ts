import type { ApprovalShare } from './ports.ts';
import type { SummaryLine } from './summary.ts';

/**
 * How much of a first draft was approved as it was drafted. A line that was reworded, removed or added counts as edited; one
 * that only moved, or got an owner or a due date, stands.
 */
export function shareUnedited(
  draft: readonly Pick<SummaryLine, 'id' | 'text'>[],
  approved: readonly Pick<SummaryLine, 'id' | 'text'>[],
): ApprovalShare {
  const texts = new Map(approved.map(({ id, text }) => [id, text]));
  const drafted = new Set(draft.map(({ id }) => id));
  return {
    unedited: draft.filter(({ id, text }) => texts.get(id) === text).length,
    all: draft.length + approved.filter(({ id }) => !drafted.has(id)).length,
  };
}

/** `92 %`; undefined of nothing. */
export const formatShare = ({ unedited, all }: ApprovalShare): string | undefined =>
  all === 0 ? undefined : `${Math.round((unedited / all) * 100)} %`;
