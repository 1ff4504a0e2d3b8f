import type { ScopedPool } from '../scoped-pool.ts';
import type { SealedBox } from '../sealed-box.ts';
import { openArchive, sealArchive, sizeOf } from './archive.ts';
import { sharedPlaces } from './shared-places.ts';

interface ArchiveRow {
  id: string;
  messages_sealed: Buffer;
}

/**
 * Takes a person's turns, and the answers to them, out of shared conversations and their archives. Each place opens only
 * in its own scope, so they are gone through one by one.
 * @returns messages that went
 */
export async function eraseInPlaces(
  deps: { pool: ScopedPool; box: SealedBox },
  { organizationId, userId }: { organizationId: string; userId: string },
): Promise<number> {
  let gone = 0;
  for (const conversationKey of await sharedPlaces(deps.pool, organizationId)) {
    gone += await deps.pool.withScope({ organizationId, conversationKey }, async (client) => {
      const { rowCount } = await client.query(
        'DELETE FROM conversation_messages WHERE conversation_key = $1 AND user_id IS NULL AND turn_by = $2',
        [conversationKey, userId],
      );
      const { rows } = await client.query<ArchiveRow>(
        `SELECT id, messages_sealed FROM conversation_archives
          WHERE organization_id = $1 AND conversation_key = $2 AND user_id IS NULL FOR UPDATE`,
        [organizationId, conversationKey],
      );
      let archived = 0;
      for (const { id, messages_sealed: sealed } of rows) {
        const before = openArchive(deps.box, id, sealed);
        const after = { ...before, messages: before.messages.filter(({ turnBy }) => turnBy !== userId) };
        const fewer = sizeOf(before) - sizeOf(after);
        archived += fewer;
        if (sizeOf(after) === 0) await client.query('DELETE FROM conversation_archives WHERE id = $1', [id]);
        else if (fewer > 0) {
          await client.query(
            'UPDATE conversation_archives SET messages_sealed = $2, message_count = $3, updated_at = now() WHERE id = $1',
            [id, sealArchive(deps.box, id, after), sizeOf(after)],
          );
        }
      }
      return (rowCount ?? 0) + archived;
    });
  }
  return gone;
}
