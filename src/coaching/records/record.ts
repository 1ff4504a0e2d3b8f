import type { SummarySection } from '../summaries/summary.ts';

/**
 * What can be searched beside documents: lines of summaries, quick notes, and sessions (title, who took part, what was
 * said). Never coaching conversations.
 */
export const recordKinds = ['summary', 'note', 'session'] as const;
export type RecordKind = (typeof recordKinds)[number];

/** One place in a record that answers a question. */
export interface RecordHit {
  kind: RecordKind;
  /** Of the summary, note or session. */
  id: string;
  /** Of the session that a summary line or spoken words come from; notes have none. */
  sessionId?: string;
  /** Title of that session. */
  title?: string;
  /** Day of the session, or the day a note is about in the asker's zone: `YYYY-MM-DD`. */
  date: string;
  /** Whom it is about: the summary's participant, the note's subject, or who said it. */
  person?: { name: string; userId?: string };
  /** Notes only: who wrote it. */
  author?: { name: string; userId: string };
  /** Verbatim: the summary's line, the note, or what was said (long numbers and addresses masked). */
  text: string;
  /** Summaries only: the part of the summary; with owner and due day where it is an action item. */
  section?: SummarySection;
  owner?: string;
  due?: string;
  /** Summaries only: the words that the line rests on, with who said them and when. */
  evidence?: string;
  /** Summaries only: the version that the line stands in. */
  version?: number;
  /** Sessions only: 0-based index of the cue or line in the transcript; absent for the title. */
  segment?: number;
  /** Only comparable inside one result; 0 where nothing but time orders them. */
  score: number;
}
