import {
  followUpLocked,
  followUpNotFound,
  followUpStale,
} from '../../coaching/follow-ups/follow-up-errors.ts';
import type { FollowUp } from '../../coaching/follow-ups/follow-up.ts';
import type { FollowUpRepository } from '../../coaching/follow-ups/ports.ts';
import type { Database, ScopedClient } from '../database.ts';
import { isUuid } from '../sessions/is-uuid.ts';
import { toFollowUp, toVersion } from './follow-up-rows.ts';
import { createFollowUpSending } from './follow-up-sending.ts';

const mostListed = 500;

/** What may still be changed. */
const open = { in: ['draft', 'ready', 'scheduled', 'failed', 'cancelled'] };

async function reload(client: ScopedClient, id: string): Promise<FollowUp> {
  const row = isUuid(id) ? await client.followUp.findUnique({ where: { id } }) : null;
  const found = row === null ? undefined : toFollowUp(row);
  if (found === undefined) throw followUpNotFound();
  return found;
}

export function createFollowUpRepository(database: Database): FollowUpRepository {
  return {
    ...createFollowUpSending(database),
    create: ({ organizationId, recipient, template, conversationKey, ...input }) =>
      database.withScope({ organizationId }, async (client) => {
        const [created] = await client.followUp.createManyAndReturn({
          data: {
            organizationId,
            ...input,
            recipientName: recipient.name,
            recipientUserId: recipient.userId ?? null,
            recipientClientId: recipient.clientId ?? null,
            template: template ?? null,
            conversationKey: conversationKey ?? null,
          },
          // The same turn on another worker, perhaps at the same moment: the first one stands.
          skipDuplicates: true,
        });
        if (created === undefined) {
          const { turnId } = input;
          const row = await client.followUp.findUniqueOrThrow({
            where: { organizationId_turnId: { organizationId, turnId } },
          });
          return reload(client, row.id);
        }
        const { id: followUpId } = created;
        const { subject, body, turnId } = input;
        await client.followUpVersion.create({
          data: { organizationId, followUpId, version: 1, subject, body, turnId },
        });
        return reload(client, followUpId);
      }),
    find: (organizationId, id) =>
      database.withScope({ organizationId }, async (client) => {
        const row = isUuid(id) ? await client.followUp.findUnique({ where: { id } }) : null;
        return row === null ? undefined : toFollowUp(row);
      }),
    list: (organizationId, { authorIds, summaryId, limit = mostListed } = {}) =>
      database.withScope({ organizationId }, async (client) => {
        const rows = await client.followUp.findMany({
          where: {
            ...(authorIds === undefined ? {} : { authorId: { in: [...authorIds] } }),
            ...(summaryId === undefined ? {} : { summaryId }),
          },
          orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
          take: limit,
        });
        return rows.flatMap((row) => toFollowUp(row) ?? []);
      }),
    latestIn: (organizationId, conversationKey, authorId, since) =>
      database.withScope({ organizationId }, async (client) => {
        const row = await client.followUp.findFirst({
          where: { conversationKey, authorId, updatedAt: { gte: since } },
          orderBy: [{ updatedAt: 'desc' }, { id: 'asc' }],
        });
        return row === null ? undefined : toFollowUp(row);
      }),
    versions: (organizationId, followUpId) =>
      database.withScope({ organizationId }, async (client) => {
        const rows = await client.followUpVersion.findMany({
          where: { followUpId },
          orderBy: { version: 'asc' },
        });
        return rows.map(toVersion);
      }),
    versionOfTurn: (organizationId, followUpId, turnId) =>
      database.withScope({ organizationId }, async (client) => {
        const row = isUuid(followUpId)
          ? await client.followUpVersion.findFirst({ where: { followUpId, turnId, version: { gt: 1 } } })
          : null;
        return row === null ? undefined : toVersion(row);
      }),
    addVersion: ({ organizationId, id, expected, subject, body, request, turnId, at }) =>
      database.withScope({ organizationId }, async (client) => {
        const moved = await client.followUp.updateMany({
          where: { id, version: expected, status: open },
          data: { version: expected + 1, subject, body, updatedAt: at },
        });
        // Looked up after the update: it waited for whoever held the row, perhaps this very turn on another worker.
        const again = await client.followUpVersion.findFirst({
          where: { followUpId: id, turnId, version: { gt: 1 } },
        });
        if (moved.count === 0) {
          const now = await reload(client, id);
          if (again !== null) return now;
          throw now.version === expected ? followUpLocked() : followUpStale(now.version);
        }
        if (again !== null) throw followUpStale(again.version);
        await client.followUpVersion.create({
          data: {
            organizationId,
            followUpId: id,
            version: expected + 1,
            subject,
            body,
            request: request ?? null,
            turnId,
          },
        });
        return reload(client, id);
      }),
  };
}
