import { isProfileField, definitionOf } from '../../coaching/profiles/field-catalogue.ts';
import type { ProfileRepository } from '../../coaching/profiles/ports.ts';
import { profileSources, visibilities, type ProfileField } from '../../coaching/profiles/profile.ts';
import type { Database } from '../database.ts';
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

export function createProfileRepository(database: Database): ProfileRepository {
  return {
    fields: ({ organizationId, viewerId }, subjectId) =>
      database.withScope({ organizationId, userId: viewerId }, async (client) => {
        const rows = await client.profileField.findMany({
          where: { userId: subjectId },
          orderBy: { field: 'asc' },
        });
        return rows.flatMap(toField);
      }),

    write: ({ organizationId, viewerId }, subjectId, writes) =>
      database.withScope({ organizationId, userId: viewerId }, async (client) => {
        const rows = await client.profileField.findMany({ where: { userId: subjectId } });
        const before = new Map(rows.map((row) => [row.field, row]));
        const changed = writes.filter(({ field, value, visibility }) => {
          const row = before.get(field);
          if (value === undefined) return row !== undefined;
          return (
            row?.visibility !== visibility || JSON.stringify(toField(row)[0]?.value) !== JSON.stringify(value)
          );
        });
        for (const { field, value, visibility, source } of changed) {
          const key = { userId_field: { userId: subjectId, field } };
          if (value === undefined) {
            await client.profileField.delete({ where: key });
            continue;
          }
          const content = { value: toJson(value), visibility, source, writtenBy: viewerId };
          await client.profileField.upsert({
            where: key,
            create: { organizationId, userId: subjectId, field, ...content },
            update: content,
          });
        }
        return { changed: changed.map(({ field }) => field) };
      }),
  };
}
