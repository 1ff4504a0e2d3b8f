import { z } from 'zod';
import {
  definitionOf,
  isProfileField,
  profileFieldKeys,
  type ProfileFieldKey,
} from '../../coaching/profiles/field-catalogue.ts';
import type { FieldWrite, ProfileStore } from '../../coaching/profiles/ports.ts';
import { profileSources, visibilities, type ProfileField } from '../../coaching/profiles/profile.ts';
import type { Database, ScopedClient } from '../database.ts';
import type { Prisma, ProfileField as Row } from '../generated/client.ts';
import { oneOf } from '../one-of.ts';

/** A field that an older version knew, or wrote in another shape, is left out rather than shown wrongly. */
function toField(row: Row): ProfileField[] {
  if (!isProfileField(row.field)) return [];
  const value = definitionOf(row.field).schema.safeParse(row.value);
  if (!value.success) return [];
  return [
    {
      field: row.field,
      value: value.data,
      visibility: oneOf(visibilities, row.visibility),
      source: oneOf(profileSources, row.source),
      updatedAt: row.updatedAt,
      ...(row.writtenBy === null ? {} : { writtenBy: row.writtenBy }),
    },
  ];
}

/** Safe cast: the catalogue's schemas allow JSON only. */
const toJson = (value: unknown): Prisma.InputJsonValue =>
  JSON.parse(JSON.stringify(value)) as Prisma.InputJsonValue;

const editedField = z.object({
  field: z.enum(profileFieldKeys),
  /** Whose words stand there since the edit; none: it took them away. */
  by: z.string().optional(),
  before: z
    .object({
      value: z.unknown(),
      visibility: z.enum(visibilities),
      source: z.enum(profileSources),
      writtenBy: z.string().nullable(),
    })
    .optional(),
});
type EditedField = z.infer<typeof editedField>;

const toEdited = (field: ProfileFieldKey, by: string | undefined, row: Row | undefined): EditedField => ({
  field,
  ...(by === undefined ? {} : { by }),
  ...(row === undefined
    ? {}
    : {
        before: {
          value: row.value,
          visibility: oneOf(visibilities, row.visibility),
          source: oneOf(profileSources, row.source),
          writtenBy: row.writtenBy,
        },
      }),
});

type Content = Pick<Prisma.ProfileFieldUncheckedCreateInput, 'value' | 'visibility' | 'source' | 'writtenBy'>;

interface Subject {
  organizationId: string;
  userId: string;
}

/** @returns false where the owner holds the field in private: its row is there, and out of the writer's sight */
async function put(
  client: ScopedClient,
  subject: Subject,
  field: string,
  content: Content,
  exists: boolean,
): Promise<boolean> {
  if (exists) {
    await client.profileField.update({
      where: { userId_field: { userId: subject.userId, field } },
      data: content,
    });
    return true;
  }
  const { count } = await client.profileField.createMany({
    data: [{ ...subject, field, ...content }],
    skipDuplicates: true,
  });
  return count === 1;
}

const rowsOf = async (client: ScopedClient, userId: string): Promise<Map<string, Row>> => {
  const rows = await client.profileField.findMany({ where: { userId }, orderBy: { field: 'asc' } });
  return new Map(rows.map((row) => [row.field, row]));
};

function differs({ value, visibility, source }: FieldWrite, row: Row | undefined): boolean {
  if (value === undefined || row === undefined) return (value === undefined) !== (row === undefined);
  if (row.visibility !== visibility || row.source !== source) return true;
  return JSON.stringify(toField(row)[0]?.value) !== JSON.stringify(value);
}

export function createProfileRepository(database: Database): ProfileStore {
  return {
    fields: ({ organizationId, viewerId }, subjectId) =>
      database.withScope({ organizationId, userId: viewerId }, async (client) =>
        [...(await rowsOf(client, subjectId)).values()].flatMap(toField),
      ),

    write: ({ organizationId, viewerId }, subjectId, writes, { editId } = {}) =>
      database.withScope({ organizationId, userId: viewerId }, async (client) => {
        const subject = { organizationId, userId: subjectId };
        const rows = await rowsOf(client, subjectId);
        const kept: ProfileFieldKey[] = [];
        const edited: EditedField[] = [];
        for (const write of writes) {
          const { field, value, visibility, source, writtenBy = viewerId } = write;
          const row = rows.get(field);
          if (!differs(write, row)) continue;
          if (value === undefined) {
            await client.profileField.delete({ where: { userId_field: { userId: subjectId, field } } });
          } else {
            const content = { value: toJson(value), visibility, source, writtenBy };
            if (!(await put(client, subject, field, content, row !== undefined))) {
              kept.push(field);
              continue;
            }
          }
          edited.push(toEdited(field, value === undefined ? undefined : writtenBy, row));
        }
        if (editId !== undefined && edited.length > 0) {
          const content = { subjectId, editId, fields: toJson(edited) };
          await client.profileEdit.upsert({
            where: { userId: viewerId },
            create: { organizationId, userId: viewerId, ...content },
            update: content,
          });
        }
        return { changed: edited.map(({ field }) => field), kept };
      }),

    undo: ({ organizationId, viewerId }, editId) =>
      database.withScope({ organizationId, userId: viewerId }, async (client) => {
        const edit = await client.profileEdit.findUnique({ where: { userId: viewerId } });
        if (edit === null || (editId !== undefined && edit.editId !== editId)) return undefined;
        const { subjectId } = edit;
        const rows = await rowsOf(client, subjectId);
        // What another version of the product kept in another shape is let go.
        const all = z.array(editedField).safeParse(edit.fields).data ?? [];
        const ours = all.filter(({ field, by }) => (rows.get(field)?.writtenBy ?? undefined) === by);
        for (const { field, before } of ours) {
          const exists = rows.has(field);
          if (before !== undefined) {
            const content = { ...before, value: toJson(before.value) };
            await put(client, { organizationId, userId: subjectId }, field, content, exists);
          } else if (exists) {
            await client.profileField.delete({ where: { userId_field: { userId: subjectId, field } } });
          }
        }
        await client.profileEdit.delete({ where: { userId: viewerId } });
        return { subjectId, fields: ours.map(({ field }) => field) };
      }),

    anyImported: (organizationId) =>
      database.withScope({ organizationId }, async (client) => {
        const found = await client.profileField.findFirst({
          where: { source: 'import' },
          select: { field: true },
        });
        return found !== null;
      }),
  };
}
