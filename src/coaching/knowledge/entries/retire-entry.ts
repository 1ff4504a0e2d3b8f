import type { Clock } from '../../../shared/clock.ts';
import type { Actor } from '../../people/user.ts';
import { requireKnowledgeAdmin } from '../admins-only.ts';
import { indexEntry } from './entry-document.ts';
import { entryGone } from './entry-errors.ts';
import type { KnowledgeEntry } from './entry.ts';
import { entryOf, recordEntry, type EntryDeps } from './save-entry.ts';

/**
 * Takes an entry out of search, or with `back` puts it in again. Its history stays. Twice is harmless.
 * @throws AppError KNOWLEDGE_070, KNOWLEDGE_074, KNOWLEDGE_076 when its title was given to another one meanwhile
 */
export async function retireEntry(
  deps: EntryDeps & { clock: Clock },
  actor: Actor,
  { id, surface, back = false }: { id: string; surface: string; back?: boolean },
): Promise<KnowledgeEntry> {
  requireKnowledgeAdmin(actor);
  const { organizationId } = actor;
  const known = await deps.entries.find(organizationId, id);
  if (known === undefined) throw entryGone();
  const saved = await deps.entries.setRetired(organizationId, id, back ? undefined : deps.clock.now());
  const entry = entryOf(saved, known.title);
  await indexEntry(deps, entry);
  await recordEntry(deps, actor, back ? 'unretire' : 'retire', id, surface);
  return entry;
}
