import {
  contentOf,
  type GoalContent,
  type GrowthGoal,
  type GrowthNote,
} from '../../../src/coaching/growth/goal.ts';
import type { Owner } from '../../../src/coaching/people/owner.ts';
import type { GrowthRepository } from '../../../src/coaching/growth/ports.ts';
import type { Clock } from '../../../src/shared/clock.ts';
import { newId } from '../../../src/shared/ids.ts';

interface Stored {
  goal: GrowthGoal;
  turnId?: string;
  claimedAt?: Date;
  last?: { turnId: string; before?: GoalContent | null; noteId?: string; undone?: true };
}

/** Goals in memory. `test/contract/growth.contract.ts` holds them to what PostgreSQL does. */
export function createFakeGrowth(clock: Clock): GrowthRepository {
  const stored = new Map<string, Stored>();
  const notes: (GrowthNote & { turnId?: string })[] = [];
  const mine = (owner: Owner, goalId: string): Stored | undefined => {
    const found = stored.get(goalId);
    const isOwn = found?.goal.userId === owner.userId && found.goal.organizationId === owner.organizationId;
    return isOwn ? found : undefined;
  };
  const shown = ({ goal, last }: Stored): GrowthGoal => {
    const copy = { ...goal, steps: goal.steps.map((step) => ({ ...step })) };
    delete copy.undoable;
    if (last === undefined) return copy;
    const { turnId, before, undone } = last;
    if (undone === true) return { ...copy, lastTurn: { turnId, did: 'undo' } };
    return { ...copy, undoable: turnId, lastTurn: { turnId, did: before === null ? 'make' : 'change' } };
  };
  const write = (entry: Stored, after: GoalContent, at: Date): void => {
    const { goal } = entry;
    const isMoved = goal.checkIn?.nextAt?.getTime() !== after.checkIn?.nextAt?.getTime();
    const { id, organizationId, userId, checkIns, askedAt, missedAt, talkId, createdAt } = goal;
    const waits = askedAt !== undefined && !isMoved && after.status === 'active';
    entry.goal = {
      id,
      organizationId,
      userId,
      checkIns,
      createdAt,
      talkedAt: at,
      ...contentOf(after),
      steps: after.steps.map((step) => ({ ...step, id: step.id === '' ? newId() : step.id })),
      ...(waits ? { askedAt } : {}),
      ...(missedAt === undefined ? {} : { missedAt }),
      ...(talkId === undefined ? {} : { talkId }),
    };
    if (isMoved) delete entry.claimedAt;
  };
  const settled = <T>(value: T): Promise<T> => Promise.resolve(value);
  return {
    list: (owner, statuses = ['active']) =>
      settled(
        [...stored.values()]
          .filter(({ goal }) => mine(owner, goal.id) !== undefined && statuses.includes(goal.status))
          .map(shown),
      ),
    find: (owner, goalId) => {
      const found = mine(owner, goalId);
      return settled(found && shown(found));
    },
    create: (owner, { steps = [], turnId, ...content }) => {
      const before = [...stored.values()].find(
        (entry) =>
          turnId !== undefined &&
          entry.turnId === turnId &&
          entry.goal.title.toLowerCase() === content.title.toLowerCase(),
      );
      if (before !== undefined) return settled(shown(before));
      const goal: GrowthGoal = {
        id: newId(),
        ...owner,
        ...content,
        status: 'active',
        steps: steps.map((step) => ({ id: newId(), ...step })),
        checkIns: 0,
        talkedAt: clock.now(),
        createdAt: clock.now(),
      };
      const entry: Stored = {
        goal,
        ...(turnId === undefined ? {} : { turnId, last: { turnId, before: null } }),
      };
      stored.set(goal.id, entry);
      return settled(shown(entry));
    },
    notes: (owner, goalId) =>
      settled(
        notes
          .filter((note) => note.goalId === goalId && mine(owner, goalId) !== undefined)
          .map(({ id, kind, text, at }) => ({ id, goalId, kind, text, at })),
      ),
    async change(owner, goalId, { turnId, at }, change) {
      await Promise.resolve();
      const entry = mine(owner, goalId);
      if (entry === undefined || entry.last?.turnId === turnId) return entry && shown(entry);
      const before = contentOf(shown(entry));
      const after = change(shown(entry));
      if (JSON.stringify(contentOf(after)) === JSON.stringify(before)) return shown(entry);
      write(entry, after, at);
      entry.last = { turnId, before };
      return shown(entry);
    },
    async addNote(owner, goalId, { kind, text, turnId, at }) {
      await Promise.resolve();
      const entry = mine(owner, goalId);
      if (entry === undefined) return undefined;
      if (turnId !== undefined && notes.some((note) => note.goalId === goalId && note.turnId === turnId))
        return shown(entry);
      const id = newId();
      notes.push({ id, goalId, kind, text, at, ...(turnId === undefined ? {} : { turnId }) });
      entry.goal = { ...entry.goal, talkedAt: at };
      delete entry.goal.askedAt;
      if (turnId !== undefined) entry.last = { turnId, noteId: id };
      return shown(entry);
    },
    async undo(owner, goalId, { change, turnId, at }, fit) {
      await Promise.resolve();
      const entry = mine(owner, goalId);
      if (entry === undefined) return undefined;
      const { last } = entry;
      if (last?.turnId === turnId) return { kind: 'undone', goal: shown(entry) };
      if (last?.turnId !== change || last.undone === true) return { kind: 'nothing', goal: shown(entry) };
      if (last.before === null) {
        stored.delete(goalId);
        return { kind: 'removed', title: entry.goal.title };
      }
      const index = notes.findIndex(({ id }) => id === last.noteId);
      if (index !== -1) notes.splice(index, 1);
      write(entry, last.before === undefined ? contentOf(entry.goal) : fit(last.before), at);
      entry.last = { turnId, undone: true };
      return { kind: 'undone', goal: shown(entry) };
    },
    waiting: (owner, { since, turnId }) => {
      const open = [...stored.values()].filter(
        ({ goal }) => mine(owner, goal.id) !== undefined && goal.status === 'active',
      );
      const asked = open
        .filter(({ goal }) => goal.askedAt !== undefined && goal.askedAt > since)
        .sort((one, other) => Number(other.goal.askedAt) - Number(one.goal.askedAt));
      return settled((open.find(({ last }) => last?.turnId === turnId) ?? asked[0])?.goal.id);
    },
    touch: (owner, goalId, at) => {
      const entry = mine(owner, goalId);
      if (entry !== undefined) entry.goal = { ...entry.goal, talkedAt: at };
      return settled(undefined);
    },
    claimCheckIn: (owner, goalId, { dueAt, now, deadBefore }) => {
      const entry = mine(owner, goalId);
      const nextAt = entry?.goal.checkIn?.nextAt;
      const isFree = entry?.claimedAt === undefined || entry.claimedAt < deadBefore;
      if (entry?.goal.status !== 'active' || nextAt?.getTime() !== dueAt.getTime() || nextAt > now || !isFree)
        return settled(undefined);
      entry.claimedAt = now;
      return settled(shown(entry));
    },
    settleCheckIn: (owner, goalId, { dueAt, nextAt, ...end }) => {
      const entry = mine(owner, goalId);
      const plan = entry?.goal.checkIn;
      if (entry === undefined || plan?.nextAt?.getTime() !== dueAt.getTime()) return settled(false);
      const { every, first } = plan;
      const before = { ...entry.goal };
      delete before.missedAt;
      entry.goal = {
        ...before,
        checkIns: before.checkIns + 1,
        checkIn: { every, first, ...(nextAt === undefined ? {} : { nextAt }) },
        ...end,
        ...('askedAt' in end ? { talkedAt: end.askedAt } : {}),
      };
      delete entry.claimedAt;
      return settled(true);
    },
  };
}
