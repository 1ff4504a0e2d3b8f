import type { OrganizationRepository } from '../coaching/tenants/ports.ts';
import { newId } from '../shared/ids.ts';
import type { Database } from './database.ts';

export function createOrganizationRepository(database: Database): OrganizationRepository {
  return {
    create: ({ name, domain, isDemo = false }) => {
      const id = newId();
      return database.withScope({ organizationId: id }, async (client) => {
        await client.organization.create({ data: { id, name, domain: domain ?? null, isDemo } });
        return { id, name, isDemo, requireOffline: false };
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
      database.withScope({ organizationId }, async (client) => {
        await client.chatInstallation.upsert({
          where: { platform_externalId: { platform, externalId } },
          create: { organizationId, platform, externalId },
          update: { active: true },
        });
      }),
  };
}
