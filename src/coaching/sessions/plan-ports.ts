import type { CoachingSession, EngagementLevel, SessionParticipant } from './session.ts';

/** Somebody who is to come to a session. */
export type PlannedParticipant = Pick<SessionParticipant, 'name' | 'userId' | 'clientId' | 'isFacilitator'>;

/** Sessions that are planned, and what becomes of them when a transcript arrives. */
export interface SessionPlans {
  /** Stores a session that is still to take place. Unique by `key`: asked again it returns what it made before. */
  schedule(input: {
    session: Pick<
      CoachingSession,
      'organizationId' | 'facilitatorId' | 'type' | 'title' | 'date' | 'workshopType' | 'template'
    > & {
      scheduledAt: Date;
    };
    key: string;
    participants: readonly PlannedParticipant[];
  }): Promise<CoachingSession>;
  /** Sessions of one facilitator that a transcript may become part of (`awaitsTranscript`), `from` (inclusive) to `to` (exclusive), earliest first. */
  planned(organizationId: string, facilitatorId: string, from: Date, to: Date): Promise<CoachingSession[]>;
  /** The earliest planned session from `from` on that this person leads or is invited to. */
  next(organizationId: string, userId: string, from: Date): Promise<CoachingSession | undefined>;
  /**
   * Makes a session that came with a transcript the planned one: it takes over title, type, time and template, who was invited
   * and is not in it yet, and the plan goes. Run again, or with a plan that is gone, it changes nothing.
   * @returns whether it was merged now
   */
  merge(organizationId: string, sessionId: string, plannedId: string): Promise<boolean>;
  /** Sessions made of the same bytes, newest first, without the one that this upload made when it was tried before. */
  sameContent(organizationId: string, contentHash: string, uploadKey: string): Promise<CoachingSession[]>;
}

/** Who a speaker is: a user, a client, or, with neither, nobody. */
export interface ConfirmedMatch {
  userId?: string;
  clientId?: string;
}

export interface ParticipantMatches {
  /** How engaged clients were: by client, in how many of their sessions each level was measured. */
  clientEngagement(
    organizationId: string,
  ): Promise<ReadonlyMap<string, ReadonlyMap<EngagementLevel, number>>>;
  find(organizationId: string, participantId: string): Promise<SessionParticipant | undefined>;
  /**
   * Keeps what a person said about who a speaker is; replaces what was matched or said before.
   * @returns undefined when another speaker of the session was confirmed as that person
   */
  confirm(
    organizationId: string,
    participantId: string,
    match: ConfirmedMatch,
  ): Promise<SessionParticipant | undefined>;
}
