import type { DocumentRepository } from '../../coaching/knowledge/ports.ts';
import type { Database } from '../database.ts';
import { isCurrent, namespacesOf, toRecord } from './document-rows.ts';

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu;

export function createDocumentRepository(database: Database): DocumentRepository {
  return {
    list: (organizationId) =>
      database.withScope({ organizationId }, async (client) => {
        const rows = await client.document.findMany({
          where: isCurrent,
          omit: { text: true },
          orderBy: { name: 'asc' },
        });
        const namespaceOf = await namespacesOf(client, rows);
        return rows.map((row) => toRecord(row, namespaceOf(row.namespaceId)));
      }),

    find: (organizationId, idOrName) =>
      database.withScope({ organizationId }, async (client) => {
        const wanted = idOrName.trim();
        const rows = await client.document.findMany({
          where: uuid.test(wanted)
            ? { id: wanted }
            : {
                ...isCurrent,
                OR: [
                  { name: { equals: wanted, mode: 'insensitive' } },
                  // Named without its ending: people do.
                  { name: { startsWith: `${wanted}.`, mode: 'insensitive' } },
                  { title: { equals: wanted, mode: 'insensitive' } },
                ],
              },
          orderBy: { createdAt: 'desc' },
        });
        // A name is a key, a title is not: who asks by name gets that document, whatever another one is called.
        const row = rows.find(({ name }) => name.toLowerCase() === wanted.toLowerCase()) ?? rows[0];
        if (!row) return undefined;
        const namespaceOf = await namespacesOf(client, [row]);
        return { ...toRecord(row, namespaceOf(row.namespaceId)), text: row.text };
      }),
  };
}
