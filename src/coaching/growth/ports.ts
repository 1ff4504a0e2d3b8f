import type { Owner } from '../people/owner.ts';
import type { CheckInPlan, GoalContent, GoalStatus, GrowthGoal, GrowthNote } from './goal.ts';

export interface NewGoal {
  title: string;
  reason?: string;
  targetOn?: string;
  steps?: readonly { text: string; dueOn?: string }[];
  checkIn?: CheckInPlan;
  talkId?: string;
  /** The same turn makes the same goal once. */
  turnId?: string;
}

export interface NewGrowthNote {
  kind: GrowthNote['kind'];
  text: string;
  /** The same turn notes the same goal once. */
  turnId?: string;
  at: Date;
}

/** A change, by the turn that asked for it: the same turn changes a goal once. */
export interface GrowthChange {
  turnId: string;
  at: Date;
}

export type UndoOutcome =
  | { kind: 'undone'; goal: GrowthGoal }
  /** The last change had made the goal: it is gone. */
  | { kind: 'removed'; title: string }
  /** Something changed since, or it was taken back already. */
  | { kind: 'nothing'; goal: GrowthGoal };

/** Every call runs in the owner's scope; ids that are no ids find nothing. */
export interface GrowthRepository {
  /** Active ones by default; oldest first, with their steps. */
  list(owner: Owner, statuses?: readonly GoalStatus[]): Promise<GrowthGoal[]>;
  find(owner: Owner, goalId: string): Promise<GrowthGoal | undefined>;
  create(owner: Owner, goal: NewGoal): Promise<GrowthGoal>;
  /** Oldest first. */
  notes(owner: Owner, goalId: string): Promise<GrowthNote[]>;
  /**
   * Writes what `change` makes of the goal, one change of a goal at a time, and keeps what was before for `undo`. Nothing is
   * written where nothing differs. Steps are the same as long as they keep their id; an unknown or empty id is a new step.
   * @returns undefined: no such goal. @throws what `change` throws; nothing is written then
   */
  change(
    owner: Owner,
    goalId: string,
    by: GrowthChange,
    change: (goal: GrowthGoal) => GoalContent,
  ): Promise<GrowthGoal | undefined>;
  /** Adds a note; any note answers a check-in that waits. @returns undefined: no such goal */
  addNote(owner: Owner, goalId: string, note: NewGrowthNote): Promise<GrowthGoal | undefined>;
  /**
   * Takes the change of turn `change` back, where it is the last one.
   * @param fit what comes back, made to fit today (a check-in that is over)
   * @returns undefined: no such goal (any more)
   */
  undo(
    owner: Owner,
    goalId: string,
    by: GrowthChange & { change: string },
    fit: (content: GoalContent) => GoalContent,
  ): Promise<UndoOutcome | undefined>;
  /**
   * The active goal whose check-in was asked after `asked.since` and waits for an answer, the latest asked; before it the one
   * that the turn itself changed last, when it is tried again. Asked for many messages: one statement.
   * @returns its id
   */
  waiting(owner: Owner, asked: { since: Date; turnId: string }): Promise<string | undefined>;
  /** It is being talked about. */
  touch(owner: Owner, goalId: string, at: Date): Promise<void>;
  /**
   * Takes a check-in up for asking: only the one that is due at `dueAt` by what is stored, of an active goal, and only where no
   * other worker took it up at or after `deadBefore`.
   * @returns undefined: nothing to do
   */
  claimCheckIn(
    owner: Owner,
    goalId: string,
    claim: { dueAt: Date; now: Date; deadBefore: Date },
  ): Promise<GrowthGoal | undefined>;
  /**
   * Records how the check-in due at `dueAt` ended, once: asked, or missed.
   * @param end.nextAt when the next is due; undefined: there is none
   * @returns false: somebody else did, or the person changed it meanwhile
   */
  settleCheckIn(
    owner: Owner,
    goalId: string,
    end: { dueAt: Date; nextAt?: Date } & ({ askedAt: Date } | { missedAt: Date }),
  ): Promise<boolean>;
}
