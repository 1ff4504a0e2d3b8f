import type { OrganizationRepository } from '../coaching/tenants/ports.ts';
import { AppError } from '../shared/errors.ts';
import { newId } from '../shared/ids.ts';
import type { Database } from './database.ts';
import { Prisma } from './generated/client.ts';

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

export function createOrganizationRepository(database: Database): OrganizationRepository {
  return {
    create: ({ name, domain, isDemo = false, installations = [] }) => {
      const id = newId();
      return database
        .withScope({ organizationId: id }, async (client) => {
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
    find: (id) =>
      database.withScope({ organizationId: id }, async (client) => {
        const row = await client.organization.findUnique({ where: { id } });
        if (row === null) return undefined;
        const settings = row.settings as { requireOffline?: unknown } | null;
        return { id, name: row.name, isDemo: row.isDemo, requireOffline: settings?.requireOffline === true };
      }),
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
