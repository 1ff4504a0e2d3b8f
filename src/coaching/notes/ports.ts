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
}
