import type { Actor } from '../../people/user.ts';
import { requireKnowledgeAdmin } from '../admins-only.ts';
import { entryGone } from './entry-errors.ts';
import type { EntryVersion, KnowledgeEntry } from './entry.ts';
import type { EntryRepository } from './ports.ts';

/**
 * An entry with all its versions, newest first; a retired one too.
 * @throws AppError KNOWLEDGE_070, KNOWLEDGE_074
 */
export async function entryHistory(
  { entries }: { entries: EntryRepository },
  actor: Actor,
  id: string,
): Promise<{ entry: KnowledgeEntry; versions: readonly EntryVersion[] }> {
  requireKnowledgeAdmin(actor);
  const entry = await entries.find(actor.organizationId, id);
  if (entry === undefined) throw entryGone();
  return { entry, versions: await entries.versions(actor.organizationId, id) };
}
