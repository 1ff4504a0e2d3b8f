import type { DocumentRepository } from '../../coaching/knowledge/ports.ts';
import type { Database } from '../database.ts';
import { isCurrent, namespacesOf, toRecord } from './document-rows.ts';

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu;

/** What is in force, what is not yet or failed, and everything that ever was. */
const selections = { current: isCurrent, open: { retiredAt: null }, all: {} } as const;

export function createDocumentRepository(database: Database): DocumentRepository {
  return {
    list: (organizationId, { versions = 'current', removed = false } = {}) =>
      database.withScope({ organizationId }, async (client) => {
        const rows = await client.document.findMany({
          where: { ...(removed ? {} : { removedAt: null }), ...selections[versions] },
          omit: { text: true },
          orderBy: [{ name: 'asc' }, { version: 'desc' }],
        });
        const namespaceOf = await namespacesOf(client, rows);
        return rows.map((row) => toRecord(row, namespaceOf(row.namespaceId)));
      }),

    find: (organizationId, idOrName, { version } = {}) =>
      database.withScope({ organizationId }, async (client) => {
        const wanted = idOrName.trim();
        const rows = await client.document.findMany({
          where: uuid.test(wanted)
            ? { id: wanted, removedAt: null }
            : {
                removedAt: null,
                ...(version === undefined ? isCurrent : { version, status: 'completed' }),
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
        const named = rows.find(({ name }) => name.toLowerCase() === wanted.toLowerCase()) ?? rows[0];
        // An id names one version; another one of the same document may be meant.
        const row =
          named && version !== undefined && named.version !== version
            ? await client.document.findFirst({
                where: { name: named.name, version, status: 'completed', removedAt: null },
              })
            : named;
        if (!row) return undefined;
        const namespaceOf = await namespacesOf(client, [row]);
        return { ...toRecord(row, namespaceOf(row.namespaceId)), text: row.text };
      }),
  };
}
