import type { IdentityRepository } from '../../coaching/people/ports.ts';
import type { ScopedPool } from '../scoped-pool.ts';

export function createIdentityRepository(pool: ScopedPool): IdentityRepository {
  return {
    verifiedSince: async (organizationId, platform, installationId, platformUserIds, since) => {
      const { rows } = await pool.runInScope<{ platform_user_id: string; user_id: string }>(
        { organizationId },
        {
          name: 'identities-verified',
          text: `SELECT i.platform_user_id, i.user_id FROM chat_identities i JOIN chat_installations c ON c.id = i.installation_id
                  WHERE c.platform = $1 AND c.external_id = $2
                    AND i.platform_user_id = ANY ($3) AND i.user_id IS NOT NULL AND i.verified_at > $4`,
          values: [platform, installationId, [...platformUserIds], since],
        },
      );
      return new Map(rows.map((row) => [row.platform_user_id, row.user_id]));
    },
    save: async (organizationId, platform, installationId, platformUserId, userId) => {
      await pool.runInScope(
        { organizationId },
        {
          name: 'identity-save',
          text: `INSERT INTO chat_identities (organization_id, installation_id, platform_user_id, user_id)
                 SELECT organization_id, id, $3, $4 FROM chat_installations WHERE platform = $1 AND external_id = $2
                 ON CONFLICT (installation_id, platform_user_id) DO UPDATE
                   SET user_id = excluded.user_id, verified_at = now(), updated_at = now()`,
          values: [platform, installationId, platformUserId, userId ?? null],
        },
      );
    },
  };
}
