import type { CoachingSession, SessionParticipant, TranscriptSegment } from './session.ts';

export interface SessionRepository {
  /**
   * Stores session, transcript, segments and participants in one transaction, processing `pending`.
   * Unique by `uploadKey` (turn id and file, or command): the same upload again returns what it made before.
   */
  create(input: {
    session: Omit<CoachingSession, 'id' | 'processing' | 'createdAt'>;
    uploadKey: string;
    fileName: string;
    /** sha256 of the file, hex. */
    contentHash: string;
    segments: readonly TranscriptSegment[];
    participants: readonly Omit<SessionParticipant, 'id' | 'sessionId'>[];
    /** How the file was written; undefined: not known. */
    format?: string;
    /** Pieces of personal data that were masked; default 0. */
    masked?: number;
    /**
     * A scheduled session without a transcript that this one is: it keeps its id, title and type, is `held` from now on, and
     * its participants become those of the transcript. Ignored when it has a transcript already: a session of its own is made.
     */
    scheduledId?: string;
  }): Promise<CoachingSession>;
  find(organizationId: string, id: string): Promise<CoachingSession | undefined>;
  /** Newest first. `facilitatorIds` narrows; undefined lists all of the organisation. */
  list(organizationId: string, facilitatorIds?: readonly string[]): Promise<CoachingSession[]>;
  participants(organizationId: string, sessionId: string): Promise<SessionParticipant[]>;
  segments(organizationId: string, sessionId: string): Promise<TranscriptSegment[]>;
  setProcessing(
    organizationId: string,
    sessionId: string,
    status: CoachingSession['processing'],
    failure?: string,
  ): Promise<void>;

  /** Binds the chat thread in which a session is refined. One thread a session and platform. */
  bindThread(organizationId: string, sessionId: string, conversationKey: string): Promise<void>;
  /** The conversation keys of the threads a session is refined in; empty when it came by the command line. */
  threadsOf(organizationId: string, sessionId: string): Promise<string[]>;
  findByThread(organizationId: string, conversationKey: string): Promise<CoachingSession | undefined>;
  /** The summary that this person last chose with "Refine" in this thread. */
  setFocus(organizationId: string, conversationKey: string, userId: string, summaryId: string): Promise<void>;
  focus(
    organizationId: string,
    conversationKey: string,
    userId: string,
    /** Undefined for a choice before this instant; default: however old. */
    notBefore?: Date,
  ): Promise<string | undefined>;
}

/** A place in a transcript that answers a question such as "where did she say that?". */
export interface TranscriptHit {
  segment: number;
  speaker: string;
  startMs: number;
  quote: string;
  score: number;
}
