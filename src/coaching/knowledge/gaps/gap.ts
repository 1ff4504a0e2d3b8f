import type { CitedPlace, GapKind } from '../feedback/feedback.ts';

/** Something that is wrong or missing in the knowledge base, as people reported it. It names nobody. */
export interface KnowledgeGap {
  id: string;
  kind: GapKind;
  /** What the answer cited, when it cited anything. */
  cited?: CitedPlace;
  /** Only if the asker sent it. */
  question?: string;
  createdAt: Date;
  updatedAt: Date;
}

/** Open gaps about one section of one document, or about nothing that is there. */
export interface GapGroup {
  cited?: CitedPlace;
  /** Title of the document as people know it. */
  title?: string;
  counts: Readonly<Record<GapKind, number>>;
  /** Newest first. */
  questions: readonly string[];
  /** The gap that changed last; resolving the group names it, so that what comes in later stays open. */
  latestId: string;
  latestAt: Date;
}

export interface GapRepository {
  /** Open ones, those that changed last first; `limit` at most. */
  listOpen(organizationId: string, limit: number): Promise<KnowledgeGap[]>;
  /**
   * Resolves this gap and all open ones about the same section that changed no later than it.
   * @returns how many; 0 when it is resolved already or not there
   */
  resolve(organizationId: string, gapId: string, resolvedBy: string, at: Date): Promise<number>;
}
