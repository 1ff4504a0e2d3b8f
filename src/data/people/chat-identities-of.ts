import { platforms, type Platform } from '../../turns/turn.ts';
import { oneOf } from '../one-of.ts';
import type { ScopedPool } from '../scoped-pool.ts';

/** Who a person is on the platforms whose installations are active, last verified first. */
export const createChatIdentitiesOf =
  (pool: ScopedPool) =>
  async (
    organizationId: string,
    userId: string,
  ): Promise<{ platform: Platform; installationId: string; platformUserId: string }[]> => {
    const { rows } = await pool.runInScope<{
      platform: string;
      external_id: string;
      platform_user_id: string;
    }>(
      { organizationId },
      {
        name: 'chat-identities-of',
        text: `SELECT c.platform, c.external_id, i.platform_user_id
                 FROM chat_identities i JOIN chat_installations c ON c.id = i.installation_id
                WHERE i.user_id = $1 AND c.active ORDER BY i.verified_at DESC`,
        values: [userId],
      },
    );
    return rows.map(({ platform, external_id: installationId, platform_user_id: platformUserId }) => ({
      platform: oneOf(platforms, platform),
      installationId,
      platformUserId,
    }));
  };
