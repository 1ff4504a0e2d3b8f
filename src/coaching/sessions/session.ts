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

export const meetingStatuses = ['scheduled', 'in_progress', 'held', 'cancelled', 'no_show'] as const;
/** Whether the meeting took place, apart from what became of its transcript. */
export type MeetingStatus = (typeof meetingStatuses)[number];

/** `none`: it was held without a transcript. */
export type ProcessingStatus = 'none' | 'pending' | 'processing' | 'completed' | 'failed';

/** Whether a transcript may still become this session's: it is planned or runs, or was held and has none yet. */
export const awaitsTranscript = ({
  meeting,
  processing,
}: Pick<CoachingSession, 'meeting' | 'processing'>): boolean =>
  meeting === 'scheduled' || meeting === 'in_progress' || (meeting === 'held' && processing === 'none');

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
  /** Default: `held`. */
  meeting?: MeetingStatus;
  scheduledAt?: Date;
  /** From the first word to the last; undefined where the format has no times. */
  durationMs?: number;
  /** e.g. `strengths`; chooses the template. */
  workshopType?: string;
  /** Key of the template that its summaries follow; undefined: the coach's default. */
  template?: string;
  createdAt: Date;
}

/** Whom a speaker may be. */
export interface MatchCandidate {
  kind: 'user' | 'client';
  id: string;
  name: string;
  /** 0 to 1. */
  score: number;
}

export const engagementLevels = ['high', 'medium', 'low', 'silent'] as const;
export type EngagementLevel = (typeof engagementLevels)[number];

/** What was measured of a participant, each with the inputs that explain it in words. */
export interface Insight {
  engagement: { level: EngagementLevel; because: readonly string[] };
  /** Moments at which something opened; empty: none. `quote` stands verbatim in segment `segment`. */
  breakthroughs: readonly { segment: number; startMs: number; quote: string; because: string }[];
  /** 0 to 1: how soon the coach should follow up. */
  priority: { score: number; because: readonly string[] };
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
  /** A client instead of a user; never both. */
  clientId?: string;
  /** `uncertain`: the coach was asked, and until the answer nobody is matched; `confirmed`: the coach said so. */
  match?: 'certain' | 'uncertain' | 'confirmed' | 'none';
  /** Best first; for `uncertain` what the coach is asked. */
  candidates?: readonly MatchCandidate[];
  /** Undefined until it was measured. */
  insight?: Insight;
  isFacilitator: boolean;
  turns: number;
  /** Sum of the cues' durations; undefined where the format has no times. */
  speakingMs?: number;
}
