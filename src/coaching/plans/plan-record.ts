import type { ActionPlan } from '../performance/plan.ts';

export const planOutcomes = ['success', 'failure', 'extended', 'resigned'] as const;
export type PlanOutcome = (typeof planOutcomes)[number];

/** Whether a criterion that no figure tells is met, as a leader said at a check-in. */
export interface CriterionMark {
  met: boolean;
  at: Date;
}

/** A plan as those who lead the person see it. Days are `YYYY-MM-DD`; what is undefined has not happened. */
export interface PlanRecord extends ActionPlan {
  organizationId: string;
  /** Undefined: they are gone. */
  createdBy?: string | undefined;
  /** Handed to whoever may approve it. */
  submittedAt?: Date | undefined;
  /** Why it came back, in the words of whoever sent it back; gone once it is handed in again. */
  sentBack?: string | undefined;
  approvedBy?: string | undefined;
  approvedAt?: Date | undefined;
  /** Until then the person whom it is about knows nothing of it. */
  activatedAt?: Date | undefined;
  actualEndOn?: string | undefined;
  extensionCount: number;
  /** `extended` while it runs on after an extension; of a plan that ended what came of it. */
  outcome?: PlanOutcome | undefined;
  outcomeNotes?: string | undefined;
  lessons?: string | undefined;
  /** 0 to 100, as it was at the last check-in or when it ended; see `PlanProgress.score`. */
  score?: number | undefined;
  /** By the criterion's words. */
  marks: Readonly<Record<string, CriterionMark>>;
  /** From 1; each change is one more. */
  version: number;
  changedBy?: string | undefined;
  /** The turn that changed it last. */
  lastTurnId?: string | undefined;
}

export type CheckInState = 'held' | 'missed';

/** A check-in that was held, or passed without. */
export interface PlanCheckInRecord {
  /** The day it was planned for. */
  dueOn: string;
  state: CheckInState;
  heldOn?: string;
  heldBy?: string;
  notes?: string;
  /** Averages of the plan's figures since the check-in before, by metric. */
  figures: Readonly<Record<string, number>>;
  score?: number;
}
