import type { NoteType } from '../notes/quick-note.ts';
import type { SessionType, TranscriptSegment } from '../sessions/session.ts';
import type { SummaryLine, SummarySection } from '../summaries/summary.ts';
import type { LinePlace, RecordEntitlement } from './entitlement.ts';
import type { RecordHit, RecordKind } from './record.ts';

/** Turns words into what the index holds; the same for indexing and for asking, or nothing would be found. */
export interface RecordLanguage {
  /** Terms in order, without stop words; inflections of a word give the same term. */
  terms(text: string): string[];
  /** Those of the terms that carry no topic by themselves (`thing`, `work`): searched, but no proof that something fits. */
  isFiller(term: string): boolean;
  /** Of a vocabulary, what each unknown term may be a misspelling of; terms too short to guess are left out. */
  closeTo(unknown: readonly string[], vocabulary: readonly string[]): string[];
  /** For each unknown term the nearest known one, the commoner one when tied. */
  correct(unknown: readonly string[], known: ReadonlyMap<string, number>): Map<string, string>;
}

/** A record as it stands in its own tables. */
export type RecordSource =
  | {
      kind: 'summary';
      id: string;
      version: number;
      participant: string;
      lines: readonly SummaryLine[];
    }
  | { kind: 'note'; id: string; content: string; category?: string; tags: readonly string[] }
  | {
      kind: 'session';
      id: string;
      title: string;
      type: SessionType;
      participants: readonly string[];
      segments: readonly TranscriptSegment[];
    };

/** A piece of a record that is found by itself. */
export interface RecordChunk {
  index: number;
  /** Shown to people as it is. A session's: one line a cue. */
  text: string;
  /**
   * What the text is. Summary: section, owner, due day, evidence in words. Note: category. Session: index and speaker of each line of the
   * text (`readCueMark`); the first chunk, which holds the title, has none.
   */
  marks: readonly string[];
  /** Positions inside the record; of a session indexes of cues. `end` exclusive and after `start`. */
  start: number;
  end: number;
  terms: ReadonlyMap<string, number>;
}

/** Which records a question means, apart from its words. Everything given must hold. */
export interface RecordFilter {
  kinds: readonly RecordKind[];
  /** Days, inclusive, `YYYY-MM-DD`; a note's day is that of `timezone`. */
  from?: string;
  to?: string;
  /** IANA zone of the asker. */
  timezone: string;
  /** About these people: participant of the summary or session, subject of the note. */
  personIds?: readonly string[];
  /** Written or led by these people. */
  authorIds?: readonly string[];
  /** Parts of summaries; the other kinds are not narrowed by it. */
  sections?: readonly SummarySection[];
  noteTypes?: readonly NoteType[];
  /** Notes that ask for a follow-up. */
  followUp?: boolean;
  /** Action items whose due day is before this one. */
  dueBefore?: string;
}

/** A chunk that fits, with the terms of the question that it has. */
export interface RecordCandidate {
  /** A session's text is the whole stretch of its transcript here; the verb picks the words. */
  hit: Omit<RecordHit, 'segment'>;
  marks: readonly string[];
  start: number;
  terms: readonly string[];
}

export interface RecordMatches {
  /** Best first; without terms the newest first. */
  candidates: readonly RecordCandidate[];
  /** In how many entitled records each asked term stands. */
  frequencies: ReadonlyMap<string, number>;
  /** Entitled records of the asked kinds, people and days: what was looked through. */
  records: number;
  sessions: number;
  notes: number;
  /** Of these, how many are not read yet in their newest version. */
  behind: number;
}

/** A session that is like another. */
export interface SimilarMatch {
  sessionId: string;
  title: string;
  date: string;
  /** Names of those who took part in it, without the one who led it. */
  participants: readonly string[];
  score: number;
  /** Terms of the summaries of both, the most telling first. */
  sharedTerms: readonly string[];
}

/**
 * Records in PostgreSQL. Each call is one statement inside the organisation's scope, and sees nothing outside the
 * entitlement: neither hits nor counts nor how rare a term is.
 */
export interface RecordStore {
  /** Everyone of the organisation, those who have left included. */
  line(organizationId: string): Promise<LinePlace[]>;
  search(
    entitlement: RecordEntitlement,
    filter: RecordFilter,
    terms: readonly string[],
    limit: number,
  ): Promise<RecordMatches>;
  /** Terms of all records of the organisation with these first letters. Never shown: `search` says which are entitled. */
  vocabulary(organizationId: string, firstLetters: readonly string[]): Promise<string[]>;
  /**
   * Sessions whose summaries share telling terms with this one's, best first; `without` are terms that do not count.
   * Whether the session itself may be seen is the caller's to know.
   */
  similar(
    entitlement: RecordEntitlement,
    sessionId: string,
    options: { limit: number; without: readonly string[] },
  ): Promise<SimilarMatch[]>;
}

/** Keeps the index in step with the records. */
export interface RecordIndex {
  /**
   * Brings up to `limit` records up to date, the longest waiting first, in one transaction. Several may run at once and
   * share the work; with nothing to do it costs one look at an index.
   * @param toChunks pure; a record that cannot be read is left without chunks until its next change
   * @returns how many were done; fewer than `limit` means that nothing is left
   */
  indexPending(
    organizationId: string,
    limit: number,
    toChunks: (source: RecordSource) => readonly RecordChunk[],
  ): Promise<number>;
}
