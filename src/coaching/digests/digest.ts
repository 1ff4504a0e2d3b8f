import type { SessionType } from '../sessions/session.ts';

/** Why somebody needs attention. Days are `YYYY-MM-DD`; scores are composite scores. */
export type Reason =
  | { kind: 'check-in-missed'; on: string }
  | { kind: 'urgent-notes'; count: number; since: Date }
  | { kind: 'falling'; from: number; to: number }
  | { kind: 'below-level'; now: number; level: number }
  | { kind: 'attendance'; percent: number }
  | { kind: 'overdue'; items: number; oldest: string }
  | { kind: 'session-missed'; at: Date }
  | { kind: 'no-meeting'; /** Undefined: none in three months. */ lastOn?: string };

export interface Attention {
  agentId: string;
  name: string;
  leaderId?: string;
  /** What the reasons add up to; see decision 32. */
  points: number;
  /** The heaviest first. */
  reasons: readonly (Reason & { points: number })[];
}

export type Praise =
  | { kind: 'rise'; agentId: string; name: string; from: number; to: number }
  | { kind: 'record'; agentId: string; name: string; score: number }
  | { kind: 'notes'; agentId: string; name: string; count: number }
  | { kind: 'team-record'; score: number };

export interface ScoreTrend {
  /** Average of this week so far. */
  now?: number;
  /** Of the last full week, and of the one before it. */
  last?: number;
  before?: number;
}

export interface SessionEntry {
  type: SessionType;
  at: Date;
  /** Whom it is with; empty: not known. */
  names: readonly string[];
}

export type PlanState = 'check-in-overdue' | 'check-in-due' | 'on-track' | 'behind' | 'not-measured';

export interface PlanStatus {
  agentId: string;
  name: string;
  state: PlanState;
  /** `YYYY-MM-DD` */
  nextCheckInOn?: string;
}

export interface TeamLine {
  /** Undefined: those who have no leader. */
  leaderId?: string;
  leader?: string;
  people: number;
  score: ScoreTrend;
  /** How many need attention. */
  needing: number;
}

/** How a team, several or an organisation are doing, as one reader may see it. */
export interface Digest {
  scope: 'team' | 'teams' | 'organization';
  /** Whose it is, where that is not the reader. */
  leader?: { id: string; name: string };
  today: string;
  people: number;
  /** How many of them have figures this week or last. */
  measured: number;
  score: ScoreTrend;
  /** Earliest first, by their Mondays; only weeks with figures. The last one may be the running one. */
  weeks: readonly { monday: string; average: number }[];
  /** Average of the thirteen weeks before last week. */
  level?: number;
  /** Of several, those that fell most first; empty where there is one. */
  teams: readonly TeamLine[];
  /** At most five, the most urgent first. */
  attention: readonly Attention[];
  /** How many there are in all. */
  needing: number;
  sessions: { due: readonly SessionEntry[]; missed: readonly SessionEntry[] };
  /** The most items first. */
  overdue: readonly { agentId: string; name: string; items: number; oldest: string }[];
  /** Undefined: not shown where this digest goes. */
  plans?: readonly PlanStatus[];
  /** At most three. */
  praise: readonly Praise[];
}
