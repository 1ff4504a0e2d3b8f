import type { ActionState } from '../../coaching/actions/action-item.ts';
import type {
  ActionChange,
  ActionFilter,
  NewActionItem,
  TrackedItems,
} from '../../coaching/actions/ports.ts';
import type { Database, ScopedClient } from '../database.ts';
import { Prisma } from '../generated/client.ts';
import { isUuid } from '../sessions/is-uuid.ts';
import { toItem } from './action-item-repository.ts';

const toDay = (day: string | undefined): Date | null =>
  day === undefined ? null : new Date(`${day}T00:00:00Z`);

/** What is undefined stays as it is, for Prisma too. */
const toData = ({ verified, ...set }: ActionChange) => ({
  ...set,
  ...(verified === undefined ? {} : { verifiedBy: verified?.by ?? null, verifiedAt: verified?.at ?? null }),
});

async function insert(
  client: ScopedClient,
  organizationId: string,
  item: Omit<NewActionItem, 'owner'> & Partial<Pick<NewActionItem, 'owner'>>,
  state: ActionState,
) {
  const where = { organizationId, madeByKey: item.key };
  // Whoever comes second, in another process too, finds what the first one made.
  await client.actionItem.createMany({
    skipDuplicates: true,
    data: [
      {
        ...where,
        state,
        title: item.title,
        ownerUserId: item.owner?.kind === 'user' ? item.owner.id : null,
        ownerClientId: item.owner?.kind === 'client' ? item.owner.id : null,
        createdBy: item.createdBy,
        description: item.description ?? null,
        category: item.category ?? null,
        dueOn: toDay(item.dueOn),
        reminderOn: toDay(item.reminderOn),
        priority: item.priority ?? 'MEDIUM',
        sessionId: item.sessionId ?? null,
        planId: item.planId ?? null,
      },
    ],
  });
  return toItem(await client.actionItem.findFirstOrThrow({ where }));
}

/** Of `o`, an owner with the day it is there, and `i`, an item of theirs. */
const conditions: Readonly<Record<ActionFilter, Prisma.Sql>> = {
  open: Prisma.sql`i.state IN ('open', 'in_progress')`,
  overdue: Prisma.sql`i.state IN ('open', 'in_progress') AND i.due_on < o.today`,
  blocked: Prisma.sql`i.state IN ('open', 'in_progress') AND i.blockers IS NOT NULL`,
  to_verify: Prisma.sql`i.state = 'completed'`,
};

export function createTrackedItems(database: Database): TrackedItems {
  return {
    find: (organizationId, id) =>
      database.withScope({ organizationId }, async (client) => {
        const row = isUuid(id) ? await client.actionItem.findUnique({ where: { id } }) : null;
        return row === null ? undefined : toItem(row);
      }),
    findMade: (organizationId, madeByKey) =>
      database.withScope({ organizationId }, async (client) => {
        const row = await client.actionItem.findFirst({ where: { organizationId, madeByKey } });
        return row === null ? undefined : toItem(row);
      }),
    make: (organizationId, item) =>
      database.withScope({ organizationId }, (client) => insert(client, organizationId, item, 'open')),
    draft: (organizationId, item) =>
      database.withScope({ organizationId }, (client) => insert(client, organizationId, item, 'cancelled')),
    give: (organizationId, id, { ownerId, createdBy, sessionId }) =>
      database.withScope({ organizationId }, async (client) => {
        if (!isUuid(id)) return undefined;
        const [given] = await client.actionItem.updateManyAndReturn({
          where: { id, createdBy, ownerUserId: null, ownerClientId: null, state: 'cancelled' },
          data: { ownerUserId: ownerId, state: 'open', sessionId: sessionId ?? null },
        });
        return given === undefined ? undefined : toItem(given);
      }),
    change: (organizationId, id, { from, set }) =>
      database.withScope({ organizationId }, async (client) => {
        if (!isUuid(id)) return undefined;
        const [changed] = await client.actionItem.updateManyAndReturn({
          where: { id, state: { in: [...from] } },
          data: toData(set),
        });
        return changed === undefined ? undefined : toItem(changed);
      }),
    listOf: (organizationId, owners, { filter, sessionsOf, limit, offset }) =>
      database.withScope({ organizationId }, async (client) => {
        const session =
          sessionsOf === undefined
            ? Prisma.empty
            : Prisma.sql`JOIN coaching_sessions s ON s.id = i.session_id AND s.facilitator_id = ${sessionsOf}::uuid`;
        const found = await client.$queryRaw<{ id: string; total: number }[]>`
          SELECT i.id, (count(*) OVER ())::int AS total
            FROM unnest(${owners.map(({ id }) => id)}::uuid[], ${owners.map(({ today }) => today)}::date[]) AS o(id, today)
            JOIN action_items i ON i.organization_id = ${organizationId}::uuid AND i.owner_user_id = o.id
            ${session}
           WHERE ${conditions[filter]}
           ORDER BY i.due_on NULLS LAST, array_position(ARRAY['HIGH', 'MEDIUM', 'LOW'], i.priority), i.created_at, i.id
           LIMIT ${limit} OFFSET ${offset}`;
        const rows = await client.actionItem.findMany({ where: { id: { in: found.map(({ id }) => id) } } });
        const byId = new Map(rows.map((row) => [row.id, toItem(row)]));
        return { items: found.flatMap(({ id }) => byId.get(id) ?? []), total: found[0]?.total ?? 0 };
      }),
  };
}
