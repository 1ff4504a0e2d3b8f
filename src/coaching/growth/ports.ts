import type { CheckInFrequency, GoalStatus, GrowthGoal, GrowthNote } from './goal.ts';

export interface GrowthOwner {
  organizationId: string;
  userId: string;
}

export interface NewGoal {
  title: string;
  reason?: string;
  targetOn?: string;
  steps?: readonly { text: string; dueOn?: string }[];
  checkIn?: { every: CheckInFrequency; nextAt: Date };
  talkId?: string;
  /** The same turn makes the same goal once. */
  turnId?: string;
}

/** Every call runs in the owner's scope. */
export interface GrowthRepository {
  /** Active ones by default; oldest first, with their steps. */
  list(owner: GrowthOwner, statuses?: readonly GoalStatus[]): Promise<GrowthGoal[]>;
  find(owner: GrowthOwner, goalId: string): Promise<GrowthGoal | undefined>;
  create(owner: GrowthOwner, goal: NewGoal): Promise<GrowthGoal>;
  notes(owner: GrowthOwner, goalId: string): Promise<GrowthNote[]>;
}
