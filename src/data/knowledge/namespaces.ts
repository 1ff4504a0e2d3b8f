import type { DocumentScope } from '../../coaching/knowledge/can-read.ts';
import type { ScopedClient } from '../database.ts';

/** The namespace of a type and access, made when it is first needed; several loads may need it at once. */
export async function ensureNamespace(
  client: ScopedClient,
  organizationId: string,
  { type, access }: DocumentScope,
): Promise<string> {
  const [row] = await client.$queryRaw<{ id: string }[]>`
    INSERT INTO knowledge_namespaces (organization_id, document_type, access)
    VALUES (${organizationId}::uuid, ${type}, ${access})
    ON CONFLICT (organization_id, document_type, access) DO UPDATE SET updated_at = knowledge_namespaces.updated_at
    RETURNING id`;
  if (!row) throw new Error('A namespace could not be made.');
  return row.id;
}

/** Types and accesses as two lists of the same length, the form in which SQL takes pairs. */
export function toPairs(scopes: readonly DocumentScope[]): { types: string[]; accesses: string[] } {
  return { types: scopes.map(({ type }) => type), accesses: scopes.map(({ access }) => access) };
}
