import type { DailyFigures, RecordedMetric } from './metric.ts';
import type { ActionPlan } from './plan.ts';

export interface FiguresToRecord {
  agentId: string;
  /** `YYYY-MM-DD`, from 2000 on and at most a year ahead. */
  day: string;
  /** What is missing stays as it was; values within the limits of `metric.ts` and the table's checks. */
  values: Readonly<Partial<Record<RecordedMetric, number>>>;
  /** Name of the file that it came with. */
  importedFrom?: string;
}

/** Daily figures. Whom they are shown to is decided by the verbs. */
export interface MetricRepository {
  /** Of one person, from `from` to `to` (both inclusive, `YYYY-MM-DD`), earliest first; days without figures are missing. */
  days(organizationId: string, agentId: string, from: string, to: string): Promise<DailyFigures[]>;
  /** Writes figures, one row a person and day; done twice it changes nothing. At most a few thousand rows a call. */
  record(organizationId: string, rows: readonly FiguresToRecord[]): Promise<void>;
}

export interface PlanRepository {
  /** The newest plan of this person that runs (active or extended). */
  current(organizationId: string, agentId: string): Promise<ActionPlan | undefined>;
}

export interface OwnScope {
  organizationId: string;
  userId: string;
}

/** What happened around one person; each call runs in that person's own scope. */
export interface OwnHistory {
  /** When the person last looked at what changed; undefined: never. */
  seenAt(own: OwnScope): Promise<Date | undefined>;
  markSeen(own: OwnScope, at: Date): Promise<void>;
  /**
   * The last session that took place with this person in it (or led by them), begun before `before`: its day, and when it
   * was, where only the day is known its end in UTC. No title: those are their leader's words.
   */
  lastSession(own: OwnScope, before: Date): Promise<{ date: string; at: Date } | undefined>;
  /** Their own action items that were made or finished since then. */
  itemsSince(own: OwnScope, since: Date): Promise<{ added: string[]; done: string[] }>;
  /** Sessions whose summary for this person was approved since then, earliest first. */
  summariesSince(own: OwnScope, since: Date): Promise<{ title: string; date: string }[]>;
}
