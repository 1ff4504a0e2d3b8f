import { contentOf, type GoalContent, type GrowthGoal, type GrowthStep } from '../../coaching/growth/goal.ts';
import type { Owner } from '../../coaching/people/owner.ts';
import type { GrowthRepository } from '../../coaching/growth/ports.ts';
import { newId } from '../../shared/ids.ts';
import type { Database, ScopedClient } from '../database.ts';
import type { GrowthGoal as GoalRow } from '../generated/client.ts';
import { oneOf } from '../one-of.ts';
import type { ScopedPool } from '../scoped-pool.ts';
import { isUuid } from '../sessions/is-uuid.ts';
import { readLastChange, toColumns, toDate, toGoal, toLastChange, type LastChange } from './goal-rows.ts';

const noteKinds = ['progress', 'check_in'] as const;

/** Prisma hands out milliseconds of what PostgreSQL holds in microseconds. */
const inThatMillisecond = (at: Date) => ({ gte: at, lt: new Date(at.getTime() + 1) });

const same = (one: GoalContent, other: GoalContent): boolean =>
  JSON.stringify(contentOf(one)) === JSON.stringify(contentOf(other));

async function read(client: ScopedClient, id: string): Promise<GrowthGoal | undefined> {
  const row = await client.growthGoal.findUnique({ where: { id } });
  return row === null ? undefined : withSteps(client, row);
}

async function withSteps(client: ScopedClient, row: GoalRow): Promise<GrowthGoal> {
  const steps = await client.growthStep.findMany({ where: { goalId: row.id }, orderBy: { position: 'asc' } });
  return toGoal(row, steps);
}

/** One change of a goal at a time: the row stays locked until the transaction ends. */
async function locked(
  client: ScopedClient,
  goalId: string,
): Promise<{ goal: GrowthGoal; last: LastChange | undefined } | undefined> {
  await client.$queryRaw`SELECT id FROM growth_goals WHERE id = ${goalId}::uuid FOR UPDATE`;
  const row = await client.growthGoal.findUnique({ where: { id: goalId } });
  return row === null
    ? undefined
    : { goal: await withSteps(client, row), last: readLastChange(row.lastChange) };
}

/** Makes the stored steps these ones, in this order. */
async function writeSteps(
  client: ScopedClient,
  { organizationId, userId }: Owner,
  goalId: string,
  before: readonly GrowthStep[],
  after: readonly GrowthStep[],
): Promise<void> {
  const known = new Set(before.map(({ id }) => id));
  const kept = new Set(after.map(({ id }) => id));
  const gone = [...known].filter((id) => !kept.has(id));
  if (gone.length > 0) await client.growthStep.deleteMany({ where: { id: { in: gone } } });
  for (const [position, { id, text, dueOn, doneAt }] of after.entries()) {
    const data = { position, text, dueOn: toDate(dueOn), doneAt: doneAt ?? null };
    // An id that was the goal's before comes back with an undo; any other is made here.
    if (known.has(id)) await client.growthStep.update({ where: { id }, data });
    else {
      const own = isUuid(id) ? { id } : {};
      await client.growthStep.create({ data: { ...own, goalId, organizationId, userId, ...data } });
    }
  }
}

async function write(
  client: ScopedClient,
  goal: GrowthGoal,
  after: GoalContent,
  { at, last }: { at: Date; last: LastChange },
): Promise<void> {
  const isMoved = goal.checkIn?.nextAt?.getTime() !== after.checkIn?.nextAt?.getTime();
  await client.growthGoal.update({
    where: { id: goal.id },
    data: {
      ...toColumns(after),
      // Whoever took the old one up has nothing to do any more, and what was put off, stopped or ended waits for no answer.
      ...(isMoved ? { checkInClaimedAt: null } : {}),
      ...(isMoved || after.status !== 'active' ? { checkInAskedAt: null } : {}),
      talkedAt: at,
      lastChange: toLastChange(last),
    },
  });
  await writeSteps(client, goal, goal.id, goal.steps, after.steps);
}

