import type { MetricKey, Trend } from '../performance/metric.ts';
import type { TargetProgress } from '../performance/own-plan.ts';

/** One figure since last time, against as many days before. Averages. */
export interface PrepFigure {
  metric: MetricKey;
  average: number;
  /** Average less that of the days before; undefined where there are none. */
  change?: number;
  trend?: Trend;
}

/** Fields of a profile that say how somebody likes to be coached. */
export const preferenceKeys = [
  'best_coaching_time',
  'session_length',
  'feedback_method',
  'responds_to',
] as const;
export type PreferenceKey = (typeof preferenceKeys)[number];

/** Why something is on the agenda; the view words it. */
export type PrepTopic = (
  | { kind: 'urgent-note' | 'note' | 'praise-note'; noteId: string; about: string }
  | { kind: 'plan'; metric: MetricKey; state: TargetProgress['state'] }
  | { kind: 'overdue'; title: string; dueOn: string }
  | { kind: 'item'; title: string; dueOn?: string }
  | { kind: 'fell' | 'rose'; figure: PrepFigure }
  | { kind: 'last-time'; about: string }
  | { kind: 'listen' | 'close' }
) & {
  /** Its share of the planned time. */
  minutes: number;
};

/**
 * A 1:1's agenda as it was last built, kept with the meeting: opened again it is the same, until it is refreshed. All days
 * `YYYY-MM-DD`. For the leader and the leader's line alone.
 */
export interface Prep {
  builtAt: string;
  /** The figures are of these days; `before` as many days right before. */
  since: string;
  until: string;
  /** Whether `since` is the last 1:1; else the last 30 days. */
  sinceLastTime: boolean;
  /** What changed most for the worse first, then the composite, then for the better; at most four. */
  figures: readonly PrepFigure[];
  /** Of the figure that is looked at: the one that fell most, else the composite. */
  chart?: { metric: MetricKey; points: readonly { day: string; value: number }[] };
  notes: readonly { id: string; type: string; text: string; on: string }[];
  items: readonly { title: string; dueOn?: string; overdue: boolean }[];
  /** A plan that runs: shown in the direct message alone. */
  plan?: { daysLeft: number; targets: readonly TargetProgress[] };
  lastTime?: { on: string; commitments?: string; topics: readonly string[] };
  /** Fields of the profile that the line may see, as people read them. */
  preferences: readonly { field: PreferenceKey; value: string }[];
  /** What helped others of the leader's people with the weakest figure; only from five cases on. */
  worked?: { metric: MetricKey; method: string; cases: number; helped: number; medianImprovement: number };
  topics: readonly PrepTopic[];
  /** The leader's own lines, in place of `topics`. */
  agenda?: readonly string[];
}
