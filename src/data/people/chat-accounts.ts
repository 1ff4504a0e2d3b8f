import type { ChatAccounts } from '../../turns/ports.ts';
import type { ScopedPool } from '../scoped-pool.ts';

export const createChatAccounts = (pool: ScopedPool): ChatAccounts => ({
  async of(organizationId, userId) {
    const { rows } = await pool.runInScope<{
      platform: string;
      installationId: string;
      platformUserId: string;
    }>(
      { organizationId },
      {
        name: 'chat-accounts',
        text: `SELECT i.platform, i.external_id AS "installationId", c.platform_user_id AS "platformUserId"
                 FROM chat_identities c JOIN chat_installations i ON i.id = c.installation_id AND i.active
                WHERE c.user_id = $1 ORDER BY c.verified_at DESC`,
        values: [userId],
      },
    );
    return rows;
  },
});
