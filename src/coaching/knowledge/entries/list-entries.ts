import type { Actor } from '../../people/user.ts';
import { requireKnowledgeAdmin } from '../admins-only.ts';
import type { DocumentRepository } from '../ports.ts';
import { alignEntries, type EntryIndexDeps } from './entry-document.ts';
import type { KnowledgeEntry } from './entry.ts';

const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** Every word must stand in the title, the content, a tag, the category or the kind. */
function holds(entry: KnowledgeEntry, words: readonly string[]): boolean {
  const { title, content, tags, category, contentType } = entry;
  const all = fold([title, content, ...tags, category, contentType].join('\n').replaceAll('_', ' '));
  return words.every((word) => all.includes(word));
}

/**
 * Entries in force that hold all of these words, by title; without words all of them. What a crash left undone between an
 * entry and its document is put right first.
 * @throws AppError KNOWLEDGE_070
 */
export async function listEntries(
  deps: EntryIndexDeps & { documents: Pick<DocumentRepository, 'list'> },
  actor: Actor,
  words = '',
): Promise<KnowledgeEntry[]> {
  requireKnowledgeAdmin(actor);
  await alignEntries(deps, actor.organizationId);
  const wanted = fold(words)
    .replaceAll('_', ' ')
    .split(/[\s,#]+/)
    .filter((word) => word !== '');
  return (await deps.entries.list(actor.organizationId)).filter((entry) => holds(entry, wanted));
}
