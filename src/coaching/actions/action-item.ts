/** `verified`: somebody other than the owner saw that it is done. Overdue is no state: it depends on the reader's day. */
export const actionStates = ['open', 'in_progress', 'completed', 'verified', 'cancelled'] as const;
export type ActionState = (typeof actionStates)[number];

/** Whose item it is: a user of the organisation, or a client. */
export const actionPriorities = ['HIGH', 'MEDIUM', 'LOW'] as const;
export type ActionPriority = (typeof actionPriorities)[number];

/** Characters that are kept. */
export const actionLimits = { title: 255, description: 2_000, category: 100, words: 2_000 } as const;

export type ActionOwner = { kind: 'user' | 'client'; id: string };

/** Something that somebody took on and that is tracked until it is done. */
export interface ActionItem {
  id: string;
  organizationId: string;
  sessionId?: string;
  summaryId?: string;
  /** The summary's line that it was made of. */
  lineId?: string;
  title: string;
  /** Undefined: unassigned. */
  owner?: ActionOwner;
  /** Calendar day `YYYY-MM-DD`; undefined: none was agreed. */
  dueOn?: string;
  state: ActionState;
  /** Who approved the summary that it came of, or made it by hand. */
  createdBy?: string;
  completedAt?: Date;
  description?: string;
  /** e.g. `Practice` */
  category?: string;
  /** Undefined: `MEDIUM`. */
  priority?: ActionPriority;
  /** Day on which its owner wants to think of it, `YYYY-MM-DD`. */
  reminderOn?: string;
  /** Percent, whole; undefined: 0. */
  progress?: number;
  /** What its owner said last about how it goes. */
  progressNotes?: string;
  /** What holds it up; undefined: nothing. */
  blockers?: string;
  /** Said when it was completed, or by whoever sent it back. */
  completionNotes?: string;
  verifiedBy?: string;
  verifiedAt?: Date;
  planId?: string;
}

/** Still to be done. */
export const isOpen = ({ state }: Pick<ActionItem, 'state'>): boolean =>
  state === 'open' || state === 'in_progress';

/** Whether an open item's day has passed, where it is `today` (`YYYY-MM-DD`, in the owner's zone). */
export const isOverdue = (item: Pick<ActionItem, 'state' | 'dueOn'>, today: string): boolean =>
  isOpen(item) && item.dueOn !== undefined && item.dueOn < today;

/** A state as people say it. */
export const stateName = (state: ActionState): string =>
  ({
    open: 'open',
    in_progress: 'under way',
    completed: 'done',
    verified: 'verified',
    cancelled: 'off the list',
  })[state];
