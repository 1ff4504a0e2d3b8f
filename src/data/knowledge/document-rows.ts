import {
  documentAccesses,
  documentTypes,
  type DocumentStatus,
  type KnowledgeDocument,
} from '../../coaching/knowledge/document.ts';
import type { ScopedClient } from '../database.ts';
import type { Document as DocumentRow, KnowledgeNamespace as NamespaceRow } from '../generated/client.ts';
import { oneOf } from '../one-of.ts';

const statuses = [
  'uploaded',
  'processing',
  'completed',
  'failed',
] as const satisfies readonly DocumentStatus[];

export type DocumentRecord = Omit<KnowledgeDocument, 'text'>;

type Namespace = Pick<NamespaceRow, 'documentType' | 'access'>;

export function toRecord(row: Omit<DocumentRow, 'text'>, namespace: Namespace): DocumentRecord {
  return {
    id: row.id,
    organizationId: row.organizationId,
    name: row.name,
    title: row.title,
    type: oneOf(documentTypes, namespace.documentType),
    access: oneOf(documentAccesses, namespace.access),
    version: row.version,
    status: oneOf(statuses, row.status),
    contentHash: row.contentHash,
    createdAt: row.createdAt,
    ...(row.failure === null ? {} : { failure: row.failure }),
    ...(row.retiredAt === null ? {} : { retiredAt: row.retiredAt }),
    ...(row.fileSize === null ? {} : { fileSize: Number(row.fileSize) }),
    mimeType: row.mimeType,
    ...(row.sourceFolder === null ? {} : { sourceFolder: row.sourceFolder }),
  };
}

/** The namespaces of some documents, by id. */
export async function namespacesOf(
  client: ScopedClient,
  rows: readonly Pick<DocumentRow, 'namespaceId'>[],
): Promise<(namespaceId: string) => NamespaceRow> {
  const ids = [...new Set(rows.map((row) => row.namespaceId))];
  const found = await client.knowledgeNamespace.findMany({ where: { id: { in: ids } } });
  const byId = new Map(found.map((namespace) => [namespace.id, namespace]));
  return (id) => {
    const namespace = byId.get(id);
    if (!namespace) throw new Error('A document stands in a namespace that is not there.');
    return namespace;
  };
}

/** What is in force: loaded completely and not replaced by a later version. */
export const isCurrent = { status: 'completed', retiredAt: null } as const;

/** The version of a name that is in force. */
export async function currentVersion(
  client: ScopedClient,
  name: string,
): Promise<DocumentRecord | undefined> {
  const row = await client.document.findFirst({ where: { name, ...isCurrent }, omit: { text: true } });
  if (!row) return undefined;
  const namespaceOf = await namespacesOf(client, [row]);
  return toRecord(row, namespaceOf(row.namespaceId));
}
