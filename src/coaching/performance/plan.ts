import type { MetricKey } from './metric.ts';

export const planStatuses = ['draft', 'active', 'extended', 'completed', 'failed', 'cancelled'] as const;
export type PlanStatus = (typeof planStatuses)[number];

export const planCheckIns = ['daily', 'twice_weekly', 'weekly', 'biweekly'] as const;
export type PlanCheckIn = (typeof planCheckIns)[number];

export interface PlanTarget {
  metric: MetricKey;
  target: number;
  /** Where it stood when the plan began; undefined: the days before tell. */
  start?: number;
}

export interface PlanUpdate {
  at: Date;
  /** Who wrote it; undefined where they are gone. */
  by?: string;
  text: string;
}

/** A plan to improve performance (a PIP). Days are `YYYY-MM-DD`. */
export interface ActionPlan {
  id: string;
  agentId: string;
  startOn: string;
  targetEndOn: string;
  status: PlanStatus;
  reason: string;
  targets: readonly PlanTarget[];
  mandatory: readonly string[];
  recommended: readonly string[];
  checkIn: PlanCheckIn;
  nextCheckInOn?: string | undefined;
  /** Oldest first. */
  updates: readonly PlanUpdate[];
  createdAt: Date;
}
