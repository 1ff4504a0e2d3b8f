import type { PatchOperation } from '../summary.ts';

/**
 * Something that waits for its author's word: a change of several summaries that was shown and not made yet, or, without
 * items, a request whose summary is still to be chosen.
 */
export interface SummaryProposal {
  id: string;
  organizationId: string;
  sessionId: string;
  /** Who asked; nobody else may apply it. */
  authorId: string;
  /** The author's words. */
  request: string;
  items: readonly ProposalItem[];
  state: ProposalState;
}

export type ProposalState = 'open' | 'applied' | 'dismissed';

export interface ProposalItem {
  summaryId: string;
  /** Version that the change was worked out on: no other is changed. */
  expected: number;
  operations: readonly PatchOperation[];
}
