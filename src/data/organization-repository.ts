import type { OrganizationRepository } from '../coaching/tenants/ports.ts';
import { AppError } from '../shared/errors.ts';
import { newId } from '../shared/ids.ts';
import type { Database } from './database.ts';
import { Prisma } from './generated/client.ts';
import type { ScopedPool } from './scoped-pool.ts';

/** The row of another organisation is invisible here: its unique key (P2002) or its row policy (P2039) is what one meets. */
const metOthersRow = new Set(['P2002', 'P2039']);

function toBindingError(
  error: unknown,
  installations: readonly { platform: string; externalId: string }[],
): unknown {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError) || !metOthersRow.has(error.code)) {
    return error;
  }
  return new AppError({
    code: 'TENANT_001',
    message: 'The installation is bound to another organisation.',
    userMessage: `${installations.map(({ platform, externalId }) => `The ${platform} workspace ${externalId}`).join(' or ')} belongs to another organisation already.`,
    cause: error,
  });
}

interface Row {
  name: string;
  is_demo: boolean;
  settings: { requireOffline?: unknown } | null;
}

const idTaken = (): AppError =>
  new AppError({
    code: 'TENANT_002',
    message: 'There is an organisation with this id already.',
    userMessage: 'There is an organisation with this id already. Leave --id out to create another one.',
  });

export function createOrganizationRepository(database: Database, pool: ScopedPool): OrganizationRepository {
  return {
    create: ({ id = newId(), name, domain, isDemo = false, installations = [] }) => {
      return database
        .withScope({ organizationId: id }, async (client) => {
          if ((await client.organization.count({ where: { id } })) > 0) throw idTaken();
          await client.organization.create({ data: { id, name, domain: domain ?? null, isDemo } });
          await client.chatInstallation.createMany({
            data: installations.map((installation) => ({ organizationId: id, ...installation })),
          });
          return { id, name, isDemo, requireOffline: false };
        })
        .catch((error: unknown) => {
          throw toBindingError(error, installations);
        });
    },
    find: async (id) => {
      const { rows } = await pool.runInScope<Row>(
        { organizationId: id },
        {
          name: 'organization',
          text: 'SELECT name, is_demo, settings FROM organizations WHERE id = $1',
          values: [id],
        },
      );
      const [row] = rows;
      if (row === undefined) return undefined;
      return {
        id,
        name: row.name,
        isDemo: row.is_demo,
        requireOffline: row.settings?.requireOffline === true,
      };
    },
    bindInstallation: (organizationId, platform, externalId) =>
      database
        .withScope({ organizationId }, async (client) => {
          await client.chatInstallation.upsert({
            where: { platform_externalId: { platform, externalId } },
            create: { organizationId, platform, externalId },
            update: { active: true },
          });
        })
        .catch((error: unknown) => {
          throw toBindingError(error, [{ platform, externalId }]);
        }),
  };
}
