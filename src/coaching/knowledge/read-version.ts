import type { Actor } from '../people/user.ts';
import { canReadDocument } from './can-read.ts';
import type { KnowledgeDocument } from './document.ts';
import type { DocumentRepository } from './ports.ts';

type DocumentRecord = Omit<KnowledgeDocument, 'text'>;

/**
 * Whether a person may read a version of a document, given the version in force. What narrowed later has narrowed for its
 * former versions too; what is not in force yet, or failed, is for admins alone.
 */
export function canReadVersion(
  actor: Actor,
  version: DocumentRecord,
  current: DocumentRecord | undefined,
): boolean {
  if (version.status !== 'completed') return actor.role === 'ADMIN';
  return canReadDocument(actor, version) && (current === undefined || canReadDocument(actor, current));
}

/**
 * A document in force, or one of its former versions, as far as the person may read it; undefined as for one that does not
 * exist.
 * @param wanted id, name or title
 */
export async function readVersion(
  { documents }: { documents: DocumentRepository },
  actor: Actor,
  wanted: string,
  options: { version?: number } = {},
): Promise<KnowledgeDocument | undefined> {
  const { organizationId } = actor;
  const found = await documents.find(organizationId, wanted, options);
  if (found === undefined) return undefined;
  const isInForce = found.status === 'completed' && found.retiredAt === undefined;
  const current = isInForce ? found : await documents.find(organizationId, found.name);
  return canReadVersion(actor, found, current?.name === found.name ? current : undefined) ? found : undefined;
}
