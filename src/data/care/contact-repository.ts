import { contactKinds, type Contact } from '../../coaching/care/contact.ts';
import type { ContactRepository } from '../../coaching/care/ports.ts';
import type { Database, ScopedClient } from '../database.ts';
import type { OrganizationContact as Row } from '../generated/client.ts';
import { oneOf } from '../one-of.ts';

const toContact = (row: Row): Contact => ({
  id: row.id,
  organizationId: row.organizationId,
  kind: oneOf(contactKinds, row.kind),
  name: row.name,
  reach: row.reach,
  position: row.position,
  ...(row.role === null ? {} : { role: row.role }),
  ...(row.note === null ? {} : { note: row.note }),
  ...(row.country === null ? {} : { country: row.country }),
  ...(row.userId === null ? {} : { userId: row.userId }),
});

const order = [{ position: 'asc' }, { createdAt: 'asc' }, { id: 'asc' }] as const;

/** Numbers those of a kind anew, with this one at its place. */
async function place(client: ScopedClient, row: Row, wanted: number | undefined): Promise<number> {
  const rows = await client.organizationContact.findMany({
    where: { kind: row.kind, deletedAt: null },
    orderBy: [...order],
  });
  const others = rows.filter(({ id }) => id !== row.id);
  const at = Math.min(wanted ?? rows.findIndex(({ id }) => id === row.id), others.length);
  const placed = [...others.slice(0, at), row, ...others.slice(at)];
  for (const [position, { id }] of placed.entries())
    await client.organizationContact.updateMany({ where: { id }, data: { position } });
  return at;
}

export function createContactRepository(database: Database): ContactRepository {
  return {
    list: (organizationId) =>
      database.withScope({ organizationId }, async (client) => {
        const rows = await client.organizationContact.findMany({
          where: { deletedAt: null },
          orderBy: [...order],
        });
        const contacts = rows.map(toContact);
        return contactKinds.flatMap((kind) => contacts.filter((contact) => contact.kind === kind));
      }),
    save: (organizationId, id, { role, note, country, userId, ...fields }, position) =>
      database.withScope({ organizationId }, async (client) => {
        const before = await client.organizationContact.findFirst({ where: { id } });
        const moved = before === null || before.deletedAt !== null || before.kind !== fields.kind;
        const data = {
          ...fields,
          role: role ?? null,
          note: note ?? null,
          country: country ?? null,
          userId: userId ?? null,
          deletedAt: null,
          // Last, until it is placed.
          ...(moved ? { position: 1_000 } : {}),
        };
        const row = await client.organizationContact.upsert({
          where: { id },
          create: { id, organizationId, ...data },
          update: data,
        });
        return { ...toContact(row), position: await place(client, row, position) };
      }),
    hadAny: (organizationId) =>
      database.withScope(
        { organizationId },
        async (client) => (await client.organizationContact.findFirst({ select: { id: true } })) !== null,
      ),
    remove: (organizationId, id, at) =>
      database.withScope({ organizationId }, async (client) => {
        const { count } = await client.organizationContact.updateMany({
          where: { id, deletedAt: null },
          data: { deletedAt: at },
        });
        return count > 0;
      }),
  };
}
