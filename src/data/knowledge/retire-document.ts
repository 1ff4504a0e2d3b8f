import type { Database } from '../database.ts';
import { toRecord, type DocumentRecord, isCurrent, namespacesOf } from './document-rows.ts';
import { retire } from './publish-version.ts';

/**
 * Takes a document out of search in one transaction: its version in force retires, its chunks, postings and vectors go.
 * @returns what was in force; undefined when nothing of that name was
 */
export function createDocumentRetirement(
  database: Database,
): (organizationId: string, name: string) => Promise<DocumentRecord | undefined> {
  return (organizationId, name) =>
    database.withScope({ organizationId }, async (client) => {
      // The same lock as a load of this name takes.
      await client.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${organizationId}/${name}`}, 0))`;
      const row = await client.document.findFirst({ where: { name, ...isCurrent }, omit: { text: true } });
      if (!row) return undefined;
      const namespaceOf = await namespacesOf(client, [row]);
      await client.$queryRaw`SELECT id FROM knowledge_namespaces WHERE id = ${row.namespaceId}::uuid FOR UPDATE`;
      await retire(client, row.id);
      await client.$executeRaw`
        UPDATE knowledge_namespaces SET revision = revision + 1, updated_at = now() WHERE id = ${row.namespaceId}::uuid`;
      return toRecord(row, namespaceOf(row.namespaceId));
    });
}
