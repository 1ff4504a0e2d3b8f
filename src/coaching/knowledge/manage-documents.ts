import type { Actor } from '../people/user.ts';
import { requireKnowledgeAdmin } from './admins-only.ts';
import type { AuditLog } from '../tenants/ports.ts';
import type { DocumentLoads } from './document-loads.ts';
import type { AddDocument, KnowledgeIngest } from './ports.ts';

export interface ManageDocumentsDeps {
  ingest: KnowledgeIngest;
  loads: DocumentLoads;
  audit: AuditLog;
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
  requireKnowledgeAdmin(actor);
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
 * @throws AppError KNOWLEDGE_070
 */
export async function removeDocument(
  { loads, audit }: Pick<ManageDocumentsDeps, 'loads' | 'audit'>,
  { actor, surface, name }: { actor: Actor; surface: string; name: string },
): Promise<number> {
  requireKnowledgeAdmin(actor);
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
