import { documentAccesses } from '../../coaching/knowledge/document.ts';
import {
  entryCategories,
  entryContentTypes,
  sameFields,
  type EntryFields,
  type EntryVersion,
  type KnowledgeEntry,
} from '../../coaching/knowledge/entries/entry.ts';
import type { EntryRepository, SavedEntry } from '../../coaching/knowledge/entries/ports.ts';
import { deterministicId } from '../../shared/ids.ts';
import type { Database, ScopedClient } from '../database.ts';
import type { KnowledgeEntry as EntryRow, KnowledgeEntryVersion as VersionRow } from '../generated/client.ts';
import { oneOf } from '../one-of.ts';

type FieldColumns = Pick<VersionRow, 'category' | 'contentType' | 'title' | 'content' | 'tags' | 'access'>;

const toFields = (row: FieldColumns): EntryFields => ({
  category: oneOf(entryCategories, row.category),
  contentType: oneOf(entryContentTypes, row.contentType),
  title: row.title,
  content: row.content,
  tags: row.tags,
  access: oneOf(documentAccesses, row.access),
});

const toEntry = (row: EntryRow): KnowledgeEntry => ({
  ...toFields(row),
  id: row.id,
  organizationId: row.organizationId,
  version: row.version,
  createdAt: row.createdAt,
  updatedAt: row.updatedAt,
  ...(row.editedBy === null ? {} : { editedBy: row.editedBy }),
  ...(row.retiredAt === null ? {} : { retiredAt: row.retiredAt }),
});

const toVersion = (row: VersionRow): EntryVersion => ({
  ...toFields(row),
  version: row.version,
  createdAt: row.createdAt,
  ...(row.editedBy === null ? {} : { editedBy: row.editedBy }),
});

/** By name, because a whole entry passes for its fields too. */
const toColumns = ({ category, contentType, title, content, tags, access }: EntryFields): FieldColumns => ({
  category,
  contentType,
  title,
  content,
  tags: [...tags],
  access,
});

/** The only unique column that two admins can meet at is the title. */
async function orTitleTaken(save: Promise<SavedEntry>): Promise<SavedEntry> {
  try {
    return await save;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'P2002') return { kind: 'title-taken' };
    throw error;
  }
}

/** Others who would change the entry wait until the transaction ends. */
async function lock(client: ScopedClient, id: string): Promise<EntryRow | undefined> {
  await client.$executeRaw`SELECT 1 FROM knowledge_entries WHERE id = ${id}::uuid FOR UPDATE`;
  return (await client.knowledgeEntry.findUnique({ where: { id } })) ?? undefined;
}

const madeBy = async (client: ScopedClient, organizationId: string, turnId: string): Promise<boolean> =>
  (await client.knowledgeEntryVersion.count({ where: { organizationId, turnId } })) > 0;

export function createEntryRepository(database: Database): EntryRepository {
  return {
    list: (organizationId, { retiredToo = false } = {}) =>
      database.withScope({ organizationId }, async (client) => {
        const rows = await client.knowledgeEntry.findMany({
          where: retiredToo ? {} : { retiredAt: null },
          orderBy: [{ title: 'asc' }, { id: 'asc' }],
        });
        return rows.map(toEntry);
      }),

    find: (organizationId, id) =>
      database.withScope({ organizationId }, async (client) => {
        const row = await client.knowledgeEntry.findUnique({ where: { id } });
        return row === null ? undefined : toEntry(row);
      }),

    versions: (organizationId, entryId) =>
      database.withScope({ organizationId }, async (client) => {
        const rows = await client.knowledgeEntryVersion.findMany({
          where: { entryId },
          orderBy: { version: 'desc' },
        });
        return rows.map(toVersion);
      }),

    create: ({ organizationId, fields, editedBy, turnId }) =>
      orTitleTaken(
        database.withScope({ organizationId }, async (client): Promise<SavedEntry> => {
          // The id follows from the turn, so two tries at once cannot make two entries either.
          const id = deterministicId('knowledge-entry', organizationId, turnId);
          const before = await client.knowledgeEntry.findUnique({ where: { id } });
          if (before !== null) return { kind: 'saved', entry: toEntry(before) };
          const saved = { ...toColumns(fields), organizationId, version: 1, editedBy: editedBy ?? null };
          const row = await client.knowledgeEntry.create({ data: { id, ...saved } });
          await client.knowledgeEntryVersion.create({ data: { entryId: id, ...saved, turnId } });
          return { kind: 'saved', entry: toEntry(row) };
        }),
      ),

    save: ({ organizationId, id, expectedVersion, fields, editedBy, turnId }) =>
      orTitleTaken(
        database.withScope({ organizationId }, async (client): Promise<SavedEntry> => {
          const row = await lock(client, id);
          if (row === undefined) return { kind: 'gone' };
          const current = toEntry(row);
          if (await madeBy(client, organizationId, turnId)) return { kind: 'saved', entry: current };
          if (current.version !== expectedVersion) return { kind: 'stale', entry: current };
          if (sameFields(current, fields)) return { kind: 'saved', entry: current };
          const saved = { ...toColumns(fields), version: expectedVersion + 1, editedBy };
          const updated = await client.knowledgeEntry.update({ where: { id }, data: saved });
          await client.knowledgeEntryVersion.create({
            data: { entryId: id, organizationId, ...saved, turnId },
          });
          return { kind: 'saved', entry: toEntry(updated) };
        }),
      ),

    setRetired: (organizationId, id, retiredAt) =>
      orTitleTaken(
        database.withScope({ organizationId }, async (client): Promise<SavedEntry> => {
          const row = await lock(client, id);
          if (row === undefined) return { kind: 'gone' };
          const isSo = (row.retiredAt === null) === (retiredAt === undefined);
          const updated = isSo
            ? row
            : await client.knowledgeEntry.update({ where: { id }, data: { retiredAt: retiredAt ?? null } });
          return { kind: 'saved', entry: toEntry(updated) };
        }),
      ),
  };
}