/** Goals on PostgreSQL. The row policies want the owner in the scope: without, there is nothing. */
export function createGrowthRepository(database: Database, pool: ScopedPool): GrowthRepository {
  const within = <T>(owner: Owner, work: (client: ScopedClient) => Promise<T>): Promise<T> =>
    database.withScope({ organizationId: owner.organizationId, userId: owner.userId }, work);
  return {
    list: (owner, statuses = ['active']) =>
      within(owner, async (client) => {
        const rows = await client.growthGoal.findMany({
          where: { ...owner, status: { in: [...statuses] } },
          orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
        });
        const steps = await client.growthStep.findMany({
          where: { goalId: { in: rows.map(({ id }) => id) } },
          orderBy: { position: 'asc' },
        });
        return rows.map((row) =>
          toGoal(
            row,
            steps.filter(({ goalId }) => goalId === row.id),
          ),
        );
      }),

    find: async (owner, goalId) =>
      isUuid(goalId) ? within(owner, (client) => read(client, goalId)) : undefined,

    create: (owner, { steps = [], talkId, turnId, ...content }) =>
      within(owner, async (client) => {
        const id = newId();
        const made = await client.growthGoal.createMany({
          data: [
            {
              id,
              ...owner,
              ...toColumns({ ...content, status: 'active', steps: [] }),
              ...(talkId === undefined ? {} : { talkId }),
              ...(turnId === undefined ? {} : { turnId, lastChange: toLastChange({ turnId, before: null }) }),
            },
          ],
          skipDuplicates: true,
        });
        if (made.count === 0) {
          // The same turn made it before.
          const row = await client.growthGoal.findFirstOrThrow({
            where: { turnId: turnId ?? '', title: { equals: content.title, mode: 'insensitive' } },
          });
          return withSteps(client, row);
        }
        await writeSteps(
          client,
          owner,
          id,
          [],
          steps.map((step) => ({ id: '', ...step })),
        );
        const row = await client.growthGoal.findUniqueOrThrow({ where: { id } });
        return withSteps(client, row);
      }),

    notes: async (owner, goalId) => {
      if (!isUuid(goalId)) return [];
      return within(owner, async (client) => {
        const rows = await client.growthNote.findMany({
          where: { goalId },
          orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
        });
        return rows.map((row) => ({
          id: row.id,
          goalId: row.goalId,
          kind: oneOf(noteKinds, row.kind),
          text: row.text,
          at: row.createdAt,
        }));
      });
    },

    change: async (owner, goalId, { turnId, at }, change) => {
      if (!isUuid(goalId)) return undefined;
      return within(owner, async (client) => {
        const found = await locked(client, goalId);
        if (found === undefined || found.last?.turnId === turnId) return found?.goal;
        const { goal } = found;
        const after = change(goal);
        if (same(goal, after)) return goal;
        await write(client, goal, after, { at, last: { turnId, before: contentOf(goal) } });
        return read(client, goalId);
      });
    },

    addNote: async (owner, goalId, { kind, text, turnId, at }) => {
      if (!isUuid(goalId)) return undefined;
      return within(owner, async (client) => {
        const found = await locked(client, goalId);
        if (found === undefined) return undefined;
        const noteId = newId();
        const { count } = await client.growthNote.createMany({
          data: [{ id: noteId, goalId, ...owner, kind, text, turnId: turnId ?? null, createdAt: at }],
          skipDuplicates: true,
        });
        if (count === 0) return found.goal;
        await client.growthGoal.update({
          where: { id: goalId },
          data: {
            talkedAt: at,
            checkInAskedAt: null,
            ...(turnId === undefined ? {} : { lastChange: toLastChange({ turnId, noteId }) }),
          },
        });
        return read(client, goalId);
      });
    },

    undo: async (owner, goalId, { change, turnId, at }, fit) => {
      if (!isUuid(goalId)) return undefined;
      return within(owner, async (client) => {
        const found = await locked(client, goalId);
        if (found === undefined) return undefined;
        const { goal, last } = found;
        if (last?.turnId === turnId) return { kind: 'undone', goal };
        if (last?.turnId !== change || last.undone === true) return { kind: 'nothing', goal };
        if (last.before === null) {
          await client.growthGoal.delete({ where: { id: goalId } });
          return { kind: 'removed', title: goal.title };
        }
        if (last.noteId !== undefined) await client.growthNote.deleteMany({ where: { id: last.noteId } });
        const before = last.before === undefined ? contentOf(goal) : fit(last.before);
        await write(client, goal, before, { at, last: { turnId, undone: true } });
        return { kind: 'undone', goal: (await read(client, goalId)) ?? goal };
      });
    },

    waiting: async ({ organizationId, userId }, { since, turnId }) => {
      const { rows } = await pool.runInScope<{ id: string }>(
        { organizationId, userId },
        {
          name: 'growth-waiting',
          text: `SELECT id FROM growth_goals
                  WHERE organization_id = $1 AND user_id = $2 AND status = 'active'
                    AND (check_in_asked_at > $3 OR last_change ->> 'turnId' = $4)
                  ORDER BY coalesce(last_change ->> 'turnId' = $4, false) DESC, check_in_asked_at DESC LIMIT 1`,
          values: [organizationId, userId, since, turnId],
        },
      );
      return rows[0]?.id;
    },

    touch: async (owner, goalId, at) => {
      if (!isUuid(goalId)) return;
      await within(owner, (client) =>
        client.growthGoal.updateMany({ where: { id: goalId }, data: { talkedAt: at } }),
      );
    },

    claimCheckIn: async (owner, goalId, { dueAt, now, deadBefore }) => {
      if (!isUuid(goalId)) return undefined;
      return within(owner, async (client) => {
        const { count } = await client.growthGoal.updateMany({
          where: {
            id: goalId,
            status: 'active',
            nextCheckInAt: { ...inThatMillisecond(dueAt), lte: now },
            OR: [{ checkInClaimedAt: null }, { checkInClaimedAt: { lt: deadBefore } }],
          },
          data: { checkInClaimedAt: now },
        });
        return count === 0 ? undefined : read(client, goalId);
      });
    },

    settleCheckIn: async (owner, goalId, { dueAt, nextAt, ...end }) => {
      if (!isUuid(goalId)) return false;
      return within(owner, async (client) => {
        const { count } = await client.growthGoal.updateMany({
          where: { id: goalId, nextCheckInAt: inThatMillisecond(dueAt) },
          data: {
            nextCheckInAt: nextAt ?? null,
            checkInClaimedAt: null,
            checkIns: { increment: 1 },
            ...('askedAt' in end
              ? { checkInAskedAt: end.askedAt, checkInMissedAt: null, talkedAt: end.askedAt }
              : { checkInMissedAt: end.missedAt }),
          },
        });
        return count === 1;
      });
    },
  };
}
