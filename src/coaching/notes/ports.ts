import type { RecordEntitlement } from '../records/entitlement.ts';
import type { NewNote, NotePatch, NotePriority, NoteType, QuickNote } from './quick-note.ts';

/** Which notes are meant. Everything given must hold; nothing given means all. */
export interface NoteFilter {
  /** About one of these people. */
  personIds?: readonly string[];
  authorIds?: readonly string[];
  types?: readonly NoteType[];
  priority?: NotePriority;
  state?: 'open' | 'addressed';
  /** Only those that ask for a follow-up. */
  followUp?: boolean;
  /** Only those that were shared with the person they are about. */
  shared?: boolean;
  /** Observed from then on, and before then. */
  from?: Date;
  before?: Date;
  /** Each of these stands in the words, the category or the tags, in any case. */
  words?: readonly string[];
}

export interface NotePage {
  /** By when it was observed, newest first. */
  notes: readonly QuickNote[];
  /** How many fit the filter. */
  total: number;
  /** Given where more follow: what `after` asks for next. */
  next?: string;
}

export interface QuickNoteRepository {
  /** Unique by `turnId`: the same turn again returns the note it made before, as it is by now. */
  create(note: NewNote, turnId: string): Promise<QuickNote>;
  /** Removed notes are found only where asked for. An id that is none finds nothing. */
  find(
    organizationId: string,
    id: string,
    options?: { removedToo?: boolean },
  ): Promise<QuickNote | undefined>;
  /**
   * Changes a note while nobody else does: `toPatch` gets it as it is then, and may throw to leave it so. What is set to
   * what it is already is no change, and counts up no version.
   * @returns undefined when the note is not there, or removed
   */
  change(
    organizationId: string,
    id: string,
    toPatch: (note: QuickNote) => NotePatch,
  ): Promise<{ note: QuickNote; changed: boolean } | undefined>;
  /** Soft delete; removing twice is harmless, and what was shared stays. @returns whether it was removed just now */
  remove(organizationId: string, id: string, at: Date): Promise<boolean>;
  /** Brings a removed note back. @returns whether it was brought back just now */
  restore(organizationId: string, id: string): Promise<boolean>;
  /**
   * Notes that everyone whom the entitlement stands for may read; it sees nothing else, nor counts it.
   * @param page.after as `next` of the page before gave it; a note that is gone ends the list
   */
  list(
    entitlement: RecordEntitlement,
    filter: NoteFilter,
    page: { limit: number; after?: string },
  ): Promise<NotePage>;
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

/** A 1:1 or other session that a note can be kept for. */
export interface LinkableSession {
  id: string;
  title: string;
  /** Calendar day `YYYY-MM-DD`. */
  date: string;
}

/** Sessions in which a person took or takes part. */
export interface LinkableSessions {
  /**
   * Planned or held, led by one of these people, from the first day to the last, inclusive; newest first, 100 at most.
   */
  between(
    organizationId: string,
    personId: string,
    leaderIds: readonly string[],
    days: { from: string; to: string },
  ): Promise<LinkableSession[]>;
}
