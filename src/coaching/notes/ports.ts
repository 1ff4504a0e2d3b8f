import type { QuickNote } from './quick-note.ts';

export interface QuickNoteRepository {
  /** Unique by `turnId`: the same turn again returns the note it made before. */
  create(note: Omit<QuickNote, 'id' | 'createdAt'>, turnId: string): Promise<QuickNote>;
  /** Removed notes are found only where asked for. */
  find(
    organizationId: string,
    id: string,
    options?: { removedToo?: boolean },
  ): Promise<QuickNote | undefined>;
  /** Soft delete; removing twice is harmless. */
  remove(organizationId: string, id: string, at: Date): Promise<void>;
  /** Newest first, of these authors. */
  listByAuthors(organizationId: string, authorIds: readonly string[], limit: number): Promise<QuickNote[]>;
  /**
   * About a person, by when it was observed: from `from` on and before `before`, newest first. Whoever shows them checks
   * who may read each.
   */
  listAbout(
    organizationId: string,
    subjectId: string,
    period: { from: Date; before: Date },
    limit: number,
  ): Promise<QuickNote[]>;
}

/** Notes that nobody has seen to yet, for preparing a 1:1. */
export interface OpenNotes {
  /** About this person, written by one of these, the most urgent first, then the newest. */
  openAbout(
    organizationId: string,
    subjectId: string,
    authorIds: readonly string[],
    limit: number,
  ): Promise<QuickNote[]>;
  /** Notes that a session dealt with: linked to it, and addressed. Notes addressed before stay as they are. */
  addressIn(
    organizationId: string,
    sessionId: string,
    noteIds: readonly string[],
    by: { userId: string; at: Date },
  ): Promise<void>;
}
