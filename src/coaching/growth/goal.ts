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

/** A goal of one person, for that person alone: a row policy shows it to nobody else. */
export interface GrowthGoal {
  id: string;
  organizationId: string;
  userId: string;
  title: string;
  reason?: string;
  targetOn?: string;
  status: GoalStatus;
  steps: readonly GrowthStep[];
  checkIn?: { every: CheckInFrequency; nextAt?: Date };
  /** Check-ins asked so far. */
  checkIns: number;
  talkId?: string;
  endedAt?: Date;
  createdAt: Date;
}

export interface GrowthNote {
  id: string;
  goalId: string;
  kind: 'progress' | 'check_in';
  text: string;
  at: Date;
}
