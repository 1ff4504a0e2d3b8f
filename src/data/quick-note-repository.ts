import type { OpenNotes, QuickNoteRepository } from '../coaching/notes/ports.ts';
import type { Database, ScopedClient } from './database.ts';
import { changesAnything, toColumns, toNote, toRow } from './quick-note-rows.ts';
import { readableNotes } from './records/readable-notes.ts';
import { isUuid } from './sessions/is-uuid.ts';

const readable = readableNotes({
  organization: '$1',
  authors: '$2',
  readers: '$3',
  sharedWith: '$4',
  sharedBy: '$5',
});

/**
 * $6 people, $7 authors, $8 types, $9 priority, $10 whether addressed, $11 follow-up, $12 shared, $13 from, $14 before,
 * $15 words, $16 after, $17 limit; null where nothing is asked.
 */
const listed = `
  WITH note AS (${readable}
  ), fits AS MATERIALIZED (
    SELECT n.id, n.occurred_at FROM note n
    WHERE n.deleted_at IS NULL
      AND ($6::uuid[] IS NULL OR n.subject_id = ANY ($6::uuid[]))
      AND ($7::uuid[] IS NULL OR n.author_id = ANY ($7::uuid[]))
      AND ($8::text[] IS NULL OR n.note_type = ANY ($8::text[]))
      AND ($9::text IS NULL OR n.priority = $9::text)
      AND ($10::boolean IS NULL OR (n.addressed_at IS NOT NULL) = $10::boolean)
      AND (NOT $11::boolean OR n.requires_follow_up)
      AND (NOT $12::boolean OR n.shared_at IS NOT NULL)
      AND ($13::timestamptz IS NULL OR n.occurred_at >= $13::timestamptz)
      AND ($14::timestamptz IS NULL OR n.occurred_at < $14::timestamptz)
      AND NOT EXISTS (
        SELECT 1 FROM unnest($15::text[]) AS w (word)
        WHERE position(w.word IN lower(concat_ws(' ', n.content, n.category, n.subcategory, n.call_id, n.customer_id,
                                                 array_to_string(n.tags, ' ')))) = 0)
  ), last AS (
    SELECT occurred_at FROM quick_notes WHERE id = $16::uuid
  )
  SELECT f.id, (SELECT count(*)::int FROM fits) AS total
  FROM fits f
  WHERE $16::uuid IS NULL
    OR f.occurred_at < (SELECT occurred_at FROM last)
    OR (f.occurred_at = (SELECT occurred_at FROM last) AND f.id > $16::uuid)
  ORDER BY f.occurred_at DESC, f.id
  LIMIT $17`;

/** $1 subject, $2 authors, $3 limit. */
const open = `
  SELECT id FROM quick_notes
  WHERE subject_id = $1::uuid AND author_id = ANY ($2::uuid[]) AND addressed_at IS NULL AND deleted_at IS NULL
  ORDER BY note_type = 'URGENT' DESC, array_position(ARRAY['HIGH', 'MEDIUM', 'LOW'], priority), occurred_at DESC, id
  LIMIT $3`;

/** In the order of the ids. */
async function inOrder(client: ScopedClient, ids: readonly string[]) {
  const rows = await client.quickNote.findMany({ where: { id: { in: [...ids] } } });
  const byId = new Map(rows.map((row) => [row.id, toNote(row)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

export function createQuickNoteRepository(database: Database): QuickNoteRepository & OpenNotes {
  return {
    create: (note, turnId) =>
      database.withScope({ organizationId: note.organizationId }, async (client) => {
        const row = await client.quickNote.upsert({
          where: { organizationId_turnId: { organizationId: note.organizationId, turnId } },
          create: { ...toRow(note), turnId },
          update: {},
        });
        return toNote(row);
      }),
    find: async (organizationId, id, { removedToo = false } = {}) =>
      isUuid(id)
        ? database.withScope({ organizationId }, async (client) => {
            const row = await client.quickNote.findFirst({
              where: { id, ...(removedToo ? {} : { deletedAt: null }) },
            });
            return row === null ? undefined : toNote(row);
          })
        : undefined,
    change: async (organizationId, id, toPatch) =>
      isUuid(id)
        ? database.withScope({ organizationId }, async (client) => {
            await client.$queryRaw`SELECT id FROM quick_notes WHERE id = ${id}::uuid FOR UPDATE`;
            const row = await client.quickNote.findFirst({ where: { id, deletedAt: null } });
            if (row === null) return undefined;
            const note = toNote(row);
            const patch = toPatch(note);
            if (!changesAnything(note, patch)) return { note, changed: false };
            const data = { ...toColumns(patch), version: { increment: 1 } };
            return { note: toNote(await client.quickNote.update({ where: { id }, data })), changed: true };
          })
        : undefined,
    remove: (organizationId, id, at) =>
      database.withScope({ organizationId }, async (client) => {
        const { count } = await client.quickNote.updateMany({
          where: { id, deletedAt: null, sharedAt: null },
          data: { deletedAt: at },
        });
        return count > 0;
      }),
    restore: (organizationId, id) =>
      database.withScope({ organizationId }, async (client) => {
        const { count } = await client.quickNote.updateMany({
          where: { id, deletedAt: { not: null } },
          data: { deletedAt: null },
        });
        return count > 0;
      }),
    list: ({ organizationId, authors, readers, shared }, filter, { limit, after }) =>
      database.withScope({ organizationId }, async (client) => {
        const rows = await client.$queryRawUnsafe<{ id: string; total: number }[]>(
          listed,
          organizationId,
          [...authors],
          [...readers],
          shared.map(({ userId }) => userId),
          shared.map(({ authorId }) => authorId ?? null),
          filter.personIds ?? null,
          filter.authorIds ?? null,
          filter.types ?? null,
          filter.priority ?? null,
          filter.state === undefined ? null : filter.state === 'addressed',
          filter.followUp ?? false,
          filter.shared ?? false,
          filter.from ?? null,
          filter.before ?? null,
          (filter.words ?? []).map((word) => word.toLowerCase()),
          after ?? null,
          limit + 1,
        );
        const ids = rows.slice(0, limit).map(({ id }) => id);
        const last = ids.at(-1);
        return {
          notes: await inOrder(client, ids),
          total: rows[0]?.total ?? 0,
          ...(rows.length > limit && last !== undefined ? { next: last } : {}),
        };
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
    openAbout: (organizationId, subjectId, authorIds, limit) =>
      database.withScope({ organizationId }, async (client) => {
        const rows = await client.$queryRawUnsafe<{ id: string }[]>(open, subjectId, [...authorIds], limit);
        return inOrder(
          client,
          rows.map(({ id }) => id),
        );
      }),
    addressIn: (organizationId, sessionId, noteIds, { userId, at }) =>
      database.withScope({ organizationId }, async (client) => {
        await client.quickNote.updateMany({
          where: { id: { in: [...noteIds] }, addressedAt: null, deletedAt: null },
          data: {
            linkedSessionId: sessionId,
            addressedAt: at,
            addressedBy: userId,
            version: { increment: 1 },
          },
        });
      }),
  };
}
