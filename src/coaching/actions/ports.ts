import type { ActionItem, ActionOwner, ActionState } from './action-item.ts';
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
  priority?: 'HIGH' | 'MEDIUM' | 'LOW';
  sessionId?: string;
  planId?: string;
}

export interface ActionItemMaker {
  make(organizationId: string, item: NewActionItem): Promise<ActionItem>;
}
