import type { MeetingStatus } from '../sessions/session.ts';
import type { MeetingNote, MeetingOutcome, MeetingType, OneOnOne } from './one-on-one.ts';
import type { Prep } from './prep.ts';

export interface MeetingFilter {
  leaderIds?: readonly string[];
  agentId?: string;
  statuses?: readonly MeetingStatus[];
  /** Inclusive. */
  from?: Date;
  /** Exclusive. */
  before?: Date;
  order: 'earliest' | 'latest';
  limit: number;
}

export interface MeetingChange {
  /** Only where it is in one of these states now; of two presses at the same moment one changes it. */
  from: readonly MeetingStatus[];
  to?: MeetingStatus;
  /** Another time, with its day in the leader's zone; counts as moved. */
  moveTo?: { at: Date; date: string };
  startedAt?: Date;
  endedAt?: Date;
  /** The whole outcome is replaced. */
  outcome?: MeetingOutcome;
  prep?: Prep;
  cancelledReason?: string;
  noShowReason?: string;
}

/** 1:1s. Whom they are shown to is decided by the verbs. */
export interface OneOnOneRepository {
  /** Unique by `key`: asked again it returns what it planned before, with `isNew` false. */
  plan(input: {
    organizationId: string;
    leaderId: string;
    agent: { id: string; name: string };
    type: MeetingType;
    title: string;
    at: Date;
    /** Day `YYYY-MM-DD` in the leader's zone. */
    date: string;
    plannedMinutes: number;
    key: string;
  }): Promise<{ meeting: OneOnOne; isNew: boolean }>;
  /** What is no id names nothing. */
  find(organizationId: string, id: string): Promise<OneOnOne | undefined>;
  list(organizationId: string, filter: MeetingFilter): Promise<OneOnOne[]>;
  /** Planned or running ones of any of these people, led or attended, that overlap `from` to `to`; earliest first. */
  overlapping(organizationId: string, userIds: readonly string[], from: Date, to: Date): Promise<OneOnOne[]>;
  /** The last one that was held with this person by one of these leaders and began before `before`. */
  lastHeld(
    organizationId: string,
    agentId: string,
    leaderIds: readonly string[],
    before: Date,
  ): Promise<OneOnOne | undefined>;
  /** @returns undefined when it was in another state, or is not there */
  change(organizationId: string, id: string, change: MeetingChange): Promise<OneOnOne | undefined>;
  /** Unique by `turnId`. @returns whether it is new */
  addNote(
    organizationId: string,
    meetingId: string,
    note: { authorId: string; text: string; turnId: string },
  ): Promise<boolean>;
  /** Oldest first. */
  notes(organizationId: string, meetingId: string): Promise<MeetingNote[]>;
}
