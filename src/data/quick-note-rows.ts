import {
  notePriorities,
  noteTypes,
  type NewNote,
  type NotePatch,
  type QuickNote,
} from '../coaching/notes/quick-note.ts';
import type { QuickNote as Row, Prisma } from './generated/client.ts';
import { oneOf } from './one-of.ts';

export const toNote = (row: Row): QuickNote => ({
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
  version: row.version,
  createdAt: row.createdAt,
  ...(row.category === null ? {} : { category: row.category }),
  ...(row.subcategory === null ? {} : { subcategory: row.subcategory }),
  ...(row.callId === null ? {} : { callId: row.callId }),
  ...(row.customerId === null ? {} : { customerId: row.customerId }),
  ...(row.sourceUrl === null ? {} : { sourceUrl: row.sourceUrl }),
  ...(row.linkedSessionId === null ? {} : { linkedSessionId: row.linkedSessionId }),
  ...(row.sharedAt === null ? {} : { sharedAt: row.sharedAt }),
  ...(row.addressedAt === null
    ? {}
    : {
        addressed: {
          at: row.addressedAt,
          ...(row.addressedBy === null ? {} : { by: row.addressedBy }),
          ...(row.addressedNotes === null ? {} : { how: row.addressedNotes }),
        },
      }),
});

export const toRow = ({ type, tags, ...note }: NewNote) => ({ ...note, noteType: type, tags: [...tags] });

/** The columns that a change writes; undefined leaves one as it is. */
export function toColumns({
  type,
  tags,
  addressed,
  ...patch
}: NotePatch): Prisma.QuickNoteUncheckedUpdateInput {
  return {
    ...patch,
    ...(type === undefined ? {} : { noteType: type }),
    ...(tags === undefined ? {} : { tags: [...tags] }),
    ...(addressed === undefined
      ? {}
      : {
          addressedAt: addressed?.at ?? null,
          addressedBy: addressed?.by ?? null,
          addressedNotes: addressed?.how ?? null,
        }),
  };
}

/** Whether a change sets anything to what it is not already. */
export function changesAnything(note: QuickNote, patch: NotePatch): boolean {
  const before: Record<string, unknown> = { ...note };
  return Object.entries(patch).some(
    ([field, value]) =>
      value !== undefined && JSON.stringify(value) !== JSON.stringify(before[field] ?? null),
  );
}
