/** `verified`: somebody other than the owner saw that it is done. Overdue is no state: it depends on the reader's day. */
export const actionStates = ['open', 'in_progress', 'completed', 'verified', 'cancelled'] as const;
export type ActionState = (typeof actionStates)[number];

/** Whose item it is: a user of the organisation, or a client. */
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
  /** Who approved the summary that it came of. */
  createdBy?: string;
  completedAt?: Date;
}

/** Still to be done. */
export const isOpen = ({ state }: Pick<ActionItem, 'state'>): boolean =>
  state === 'open' || state === 'in_progress';

/** Whether an open item's day has passed, where it is `today` (`YYYY-MM-DD`, in the owner's zone). */
export const isOverdue = (item: Pick<ActionItem, 'state' | 'dueOn'>, today: string): boolean =>
  isOpen(item) && item.dueOn !== undefined && item.dueOn < today;
