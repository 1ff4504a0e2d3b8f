import type { DocumentScope } from '../../coaching/knowledge/can-read.ts';
import type { ScopedClient } from '../database.ts';

/** The namespace of a type and access, made when it is first needed. */
export async function ensureNamespace(
  client: ScopedClient,
  organizationId: string,
  { type, access }: DocumentScope,
): Promise<string> {
  const key = { organizationId, documentType: type, access };
  const { id } = await client.knowledgeNamespace.upsert({
    where: { organizationId_documentType_access: key },
    create: key,
    update: {},
    select: { id: true },
  });
  return id;
}

/** Types and accesses as two lists of the same length, the form in which SQL takes pairs. */
export function toPairs(scopes: readonly DocumentScope[]): { types: string[]; accesses: string[] } {
  return { types: scopes.map(({ type }) => type), accesses: scopes.map(({ access }) => access) };
}
