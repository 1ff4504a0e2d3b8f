/** What a person may share so that colleagues find them; each kind is shared or not, on its own. */
export const connectionKinds = ['expertise', 'language', 'strength', 'flow', 'challenge'] as const;
export type ConnectionKind = (typeof connectionKinds)[number];

export const availabilities = ['available', 'busy', 'unavailable'] as const;
export type Availability = (typeof availabilities)[number];

/** How a person takes part. Nobody does until they say so. */
export interface ConnectionSettings {
  userId: string;
  organizationId: string;
  optedIn: boolean;
  shares: readonly ConnectionKind[];
  availability: Availability;
  /** Neither suggested nor asked before this instant. */
  pausedUntil?: Date;
}

/** One thing that a person shares, as it is looked up. */
export interface ConnectionTerm {
  kind: ConnectionKind;
  /** Stemmed, lower case. */
  term: string;
  /** In the person's words. */
  shown: string;
  /** From 0 to 1: share of the kind that it makes up; 1 where there is no more or less. */
  weight: number;
}

export const reasonTypes = ['expertise_match', 'complementary_strengths', 'similar_challenge'] as const;
export type ReasonType = (typeof reasonTypes)[number];

/** Something that the suggested person shares, of a kind that the asker shares too. */
export interface SharedPoint {
  kind: ConnectionKind;
  shown: string;
}

/**
 * `suggested` is made, `viewed` was shown to the one who asked; the other is asked while it is `viewed` (`askedAt`).
 * `declined`: a no from either side; `expired`: no answer in time.
 */
export const connectionStatuses = ['suggested', 'viewed', 'connected', 'declined', 'expired'] as const;
export type ConnectionStatus = (typeof connectionStatuses)[number];

export interface ConnectionSuggestion {
  id: string;
  organizationId: string;
  requestId?: string;
  requestorId: string;
  suggestedId: string;
  reasonType: ReasonType;
  reason: readonly SharedPoint[];
  status: ConnectionStatus;
  /** What the other was let read when they were asked. */
  message?: string;
  askedAt?: Date;
  responseAt?: Date;
  expiresAt: Date;
  introducedAt?: Date;
}

export const isOpen = ({ status }: Pick<ConnectionSuggestion, 'status'>): boolean =>
  status === 'suggested' || status === 'viewed';

const dayMs = 24 * 3_600_000;
/** The other has a week to answer. */
export const answerWithinMs = 7 * dayMs;
/** A suggestion that leads nowhere is forgotten after so long. */
export const usableForMs = 30 * dayMs;
/** The same person is not suggested to the same asker again for so long; after a no, never. */
export const noRepeatMs = 90 * dayMs;
export const pauseMs = 30 * dayMs;
export const suggestionsAtMost = 3;
/** Characters of what the other reads. */
export const maxConnectionMessage = 600;
