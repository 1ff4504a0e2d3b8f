export const noteTypes = ['POSITIVE', 'COACHING', 'URGENT', 'COMPLIANCE', 'GENERAL'] as const;
export type NoteType = (typeof noteTypes)[number];
export const notePriorities = ['HIGH', 'MEDIUM', 'LOW'] as const;
export type NotePriority = (typeof notePriorities)[number];

/** An observation about a person, read by its author and the author's line alone. */
export interface QuickNote {
  id: string;
  organizationId: string;
  authorId: string;
  subjectId: string;
  type: NoteType;
  /** e.g. `Call quality`; undefined when the words give no hint. */
  category?: string;
  priority: NotePriority;
  content: string;
  /** Lower case, without `#`. */
  tags: readonly string[];
  requiresFollowUp: boolean;
  occurredAt: Date;
  createdAt: Date;
}
