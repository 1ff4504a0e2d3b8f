import type { AuditLog } from '../coaching/tenants/ports.ts';
import type { Database } from './database.ts';

export function createAuditLog(database: Database): AuditLog {
  return {
    record: ({ organizationId, detail, ...entry }) =>
      database.withScope({ organizationId }, async (client) => {
        // createMany returns no row: the app role may add to the log, and that is all it needs.
        await client.auditLog.createMany({
          data: { organizationId, ...entry, ...(detail === undefined ? {} : { detail: { ...detail } }) },
        });
      }),
  };
}
