import type { ChatAddresses } from '../../coaching/people/chat-addresses.ts';
import type { ScopedPool } from '../scoped-pool.ts';

/** The reverse of identities: from a person to their accounts in chat. */
export function createChatAddresses(pool: ScopedPool): ChatAddresses {
  return {
    of: async (organizationId, userId) => {
      const { rows } = await pool.runInScope<{
        platform: string;
        external_id: string;
        platform_user_id: string;
      }>(
        { organizationId },
        {
          name: 'chat-addresses',
          text: `SELECT c.platform, c.external_id, i.platform_user_id
                   FROM chat_identities i JOIN chat_installations c ON c.id = i.installation_id
                  WHERE i.user_id = $1 AND c.active ORDER BY i.verified_at DESC, i.id`,
          values: [userId],
        },
      );
      return rows.map((row) => ({
        platform: row.platform,
        installationId: row.external_id,
        platformUserId: row.platform_user_id,
      }));
    },
    heardAt: async (organizationId, conversationKeys) => {
      const { rows } = await pool.runInScope<{ conversation_key: string; updated_at: Date }>(
        { organizationId },
        {
          name: 'chat-addresses-heard',
          text: 'SELECT conversation_key, updated_at FROM conversation_references WHERE conversation_key = ANY ($1)',
          values: [[...conversationKeys]],
        },
      );
      return new Map(rows.map((row) => [row.conversation_key, row.updated_at]));
    },
  };
}
