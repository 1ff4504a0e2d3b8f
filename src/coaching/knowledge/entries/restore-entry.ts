import type { Actor } from '../../people/user.ts';
import { requireKnowledgeAdmin } from '../admins-only.ts';
import { indexEntry } from './entry-document.ts';
import { entryGone, entryVersionNotFound } from './entry-errors.ts';
import type { KnowledgeEntry } from './entry.ts';
import { entryOf, recordEntry, type EntryDeps, type EntryTurn } from './save-entry.ts';

/**
 * Makes an earlier version's words the newest version; what lies between stays in the history.
 * @throws AppError KNOWLEDGE_070, KNOWLEDGE_074 to KNOWLEDGE_076, KNOWLEDGE_078, KNOWLEDGE_005 (retry later)
 */
export async function restoreEntry(
  deps: EntryDeps,
  actor: Actor,
  input: EntryTurn & { id: string; version: number; expectedVersion: number },
): Promise<KnowledgeEntry> {
  requireKnowledgeAdmin(actor);
  const { organizationId, id: editedBy } = actor;
  const { id, version, expectedVersion, turnId } = input;
  const versions = await deps.entries.versions(organizationId, id);
  if (versions.length === 0) throw entryGone();
  const former = versions.find((candidate) => candidate.version === version);
  if (former === undefined) throw entryVersionNotFound(version);
  const { category, contentType, title, content, tags, access } = former;
  const fields = { category, contentType, title, content, tags, access };
  const saved = await deps.entries.save({ organizationId, id, expectedVersion, fields, editedBy, turnId });
  const entry = entryOf(saved, title);
  await indexEntry(deps, entry);
  await recordEntry(deps, actor, 'restore', id, input.surface);
  return entry;
}
