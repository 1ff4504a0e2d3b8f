import type { Client } from '../coaching/clients/client.ts';
import { clientNotFound, clientAddressTaken } from '../coaching/clients/client-errors.ts';
import type { ClientRepository } from '../coaching/clients/ports.ts';
import type { Database } from './database.ts';
import type { Client as Row } from './generated/client.ts';
import { isUuid } from './sessions/is-uuid.ts';

const toClient = (row: Row): Client => ({
  id: row.id,
  organizationId: row.organizationId,
  name: row.name,
  timezone: row.timezone,
  tags: row.tags,
  ...(row.email === null ? {} : { email: row.email }),
  ...(row.phone === null ? {} : { phone: row.phone }),
  ...(row.coachId === null ? {} : { coachId: row.coachId }),
});

export function createClientRepository(database: Database): ClientRepository {
  return {
    create: ({ organizationId, name, email, phone, timezone, tags, coachId }) =>
      database.withScope({ organizationId }, async (client) => {
        const address = email?.toLowerCase() ?? null;
        const there = () => client.client.findFirst({ where: { email: address, deletedAt: null } });
        const before = address === null ? null : await there();
        if (before !== null) return toClient(before);
        const [created] = await client.client.createManyAndReturn({
          data: {
            organizationId,
            name,
            email: address,
            phone: phone ?? null,
            timezone,
            tags: [...tags],
            coachId: coachId ?? null,
          },
          // Added at the same moment by somebody else: the first one stands.
          skipDuplicates: true,
        });
        return toClient(
          created ?? (await client.client.findFirstOrThrow({ where: { email: address, deletedAt: null } })),
        );
      }),
    find: (organizationId, id) =>
      database.withScope({ organizationId }, async (client) => {
        const row = isUuid(id) ? await client.client.findFirst({ where: { id, deletedAt: null } }) : null;
        return row === null ? undefined : toClient(row);
      }),
    list: (organizationId, coachIds) =>
      database.withScope({ organizationId }, async (client) => {
        const rows = await client.client.findMany({
          where: {
            deletedAt: null,
            ...(coachIds === undefined
              ? {}
              : { OR: [{ coachId: null }, { coachId: { in: [...coachIds] } }] }),
          },
          orderBy: [{ name: 'asc' }, { id: 'asc' }],
        });
        return rows.map(toClient);
      }),
    update: (organizationId, id, { email, tags, ...changes }) =>
      database.withScope({ organizationId }, async (client) => {
        const address = email?.toLowerCase();
        if (!isUuid(id) || (await client.client.findFirst({ where: { id, deletedAt: null } })) === null) {
          throw clientNotFound();
        }
        if (address !== undefined) {
          const other = await client.client.findFirst({
            where: { email: address, deletedAt: null, id: { not: id } },
          });
          if (other !== null) throw clientAddressTaken();
        }
        const row = await client.client.update({
          where: { id },
          data: {
            ...changes,
            ...(address === undefined ? {} : { email: address }),
            ...(tags === undefined ? {} : { tags: [...tags] }),
          },
        });
        return toClient(row);
      }),
  };
}
