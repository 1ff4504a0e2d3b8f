import { AppError } from '../../shared/errors.ts';
import type { Actor } from '../people/user.ts';
import type { AuditLog } from '../tenants/ports.ts';
import type { DocumentLoads } from './document-loads.ts';
import type { KnowledgeIngest } from './ports.ts';
import type { AddDocument } from './ports.ts';

export interface ManageDocumentsDeps {
  ingest: KnowledgeIngest;
  loads: DocumentLoads;
  audit: AuditLog;
}

/** Documents are managed by those who answer for them. @throws AppError KNOWLEDGE_025 */
export function requireDocumentAdmin(actor: Actor): void {
  if (actor.role === 'ADMIN') return;
  throw new AppError({
    code: 'KNOWLEDGE_025',
    message: 'Only admins manage documents.',
    userMessage: `Only an admin may change the knowledge base, and ${actor.name} is not one.`,
  });
}

type FileOf<T extends AddDocument> = T extends unknown ? Omit<T, 'organizationId' | 'createdBy'> : never;

/**
 * Loads a document as one person, and notes who did.
 * @throws AppError KNOWLEDGE_* with a cure; the former version stays in force
 */
export async function addDocument(
  { ingest, audit }: Pick<ManageDocumentsDeps, 'ingest' | 'audit'>,
  { actor, surface, file }: { actor: Actor; surface: string; file: FileOf<AddDocument> },
  onProgress?: (done: number, total: number) => void,
): ReturnType<KnowledgeIngest['add']> {
  requireDocumentAdmin(actor);
  const { organizationId, id: createdBy } = actor;
  const added = await ingest.add({ ...file, organizationId, createdBy }, onProgress);
  await audit.record({
    organizationId,
    actorId: actor.id,
    action: 'knowledge.add',
    subjectType: 'document',
    subjectId: added.document.id,
    surface,
  });
  return added;
}

/**
 * Takes a document out with all its versions, by its exact name, and notes who did.
 * @returns number of versions; 0 when there is no such document
 * @throws AppError KNOWLEDGE_025
 */
export async function removeDocument(
  { loads, audit }: Pick<ManageDocumentsDeps, 'loads' | 'audit'>,
  { actor, surface, name }: { actor: Actor; surface: string; name: string },
): Promise<number> {
  requireDocumentAdmin(actor);
  const { organizationId } = actor;
  const removed = await loads.remove(organizationId, name);
  for (const subjectId of removed) {
    await audit.record({
      organizationId,
      actorId: actor.id,
      action: 'knowledge.remove',
      subjectType: 'document',
      subjectId,
      surface,
    });
  }
  return removed.length;
}
