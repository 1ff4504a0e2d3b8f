import type { ActionItem, ActionOwner, ActionPriority, ActionState } from './action-item.ts';
import type { ItemOfLine } from './plan-items.ts';

export interface ActionItemRepository {
  /** `id` as a person's button brought it: what is no id names nothing. */
  find(organizationId: string, id: string): Promise<ActionItem | undefined>;
  /** Those made of a summary's lines, in no order; cancelled ones too. */
  listBySummary(organizationId: string, summaryId: string): Promise<ActionItem[]>;
  /** Of one owner in these states, the earliest due first, those without a day last. */
  listByOwner(
    organizationId: string,
    owner: ActionOwner,
    states: readonly ActionState[],
  ): Promise<ActionItem[]>;
  /**
   * Writes the items of one summary, all or nothing, unique by summary and line: what is there gets title, owner, day and
   * state as given (nothing, where they are missing), what is not is made.
   */
  saveOfSummary(
    organizationId: string,
    summaryId: string,
    items: readonly ItemOfLine[],
    /** For items that are new. */
    from: { sessionId: string; createdBy: string },
  ): Promise<void>;
  /**
   * Changes the state if it is one of `from`; `at` is kept as the time of completion.
   * @returns undefined when it was in another state, or is not there
   */
  changeState(
    organizationId: string,
    id: string,
    change: { from: readonly ActionState[]; to: ActionState; at: Date },
  ): Promise<ActionItem | undefined>;
}

/** An item that somebody makes by hand, from a thread or out of a session. */
export interface NewActionItem {
  /** What it is made for, e.g. a turn's id and a number: asked again, the same item is returned. */
  key: string;
  title: string;
  owner: ActionOwner;
  createdBy: string;
  description?: string;
  /** e.g. `Practice` */
  category?: string;
  /** `YYYY-MM-DD` */
  dueOn?: string;
  /** @default 'MEDIUM' */
  priority?: ActionPriority;
  /** `YYYY-MM-DD` */
  reminderOn?: string;
  sessionId?: string;
  planId?: string;
}

export interface ActionItemMaker {
  make(organizationId: string, item: NewActionItem): Promise<ActionItem>;
}

/** What a change may set; `null` takes it off. */
export interface ActionChange {
  state?: ActionState;
  progress?: number;
  progressNotes?: string | null;
  blockers?: string | null;
  completedAt?: Date | null;
  completionNotes?: string | null;
  verified?: { by: string; at: Date } | null;
}

export const actionFilters = ['open', 'overdue', 'blocked', 'to_verify'] as const;
/** `to_verify`: completed, and seen by nobody else yet. */
export type ActionFilter = (typeof actionFilters)[number];

/** Whose items are listed, and the day it is where that person lives: overdue is worked out, never stored. */
export interface ListedOwner {
  id: string;
  /** `YYYY-MM-DD` */
  today: string;
}

/** Items as people work on them: made by hand, reported on, verified. */
export interface TrackedItems extends ActionItemMaker {
  /** What was made for this key. */
  findMade(organizationId: string, key: string): Promise<ActionItem | undefined>;
  find(organizationId: string, id: string): Promise<ActionItem | undefined>;
  /**
   * Keeps an item that is nobody's yet: cancelled and unassigned, in no list, until it is given. Unique by key.
   */
  draft(organizationId: string, item: Omit<NewActionItem, 'owner'>): Promise<ActionItem>;
  /**
   * Gives a draft of this maker to somebody, and opens it.
   * @returns undefined when it was given already, or is no draft of this maker
   */
  give(
    organizationId: string,
    id: string,
    to: { ownerId: string; createdBy: string; sessionId?: string },
  ): Promise<ActionItem | undefined>;
  /**
   * Changes an item in one of these states, all or nothing.
   * @returns undefined when it was in another state, or is not there
   */
  change(
    organizationId: string,
    id: string,
    change: { from: readonly ActionState[]; set: ActionChange },
  ): Promise<ActionItem | undefined>;
  /**
   * Of these people, the longest overdue first, those without a day last.
   * @param query.sessionsOf of people in `owners` only what came out of sessions that this person led
   */
  listOf(
    organizationId: string,
    owners: readonly ListedOwner[],
    query: { filter: ActionFilter; sessionsOf?: string; limit: number; offset: number },
  ): Promise<{ items: ActionItem[]; total: number }>;
}

/** Sessions as the bond between who leads them and who takes part. */
export interface SessionBonds {
  /** The newest session that `facilitatorId` led with this person in it. */
  latestWith(organizationId: string, facilitatorId: string, userId: string): Promise<string | undefined>;
  /** Everybody of the organisation who took part in a session that this person led. */
  peopleOf(organizationId: string, facilitatorId: string): Promise<string[]>;
}
