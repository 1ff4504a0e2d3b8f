import { z } from 'zod';
import type { TemplateFields } from '../../coaching/templates/check-template.ts';
import { sameTemplateFields } from '../../coaching/templates/check-template.ts';
import type {
  SavedTemplate,
  TemplateDraft,
  TemplateReader,
  TemplateRepository,
} from '../../coaching/templates/ports.ts';
import { templateKinds, type Template } from '../../coaching/templates/template.ts';
import { deterministicId } from '../../shared/ids.ts';
import type { Database, ScopedClient } from '../database.ts';
import { Prisma, type Template as Row } from '../generated/client.ts';
import { oneOf } from '../one-of.ts';

const toFields = (row: Row): TemplateFields => ({
  kind: oneOf(templateKinds, row.kind),
  name: row.name,
  content: row.content,
  variables: row.variables,
  ...(row.workshopType === null ? {} : { workshopType: row.workshopType }),
  ...(row.subject === null ? {} : { subject: row.subject }),
});

const toTemplate = (row: Row): Template => ({
  ...toFields(row),
  key: row.id,
  version: row.version,
  owner: row.coachId === null ? { kind: 'organization' } : { kind: 'coach', coachId: row.coachId },
  isDefault: row.isDefault,
  ...(row.retiredAt === null ? {} : { retiredAt: row.retiredAt }),
});

const toColumns = ({ kind, name, workshopType, subject, content, variables }: TemplateFields) => ({
  kind,
  name,
  content,
  variables: [...variables],
  workshopType: workshopType ?? null,
  subject: subject ?? null,
});

const draftTarget = z.object({
  forOrganization: z.boolean(),
  edits: z.object({ key: z.string(), expectedVersion: z.number() }).exactOptional(),
});

/** How long a preview waits for its author's yes. */
const draftDays = 1;

/** The only unique column that two changes can meet at is the name. */
async function orNameTaken(save: Promise<SavedTemplate>): Promise<SavedTemplate> {
  try {
    return await save;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'P2002') return { kind: 'name-taken' };
    throw error;
  }
}

/** Others who would change the template wait until the transaction ends. Drafts are no templates yet. */
async function lock(client: ScopedClient, id: string): Promise<Row | undefined> {
  await client.$executeRaw`SELECT 1 FROM templates WHERE id = ${id}::uuid FOR UPDATE`;
  return (await client.template.findFirst({ where: { id, draft: { equals: Prisma.DbNull } } })) ?? undefined;
}

const saved = (row: Row): SavedTemplate => ({ kind: 'saved', template: toTemplate(row) });

/** The row policy shows a coach's own templates in the scope of that coach alone; no statement here needs to. */
export function createTemplateRepository(database: Database): TemplateRepository {
  const within = <T>(
    { organizationId, coachId }: TemplateReader,
    work: (client: ScopedClient) => Promise<T>,
  ): Promise<T> => database.withScope({ organizationId, userId: coachId }, work);

  return {
    list: (reader, { retiredToo = false } = {}) =>
      within(reader, async (client) => {
        const rows = await client.template.findMany({
          where: { draft: { equals: Prisma.DbNull }, ...(retiredToo ? {} : { retiredAt: null }) },
          orderBy: [{ name: 'asc' }, { id: 'asc' }],
        });
        return rows.map(toTemplate);
      }),

    find: (reader, id) =>
      within(reader, async (client) => {
        const row = await client.template.findFirst({ where: { id, draft: { equals: Prisma.DbNull } } });
        return row === null ? undefined : toTemplate(row);
      }),

    create: (reader, { fields, forOrganization, turnId }) =>
      orNameTaken(
        within(reader, async (client) => {
          // The id follows from the turn, so two tries at once cannot make two templates either.
          const id = deterministicId('template', reader.organizationId, turnId);
          const before = await client.template.findUnique({ where: { id } });
          if (before !== null) return saved(before);
          const row = await client.template.create({
            data: {
              id,
              organizationId: reader.organizationId,
              coachId: forOrganization ? null : reader.coachId,
              ...toColumns(fields),
            },
          });
          return saved(row);
        }),
      ),

    save: (reader, { id, expectedVersion, fields }) =>
      orNameTaken(
        within(reader, async (client) => {
          const row = await lock(client, id);
          if (row === undefined) return { kind: 'gone' };
          // The same words: nothing to do, or this very change tried again.
          if (sameTemplateFields(toFields(row), fields)) return saved(row);
          if (row.version !== expectedVersion) return { kind: 'stale', template: toTemplate(row) };
          const { kind, workshopType = null } = fields;
          const moves = row.kind !== kind || row.workshopType !== workshopType;
          const updated = await client.template.update({
            where: { id },
            data: {
              ...toColumns(fields),
              version: expectedVersion + 1,
              // Where it moves to, another one may be the default.
              ...(moves ? { isDefault: false } : {}),
            },
          });
          return saved(updated);
        }),
      ),

    setRetired: (reader, id, retiredAt) =>
      orNameTaken(
        within(reader, async (client) => {
          const row = await lock(client, id);
          if (row === undefined) return { kind: 'gone' };
          if ((row.retiredAt === null) === (retiredAt === undefined)) return saved(row);
          const data = retiredAt === undefined ? { retiredAt: null } : { retiredAt, isDefault: false };
          return saved(await client.template.update({ where: { id }, data }));
        }),
      ),

    setDefault: (reader, id, isDefault) =>
      within(reader, async (client) => {
        const row = await lock(client, id);
        if (row === undefined || row.retiredAt !== null) return { kind: 'gone' };
        const { coachId, kind, workshopType } = row;
        if (isDefault)
          await client.template.updateMany({
            where: { coachId, kind, workshopType, isDefault: true, id: { not: id } },
            data: { isDefault: false },
          });
        return saved(await client.template.update({ where: { id }, data: { isDefault } }));
      }),

    keepDraft: (reader, { fields, ...target }, turnId, now) =>
      within(reader, async (client) => {
        const { organizationId, coachId } = reader;
        const before = new Date(now.getTime() - draftDays * 86_400_000);
        await client.template.deleteMany({
          where: { coachId, draft: { not: Prisma.DbNull }, createdAt: { lt: before } },
        });
        const id = deterministicId('template-draft', organizationId, turnId);
        await client.template.upsert({
          where: { id },
          create: { id, organizationId, coachId, ...toColumns(fields), draft: target, createdAt: now },
          update: {},
        });
        return id;
      }),

    findDraft: (reader, id) =>
      within(reader, async (client): Promise<TemplateDraft | undefined> => {
        const row = await client.template.findUnique({ where: { id } });
        if (row === null || row.draft === null) return undefined;
        return { fields: toFields(row), ...draftTarget.parse(row.draft) };
      }),
  };
}
