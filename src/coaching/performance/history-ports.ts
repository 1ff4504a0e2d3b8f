import type { MetricKey } from './metric.ts';

export const periodTypes = ['week', 'month', 'quarter'] as const;
export type PeriodType = (typeof periodTypes)[number];

/** One person's figures of one period, averaged over the days that have them. */
export interface PeriodFigures {
  agentId: string;
  type: PeriodType;
  /** Last day, `YYYY-MM-DD`; a Sunday, or the last of a month or quarter. */
  ending: string;
  daysWorked: number;
  averages: Readonly<Partial<Record<MetricKey, number>>>;
  /** Average less that of the period right before, where there is one. */
  trends: Readonly<Partial<Record<MetricKey, number>>>;
  /** Population variance of the daily composite. */
  variance?: number;
}

/** Keeps weekly, monthly and quarterly figures as the daily ones are. */
export interface HistoryKeeper {
  /**
   * Computes, in sets, every period that a day from `from` to `to` falls in, and the trend of the one after. Run again it
   * changes nothing.
   * @param range.agentIds undefined: everybody of the organisation
   */
  refresh(
    organizationId: string,
    range: { from: string; to: string; agentIds?: readonly string[] },
  ): Promise<void>;
}

export interface HistoryReader {
  /** Of these people, periods that end from `from` to `to`, earliest first. */
  periods(
    organizationId: string,
    agentIds: readonly string[],
    range: { type: PeriodType; from: string; to: string },
  ): Promise<PeriodFigures[]>;
}
