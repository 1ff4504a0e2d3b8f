import type { MeetingStatus } from '../sessions/session.ts';
import type { Prep } from './prep.ts';

export const meetingTypes = ['REGULAR', 'FOLLOW_UP', 'PIP_CHECK', 'URGENT'] as const;
/** Which of a session's kinds a 1:1 may be. `PIP_CHECK` only where a plan runs; the person it is with never reads the word. */
export type MeetingType = (typeof meetingTypes)[number];

/**
 * Characters, and lines of a list. All texts of a completed 1:1 together fit into one form on every platform (28 KB in Teams),
 * so that correcting one of them loses none.
 */
export const meetingLimits = {
  minutes: { min: 5, max: 480 },
  discussion: 2_300,
  items: 1_000,
  text: 700,
  list: 20,
  reason: 500,
  agenda: 2_000,
} as const;
export const defaultMinutes = 30;

/** 1 (hardly) to 5 (fully). */
export const ratings = ['engagement', 'receptiveness', 'understanding', 'effectiveness'] as const;
export type Rating = (typeof ratings)[number];

/** What came of a 1:1, as its leader wrote it down. The line's: of it the person gets commitments and follow-up, on request. */
export interface MeetingOutcome extends Partial<Record<Rating, number>> {
  topics: readonly string[];
  discussion?: string;
  commitments?: string;
  /** Links or names of documents. */
  resources: readonly string[];
  achievements?: string;
  concerns?: string;
  followUpRequired: boolean;
  /** `YYYY-MM-DD` */
  followUpOn?: string;
  followUpTopics: readonly string[];
}

/** A 1:1 of a leader with somebody they lead: the session's row, and what a meeting has besides. */
export interface OneOnOne {
  /** The session's. */
  id: string;
  organizationId: string;
  leaderId: string;
  agentId: string;
  type: MeetingType;
  title: string;
  at: Date;
  plannedMinutes: number;
  status: MeetingStatus;
  /** How often it was moved. */
  moved: number;
  startedAt?: Date;
  /** Set once it is completed; a 1:1 that is held and has none came by a transcript and waits to be completed. */
  endedAt?: Date;
  durationMinutes?: number;
  prep?: Prep;
  outcome: MeetingOutcome;
  cancelledReason?: string;
  noShowReason?: string;
}

/** What was written in the thread while it ran. */
export interface MeetingNote {
  text: string;
  authorId?: string;
  at: Date;
}

/** So long after its time a planned 1:1 that nobody began is asked about. */
export const overdueAfterMs = 24 * 3_600_000;

/** Waits for somebody to say what became of it. */
export const isToComplete = (meeting: Pick<OneOnOne, 'status' | 'at' | 'endedAt'>, now: Date): boolean =>
  (meeting.status === 'held' && meeting.endedAt === undefined) ||
  (meeting.status === 'scheduled' && meeting.at.getTime() + overdueAfterMs < now.getTime());
