import type { QuickNoteRepository } from '../coaching/notes/ports.ts';
import { notePriorities, noteTypes, type QuickNote } from '../coaching/notes/quick-note.ts';
import type { Database } from './database.ts';
import type { QuickNote as Row } from './generated/client.ts';
import { oneOf } from './one-of.ts';

const toNote = (row: Row): QuickNote => ({
  id: row.id,
  organizationId: row.organizationId,
  authorId: row.authorId,
  subjectId: row.subjectId,
  type: oneOf(noteTypes, row.noteType),
  priority: oneOf(notePriorities, row.priority),
  content: row.content,
  tags: row.tags,
  requiresFollowUp: row.requiresFollowUp,
  occurredAt: row.occurredAt,
  createdAt: row.createdAt,
  ...(row.category === null ? {} : { category: row.category }),
});

export function createQuickNoteRepository(database: Database): QuickNoteRepository {
  return {
    create: ({ type, category, tags, ...note }, turnId) =>
      database.withScope({ organizationId: note.organizationId }, async (client) => {
        const row = await client.quickNote.upsert({
          where: { organizationId_turnId: { organizationId: note.organizationId, turnId } },
          create: { ...note, noteType: type, category: category ?? null, tags: [...tags], turnId },
          update: {},
        });
        return toNote(row);
      }),
    find: (organizationId, id, { removedToo = false } = {}) =>
      database.withScope({ organizationId }, async (client) => {
        const row = await client.quickNote.findFirst({
          where: { id, ...(removedToo ? {} : { deletedAt: null }) },
        });
        return row === null ? undefined : toNote(row);
      }),
    remove: (organizationId, id, at) =>
      database.withScope({ organizationId }, async (client) => {
        await client.quickNote.updateMany({ where: { id, deletedAt: null }, data: { deletedAt: at } });
      }),
    listByAuthors: (organizationId, authorIds, limit) =>
      database.withScope({ organizationId }, async (client) => {
        const rows = await client.quickNote.findMany({
          where: { authorId: { in: [...authorIds] }, deletedAt: null },
          orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
          take: limit,
        });
        return rows.map(toNote);
      }),
    listAbout: (organizationId, subjectId, { from, before }, limit) =>
      database.withScope({ organizationId }, async (client) => {
        const rows = await client.quickNote.findMany({
          where: { subjectId, deletedAt: null, occurredAt: { gte: from, lt: before } },
          orderBy: [{ occurredAt: 'desc' }, { id: 'asc' }],
          take: limit,
        });
        return rows.map(toNote);
      }),
  };
}
