/** Kinds of session; workshops and individual sessions have a transcript, 1:1s come from the leader's calendar. */
export const sessionTypes = [
  'WORKSHOP',
  'INDIVIDUAL',
  'REGULAR',
  'FOLLOW_UP',
  'PIP_CHECK',
  'URGENT',
] as const;
export type SessionType = (typeof sessionTypes)[number];

export type ProcessingStatus = 'pending' | 'processing' | 'completed' | 'failed';

export interface CoachingSession {
  id: string;
  organizationId: string;
  /** Coach or leader: the facilitator, who owns the session. */
  facilitatorId: string;
  type: SessionType;
  /** The words about the session that came with the upload, else the file's name. */
  title: string;
  /** Calendar day `YYYY-MM-DD` in the facilitator's zone. */
  date: string;
  processing: ProcessingStatus;
  failure?: string;
  createdAt: Date;
}

/** One cue or line of a transcript. `index` is its 0-based position in the file. */
export interface TranscriptSegment {
  index: number;
  /** As written in the file; `Unknown speaker` when the file does not say. */
  speaker: string;
  /** Milliseconds from the start; undefined where the format has no times. */
  startMs?: number;
  endMs?: number;
  text: string;
}

/** A person who spoke. A user of the organisation, a client, or only a name. */
export interface SessionParticipant {
  id: string;
  sessionId: string;
  /** Name as shown; unique inside the session. */
  name: string;
  userId?: string;
  isFacilitator: boolean;
  turns: number;
  /** Sum of the cues' durations; undefined where the format has no times. */
  speakingMs?: number;
}
