import type { Actor } from '../../people/user.ts';
import type { AuditLog } from '../../tenants/ports.ts';
import { requireKnowledgeAdmin } from '../admins-only.ts';
import { checkEntry, type EntryInput } from './check-entry.ts';
import { indexEntry, type EntryIndexDeps } from './entry-document.ts';
import { entryFaulty, entryGone, entryStale, entryTitleTaken } from './entry-errors.ts';
import type { KnowledgeEntry } from './entry.ts';
import type { SavedEntry } from './ports.ts';

export interface EntryDeps extends EntryIndexDeps {
  audit: AuditLog;
}

/** The turn that asks for a change, and where: the same turn again changes nothing more. */
export interface EntryTurn {
  turnId: string;
  surface: string;
}

/**
 * Adds an entry, or with `edits` the next version of one. It can be found when this resolves.
 * @throws AppError KNOWLEDGE_070 no admin, KNOWLEDGE_074 gone, KNOWLEDGE_075 changed by somebody else, KNOWLEDGE_076 title
 * taken, KNOWLEDGE_077 fields that cannot be used, KNOWLEDGE_005 (retry later) while it is being loaded
 */
export async function saveEntry(
  deps: EntryDeps,
  actor: Actor,
  input: EntryInput,
  { turnId, surface, edits }: EntryTurn & { edits?: { id: string; expectedVersion: number } },
): Promise<KnowledgeEntry> {
  requireKnowledgeAdmin(actor);
  const checked = checkEntry(input);
  if (checked.kind === 'faulty') throw entryFaulty(checked.faults);
  const { organizationId, id: editedBy } = actor;
  const { fields } = checked;
  const saved =
    edits === undefined
      ? await deps.entries.create({ organizationId, fields, editedBy, turnId })
      : await deps.entries.save({ organizationId, ...edits, fields, editedBy, turnId });
  const entry = entryOf(saved, fields.title);
  await indexEntry(deps, entry);
  await recordEntry(deps, actor, edits === undefined ? 'add' : 'edit', entry.id, surface);
  return entry;
}

/** @throws AppError KNOWLEDGE_074, KNOWLEDGE_075, KNOWLEDGE_076 */
export function entryOf(saved: SavedEntry, title: string): KnowledgeEntry {
  switch (saved.kind) {
    case 'saved':
      return saved.entry;
    case 'stale':
      throw entryStale(saved.entry);
    case 'title-taken':
      throw entryTitleTaken(title);
    case 'gone':
      throw entryGone();
  }
}

export const recordEntry = (
  { audit }: Pick<EntryDeps, 'audit'>,
  { organizationId, id: actorId }: Actor,
  doing: 'add' | 'edit' | 'restore' | 'retire' | 'unretire',
  subjectId: string,
  surface: string,
): Promise<void> =>
  audit.record({
    organizationId,
    actorId,
    action: `knowledge.entry.${doing}`,
    subjectType: 'knowledge_entry',
    subjectId,
    surface,
  });
