import { createHash } from 'node:crypto';
import type { AddText, DocumentRepository } from '../ports.ts';
import type { KnowledgeEntry } from './entry.ts';
import type { EntryDocuments, EntryRepository } from './ports.ts';

const prefix = 'entry:';

const entryDocumentName = (id: string): string => `${prefix}${id}`;

/** What people call a document: its file's name; of a curated entry the title, because its name is only a key. */
export const shownDocumentName = ({ name, title }: { name: string; title: string }): string =>
  name.startsWith(prefix) ? title : name;

/** The title is the document's first heading, and so its title. */
function toDocument(entry: KnowledgeEntry): AddText {
  return {
    organizationId: entry.organizationId,
    name: entryDocumentName(entry.id),
    type: 'methodology',
    access: entry.access,
    mimeType: 'text/markdown',
    text: `# ${entry.title}\n\n${entry.content.trim()}\n`,
    ...(entry.editedBy === undefined ? {} : { createdBy: entry.editedBy }),
  };
}

export interface EntryIndexDeps {
  entries: EntryRepository;
  entryDocuments: EntryDocuments;
}

/** Another admin's change may come between reading and loading; so many times in a row it does not. */
const triesAtMost = 5;

/**
 * Makes the document say what the entry says. The entry is written first, then this: what a crash leaves undone, the same
 * turn tried again does, or `alignEntries`. The entry is read again afterwards, so that of two changes at once the later
 * one stands.
 * @throws AppError KNOWLEDGE_005 (retry later) while another load of it is under way
 */
export async function indexEntry(deps: EntryIndexDeps, entry: KnowledgeEntry): Promise<void> {
  let written = entry;
  for (let tries = 0; tries < triesAtMost; tries += 1) {
    if (written.retiredAt === undefined) await deps.entryDocuments.add(toDocument(written));
    else await deps.entryDocuments.retire(written.organizationId, entryDocumentName(written.id));
    const now = await deps.entries.find(written.organizationId, written.id);
    if (
      now?.version === written.version &&
      (now.retiredAt === undefined) === (written.retiredAt === undefined)
    )
      return;
    if (now === undefined) return;
    written = now;
  }
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * Loads entries whose document says something else, and retires documents of retired ones. Costs two statements when
 * all is well; run whenever the entries are listed and at each start of the demo.
 * @returns how many were put right
 */
export async function alignEntries(
  deps: EntryIndexDeps & { documents: Pick<DocumentRepository, 'list'> },
  organizationId: string,
): Promise<number> {
  const [entries, documents] = await Promise.all([
    deps.entries.list(organizationId, { retiredToo: true }),
    deps.documents.list(organizationId),
  ]);
  const byName = new Map(documents.map((document) => [document.name, document]));
  const wrong = entries.filter((entry) => {
    const document = byName.get(entryDocumentName(entry.id));
    if (entry.retiredAt !== undefined) return document !== undefined;
    const wanted = toDocument(entry);
    return document?.contentHash !== hashOf(wanted.text) || document.access !== wanted.access;
  });
  for (const entry of wrong) await indexEntry(deps, entry);
  return wrong.length;
}
