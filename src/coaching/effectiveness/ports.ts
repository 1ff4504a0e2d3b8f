import type { MetricKey } from '../performance/metric.ts';
import type { MeasuredCase, Measurement } from './measure.ts';

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
  /** Median change in the figure's own unit, as it went: of handle time below zero is better. */
  medianChange?: number;
  /** Of those measured after 30 days, how many still were better; given from `fewestCases` on, too. */
  sustained30?: { held: number; of: number };
  sustained90?: { held: number; of: number };
}

/** Below so many cases nothing is said: it would be chance, and might name somebody. */
export const fewestCases = 5;
/** Five cases of one person would be that person: so many different people have to be behind them. */
export const fewestPeople = 3;

export interface EffectivenessReader {
  /**
   * Methods that were tried for this issue with these people, the most helpful first.
   * @param agentIds a fixed team or line, never one person
   */
  worked(organizationId: string, agentIds: readonly string[], issue: MetricKey): Promise<MethodResult[]>;
}

/** How the person was in the 1:1, 1 to 5 each, as its leader observed it. */
export interface Observed {
  engagement?: number;
  receptiveness?: number;
  understanding?: number;
}

/** What happened around an intervention, for the factors. */
export interface Circumstances {
  observed: Observed;
  /** Items of the person that were due or done in the days after. */
  items: { completed: number; overdue: number };
}

/** What the leader says of it. */
export interface Review {
  helped: readonly string[];
  hindered: readonly string[];
  recommended: boolean;
}

/** Interventions with what was measured of them. */
export interface EffectivenessRepository extends EffectivenessJournal, EffectivenessReader {
  find(organizationId: string, id: string): Promise<MeasuredCase | undefined>;
  /** Those of which something can be computed on this day, the longest due first. */
  due(organizationId: string, today: string, limit: number): Promise<MeasuredCase[]>;
  /** @param range days of the action items, `YYYY-MM-DD`, both inclusive */
  circumstances(
    organizationId: string,
    measured: Pick<MeasuredCase, 'agentId' | 'sessionId'>,
    range: { from: string; to: string },
  ): Promise<Circumstances>;
  /** Writes what was measured, unless somebody else did since it was read. @returns false then */
  keep(organizationId: string, id: string, readDueOn: string, measured: Measurement): Promise<boolean>;
  /** The newest measured ones that this person led, of people in `agentIds`. */
  measuredBy(
    organizationId: string,
    leaderId: string,
    agentIds: readonly string[],
    limit: number,
  ): Promise<MeasuredCase[]>;
  /** Replaces what the leader said before. */
  review(organizationId: string, id: string, review: Review): Promise<void>;
}
