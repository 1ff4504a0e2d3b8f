import type { ModelCallRepository } from '../coaching/models/ports.ts';
import type { Database } from './database.ts';

export function createModelCallRepository(database: Database): ModelCallRepository {
  return {
    record: ({ organizationId, ...call }) =>
      database.withScope({ organizationId }, async (client) => {
        await client.modelCall.create({ data: { organizationId, ...call } });
      }),
  };
}
