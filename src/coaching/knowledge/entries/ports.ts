import type { AddText, KnowledgeIngest } from '../ports.ts';
import type { EntryFields, EntryVersion, KnowledgeEntry } from './entry.ts';

/** What became of a change. */
export type SavedEntry =
  | { kind: 'saved'; entry: KnowledgeEntry }
  /** Somebody else's version came first; nothing was changed. */
  | { kind: 'stale'; entry: KnowledgeEntry }
  /** Another entry in force has this title. */
  | { kind: 'title-taken' }
  | { kind: 'gone' };

export interface EntryRepository {
  /** By title. Retired ones only where asked for. */
  list(organizationId: string, options?: { retiredToo?: boolean }): Promise<KnowledgeEntry[]>;
  /** Retired ones too. */
  find(organizationId: string, id: string): Promise<KnowledgeEntry | undefined>;
  /** Newest first. */
  versions(organizationId: string, id: string): Promise<EntryVersion[]>;
  /** Version 1. The same turn again returns the entry as it is now. */
  create(input: {
    organizationId: string;
    fields: EntryFields;
    editedBy?: string;
    turnId: string;
  }): Promise<SavedEntry>;
  /**
   * The next version. The same turn again, or the same words, make none and return the entry as it is now.
   * @param input.expectedVersion the version that the editor saw
   */
  save(input: {
    organizationId: string;
    id: string;
    expectedVersion: number;
    fields: EntryFields;
    editedBy: string;
    turnId: string;
  }): Promise<SavedEntry>;
  /** Retires, or with undefined brings back. Twice is harmless. */
  setRetired(organizationId: string, id: string, retiredAt: Date | undefined): Promise<SavedEntry>;
}

/** Entries as search finds them: documents. */
export interface EntryDocuments {
  add(input: AddText): ReturnType<KnowledgeIngest['add']>;
  /** The document is found no more, and its text goes: versions are kept with the entry. Of a name that is not there: nothing happens. */
  retire(organizationId: string, name: string): Promise<void>;
}
