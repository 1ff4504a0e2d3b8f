import type { ConnectionSettingsRepository } from '../../coaching/connections/ports.ts';
import type { Database } from '../database.ts';
import { toSettings } from './connection-rows.ts';

export function createConnectionSettingsRepository(database: Database): ConnectionSettingsRepository {
  return {
    find: (organizationId, userId) =>
      database.withScope({ organizationId, userId }, async (client) => {
        const row = await client.connectionSettings.findUnique({ where: { userId } });
        return row === null ? undefined : toSettings(row);
      }),

    change: (organizationId, userId, { shares, ...change }) =>
      database.withScope({ organizationId, userId }, async (client) => {
        const data = { ...change, ...(shares === undefined ? {} : { shares: [...new Set(shares)] }) };
        const row = await client.connectionSettings.upsert({
          where: { userId },
          create: { organizationId, userId, ...data },
          update: data,
        });
        if (!row.optedIn) await client.connectionTerm.deleteMany({ where: { userId } });
        return toSettings(row);
      }),

    replaceTerms: (organizationId, userId, build) =>
      database.withScope({ organizationId, userId }, async (client) => {
        // Whoever leaves at the same moment has left before this, or takes away what this writes.
        await client.$queryRaw`SELECT 1 FROM connection_settings WHERE user_id = ${userId}::uuid FOR UPDATE`;
        const row = await client.connectionSettings.findUnique({ where: { userId } });
        await client.connectionTerm.deleteMany({ where: { userId } });
        if (row?.optedIn !== true) return;
        const { terms, company, utcOffsetMinutes } = build(toSettings(row));
        await client.connectionSettings.update({ where: { userId }, data: { company, utcOffsetMinutes } });
        await client.connectionTerm.createMany({
          data: terms.map((term) => ({ organizationId, userId, ...term })),
        });
      }),
  };
}
