import type { Role, UserStatus } from '../people/user.ts';
import type { SessionType } from '../sessions/session.ts';

/** A person as a digest knows them. */
export interface DigestPerson {
  id: string;
  name: string;
  role: Role;
  status: UserStatus;
  /** IANA zone. */
  timezone: string;
  teamLeaderId?: string;
  managerId?: string;
}

/** Daily values added up: a team's average counts each day the same, whoever's it is. */
export interface Tally {
  sum: number;
  days: number;
}

export interface AgentFigures {
  agentId: string;
  /** Composite score by week: the one that `today` falls in, so far, then the last full one, and so on; `weeksShown` in all. */
  weeks: readonly Tally[];
  /** Attendance in percent: this week so far, then last week. */
  attendance: readonly Tally[];
  /** Composite score of the thirteen weeks before last week. */
  level: Tally;
  /** The best average of a week among those thirteen, of weeks with at least three days. */
  bestWeek?: number;
}

/** How many weeks are told apart, the running one included. */
export const weeksShown = 7;
/** Weeks that the level rests on, before last week: about 90 days. */
export const levelWeeks = 13;

export interface OverdueItems {
  agentId: string;
  items: number;
  /** Earliest due day, `YYYY-MM-DD`. */
  oldest: string;
}

export interface DigestSession {
  sessionId: string;
  facilitatorId: string;
  /** Undefined: only its leader is known. Of a workshop there is one row a person. */
  agentId?: string;
  type: SessionType;
  state: 'scheduled' | 'no_show';
  at: Date;
}

export interface LastMeeting {
  agentId: string;
  facilitatorId: string;
  /** `YYYY-MM-DD` */
  day: string;
}

/** Notes of one author about one person that nobody has addressed: how many, and nothing of their words. */
export interface OpenNoteCounts {
  agentId: string;
  authorId: string;
  /** Urgent ones taken before `urgentBefore`. */
  urgent: number;
  oldestUrgentAt?: Date;
  /** Positive ones taken since `praiseSince` that were not shared with the person. */
  positive: number;
}

export interface RunningPlan {
  agentId: string;
  /** Days, `YYYY-MM-DD`. */
  startOn: string;
  endOn: string;
  nextCheckInOn?: string;
  /** Percent of the way, as last computed; undefined: not yet. */
  progress?: number;
  /** The last check-in that was missed since `missedSince`. */
  missedOn?: string;
}

export interface FiguresRequest {
  /** Calendar day of those who read, `YYYY-MM-DD`: says which week is the running one. */
  today: string;
  now: Date;
  /** Whom the digests are about, each with the calendar day where they live: an item is overdue by their own clock. */
  people: readonly { id: string; today: string }[];
  /** Whose sessions count. */
  facilitatorIds: readonly string[];
  /** False: nothing about plans is even read. */
  withPlans: boolean;
}

/** What digests of one organisation are made of; people without any figures are missing in each list. */
export interface DigestFigures {
  scores: readonly AgentFigures[];
  overdue: readonly OverdueItems[];
  /** Planned in the next seven days, or missed in the seven before: still planned though their time has passed, or no-shows. */
  sessions: readonly DigestSession[];
  /** The last one held in the last `meetingDays`, workshops not counted. */
  meetings: readonly LastMeeting[];
  notes: readonly OpenNoteCounts[];
  plans: readonly RunningPlan[];
}

/** How far back a last 1:1 is looked for, in days. */
export const meetingDays = 92;
/** An urgent note may wait so many days. */
export const urgentDays = 7;
/** Positive notes of so many days are worth a word. */
export const praiseDays = 30;
/** Sessions ahead, and missed ones behind, in days. */
export const sessionDays = 7;
/** A missed check-in is told for so many days. */
export const missedCheckInDays = 14;

/**
 * Reads nothing but the columns of `allowed-fields.ts`, in a fixed number of statements however many people they are about.
 * It does not decide who may read what: `sightOf` does.
 */
export interface DigestSource {
  /** Everybody who is not terminated or deleted, by name. */
  people(organizationId: string): Promise<DigestPerson[]>;
  figuresOf(organizationId: string, request: FiguresRequest): Promise<DigestFigures>;
}
