import type { IdentityRepository } from '../../coaching/people/ports.ts';
import type { Database } from '../database.ts';

export function createIdentityRepository(database: Database): IdentityRepository {
  return {
    verifiedSince: (organizationId, platform, installationId, platformUserIds, since) =>
      database.withScope({ organizationId }, async (client) => {
        const rows = await client.$queryRaw<{ platformUserId: string; userId: string }[]>`
          SELECT i.platform_user_id AS "platformUserId", i.user_id AS "userId" FROM chat_identities i
            JOIN chat_installations c ON c.id = i.installation_id
           WHERE c.platform = ${platform} AND c.external_id = ${installationId}
             AND i.platform_user_id = ANY (${[...platformUserIds]}) AND i.user_id IS NOT NULL AND i.verified_at > ${since}`;
        return new Map(rows.map((row) => [row.platformUserId, row.userId]));
      }),
    save: (organizationId, platform, installationId, platformUserId, userId) =>
      database.withScope({ organizationId }, async (client) => {
        await client.$executeRaw`
          INSERT INTO chat_identities (organization_id, installation_id, platform_user_id, user_id)
          SELECT organization_id, id, ${platformUserId}, ${userId ?? null}::uuid FROM chat_installations
           WHERE platform = ${platform} AND external_id = ${installationId}
          ON CONFLICT (installation_id, platform_user_id) DO UPDATE
            SET user_id = excluded.user_id, verified_at = now(), updated_at = now()`;
      }),
  };
}
