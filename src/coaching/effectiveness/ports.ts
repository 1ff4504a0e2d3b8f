import type { MetricKey } from '../performance/metric.ts';

/** What a 1:1 worked on, and how: noted when it is completed, measured when the days are over. */
export interface Intervention {
  sessionId?: string;
  agentId: string;
  leaderId: string;
  issue: MetricKey;
  /** In the leader's words, e.g. `Role-play`; compared without case. */
  method: string;
  /** `YYYY-MM-DD` */
  on: string;
  /** Days before and after that are compared. @default 14 */
  days?: number;
}

export interface EffectivenessJournal {
  /** One a session and issue: noted again it changes the method only as long as nothing was measured. */
  begin(organizationId: string, intervention: Intervention): Promise<void>;
}

/** What one method did for one issue. */
export interface MethodResult {
  method: string;
  /** Measured ones; fewer than `fewestCases` are not told. */
  cases: number;
  /** How many of them got better. */
  helped: number;
  /** Median change of the issue's figure, percent; better above zero. */
  medianImprovement: number;
  /** Of those measured after 30 days, how many still were better. */
  sustained30?: { held: number; of: number };
  sustained90?: { held: number; of: number };
}

/** Below so many cases nothing is said: it would be chance, and might name somebody. */
export const fewestCases = 5;

export interface EffectivenessReader {
  /**
   * Methods that were tried for this issue with these people, the most helpful first.
   * @param agentIds a fixed team or line, never one person
   */
  worked(organizationId: string, agentIds: readonly string[], issue: MetricKey): Promise<MethodResult[]>;
}
