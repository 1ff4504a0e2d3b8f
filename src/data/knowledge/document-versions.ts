import { documentAccesses, documentTypes } from '../../coaching/knowledge/document.ts';
import type { DocumentVersions } from '../../coaching/knowledge/document-versions.ts';
import type { Database, ScopedClient } from '../database.ts';
import { oneOf } from '../one-of.ts';
import { currentVersion, namespacesOf, toRecord, type DocumentRecord } from './document-rows.ts';
import { ensureNamespace } from './namespaces.ts';
import { deleteChunksOf, lockNamespaces } from './publish-version.ts';
import { lockName, startVersion } from './start-version.ts';

async function recordById(client: ScopedClient, id: string): Promise<DocumentRecord | undefined> {
  const row = await client.document.findFirst({ where: { id, removedAt: null }, omit: { text: true } });
  if (!row) return undefined;
  const namespaceOf = await namespacesOf(client, [row]);
  return toRecord(row, namespaceOf(row.namespaceId));
}

export function createDocumentVersions(database: Database): DocumentVersions {
  return {
    saveUpload: (input) =>
      database.withScope({ organizationId: input.organizationId }, async (client) => {
        await lockName(client, input.organizationId, input.name);
        const known = await recordById(client, input.id);
        if (known) return known;
        const row = await startVersion(client, input, { id: input.id, status: 'uploaded' });
        return toRecord(row, { documentType: input.type, access: input.access });
      }),

    confirm: (organizationId, id, scope) =>
      database.withScope({ organizationId }, async (client) => {
        const found = await recordById(client, id);
        if (!found) return { kind: 'gone' };
        await lockName(client, organizationId, found.name);
        const document = await recordById(client, id);
        if (!document) return { kind: 'gone' };
        if (document.status !== 'uploaded') return { kind: 'confirmed' };
        const current = await currentVersion(client, document.name);
        const isSame =
          current?.contentHash === document.contentHash &&
          current.type === scope.type &&
          current.access === scope.access;
        if (current && isSame) {
          await client.document.delete({ where: { id } });
          return { kind: 'unchanged', current };
        }
        await client.document.update({
          where: { id },
          data: { status: 'processing', namespaceId: await ensureNamespace(client, organizationId, scope) },
        });
        return { kind: 'confirmed' };
      }),

    discard: (organizationId, id) =>
      database.withScope({ organizationId }, async (client) => {
        const { count } = await client.document.deleteMany({ where: { id, status: 'uploaded' } });
        return count > 0;
      }),

    loadState: (organizationId, id) =>
      database.withScope({ organizationId }, async (client) => {
        const row = await client.document.findFirst({ where: { id, removedAt: null } });
        if (!row) return { kind: 'gone' };
        const namespaceOf = await namespacesOf(client, [row]);
        const document = toRecord(row, namespaceOf(row.namespaceId));
        switch (document.status) {
          case 'uploaded':
            return { kind: 'waiting', document };
          case 'failed':
            return { kind: 'failed', document };
          case 'completed': {
            const where = { sourceTable: 'documents', sourceId: id };
            return { kind: 'completed', document, chunks: await client.chunk.count({ where }) };
          }
          case 'processing': {
            const current = await currentVersion(client, document.name);
            const draft = { document: { ...document, text: row.text } };
            return { kind: 'open', draft: current ? { ...draft, current } : draft };
          }
        }
      }),

    touch: (organizationId, id) =>
      database.withScope({ organizationId }, async (client) => {
        await client.document.updateMany({
          where: { id, status: 'processing' },
          data: { updatedAt: new Date() },
        });
      }),

    noteFolder: (organizationId, id, sourceFolder) =>
      database.withScope({ organizationId }, async (client) => {
        await client.document.updateMany({ where: { id }, data: { sourceFolder } });
      }),

    remove: (organizationId, name) =>
      database.withScope({ organizationId }, async (client) => {
        await lockName(client, organizationId, name);
        const rows = await client.document.findMany({
          where: { name, removedAt: null },
          select: { id: true, status: true, namespaceId: true },
        });
        const published = rows.filter(({ status }) => status === 'completed').map(({ id }) => id);
        await lockNamespaces(
          client,
          rows.map(({ namespaceId }) => namespaceId),
        );
        for (const id of published) await deleteChunksOf(client, id);
        // What never came into force leaves nothing behind.
        await client.document.deleteMany({ where: { name, status: { not: 'completed' } } });
        await client.$executeRaw`
          UPDATE documents
          SET text = '', title = name, content_hash = '', failure = NULL, source_folder = NULL,
              retired_at = coalesce(retired_at, now()), removed_at = now(), unindexed_at = NULL, updated_at = now()
          WHERE id = ANY (${published}::uuid[])`;
        return published;
      }),

    pendingRemovals: (organizationId, limit) =>
      database.withScope({ organizationId }, async (client) => {
        const rows = await client.document.findMany({
          where: { retiredAt: { not: null }, unindexedAt: null },
          select: { id: true, namespaceId: true },
          take: limit,
        });
        const namespaceOf = await namespacesOf(client, rows);
        return rows.map(({ id, namespaceId }) => {
          const { documentType, access } = namespaceOf(namespaceId);
          return {
            documentId: id,
            type: oneOf(documentTypes, documentType),
            access: oneOf(documentAccesses, access),
          };
        });
      }),

    confirmRemovals: (organizationId, documentIds) =>
      database.withScope({ organizationId }, async (client) => {
        await client.document.updateMany({
          where: { id: { in: [...documentIds] } },
          data: { unindexedAt: new Date() },
        });
      }),
  };
}
