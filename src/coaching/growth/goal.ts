import type { WallTime } from '../follow-ups/ports.ts';

export const goalStatuses = ['active', 'achieved', 'dropped'] as const;
export type GoalStatus = (typeof goalStatuses)[number];

export const checkInFrequencies = ['once', 'weekly', 'biweekly', 'monthly'] as const;
export type CheckInFrequency = (typeof checkInFrequencies)[number];

export interface GrowthStep {
  id: string;
  text: string;
  /** Calendar day `YYYY-MM-DD`. */
  dueOn?: string;
  doneAt?: Date;
}

/** When the person asked to be asked. */
export interface CheckInPlan {
  every: CheckInFrequency;
  /** What clocks show at the first one, in the person's zone: the others follow from it. */
  first: WallTime;
  /** Undefined: the only one was asked. */
  nextAt?: Date;
}

/** What a person may change about a goal, and take back. */
export interface GoalContent {
  title: string;
  /** Why it matters, in the person's words. */
  reason?: string;
  /** Calendar day `YYYY-MM-DD`. */
  targetOn?: string;
  status: GoalStatus;
  /** In the person's order. */
  steps: readonly GrowthStep[];
  checkIn?: CheckInPlan;
  endedAt?: Date;
}

/** A goal of one person, for that person alone: a row policy shows it to nobody else. */
export interface GrowthGoal extends GoalContent {
  id: string;
  organizationId: string;
  userId: string;
  /** Check-ins so far, asked or missed. */
  checkIns: number;
  /** When the check-in was asked that still waits for an answer. */
  askedAt?: Date;
  /** When the check-in was due that could not be asked in time; the next one says so. */
  missedAt?: Date;
  /** The turn of the last change, where that can be taken back. */
  undoable?: string;
  /** What that turn did: the same turn, tried again, must not go on from there. */
  lastTurn?: { turnId: string; did: 'make' | 'change' | 'undo' };
  /** When it was last talked about. */
  talkedAt?: Date;
  talkId?: string;
  createdAt: Date;
}

export interface GrowthNote {
  id: string;
  goalId: string;
  kind: 'progress' | 'check_in';
  text: string;
  at: Date;
}

/** Characters (UTF-16 units) and numbers at most. */
export const goalLimits = { title: 200, reason: 500, step: 300, note: 2_000, steps: 20, active: 20 } as const;

export const contentOf = (goal: GoalContent): GoalContent => {
  const { title, reason, targetOn, status, steps, checkIn, endedAt } = goal;
  return {
    title,
    status,
    steps,
    ...(reason === undefined ? {} : { reason }),
    ...(targetOn === undefined ? {} : { targetOn }),
    ...(checkIn === undefined ? {} : { checkIn }),
    ...(endedAt === undefined ? {} : { endedAt }),
  };
};

export const stepsDone = ({ steps }: Pick<GoalContent, 'steps'>): number =>
  steps.filter(({ doneAt }) => doneAt !== undefined).length;

export const nextStep = ({ steps }: Pick<GoalContent, 'steps'>): GrowthStep | undefined =>
  steps.find(({ doneAt }) => doneAt === undefined);
