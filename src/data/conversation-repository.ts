import type { ConversationRepository, ConversationScope } from '../coaching/conversations/ports.ts';
import type { Scope } from './database.ts';
import type { ScopedPool } from './scoped-pool.ts';

/** A direct conversation opens to its owner, a shared one to its place: never both. */
const toScope = ({ organizationId, userId, conversationKey, shared }: ConversationScope): Scope =>
  shared ? { organizationId, userId, conversationKey } : { organizationId, userId };

/**
 * Statements of one kind of conversation. `$1` to `$3` are those of `keyOf`; in a shared one the third is null and stands
 * in the condition only to have a type.
 */
function statementsFor(kind: 'direct' | 'shared') {
  const owned = kind === 'direct' ? 'user_id = $3' : 'user_id IS NULL AND $3::uuid IS NULL';
  const unique =
    kind === 'direct'
      ? '(organization_id, user_id, conversation_key) WHERE user_id IS NOT NULL'
      : '(organization_id, conversation_key) WHERE user_id IS NULL';
  const conversation = `SELECT id FROM coaching_conversations WHERE organization_id = $1 AND conversation_key = $2 AND ${owned}`;
  /** The conversation's id, whether it was there or not. */
  const opened = `found AS (${conversation}), made AS (
      INSERT INTO coaching_conversations (organization_id, conversation_key, user_id)
      SELECT $1, $2, $3 WHERE NOT EXISTS (SELECT 1 FROM found)
      -- Made by another at the same moment: that one is meant.
      ON CONFLICT ${unique} DO UPDATE SET updated_at = now()
      RETURNING id
    ), conversation AS (SELECT id FROM found UNION ALL SELECT id FROM made)`;
  const named = (name: string, text: string) => ({ name: `conversation-${name}-${kind}`, text });
  return {
    open: named('open', `WITH ${opened} SELECT id FROM conversation`),
    recent: named(
      'recent',
      `SELECT id, role, text, created_at FROM conversation_messages
        WHERE conversation_id = (${conversation}) AND text <> '' AND NOT withheld AND turn_id <> $4 ORDER BY seq DESC LIMIT $5`,
    ),
    append: named(
      'append',
      `WITH ${opened}
       INSERT INTO conversation_messages
         (organization_id, conversation_id, conversation_key, user_id, role, text, turn_id, source_message_id, data, turn_by, withheld)
       SELECT $1, id, $2, $3, $4, $5, $6, $7, $8, $9, $10 FROM conversation ON CONFLICT DO NOTHING`,
    ),
    blankOthers: named(
      'blank-others',
      `UPDATE conversation_messages SET text = '', updated_at = now()
        WHERE conversation_id = (${conversation}) AND source_message_id = $4 AND role = 'user' AND turn_id <> $5`,
    ),
    answer: named(
      'answer',
      // With the conversation, so that the unique index finds it.
      `SELECT text, data FROM conversation_messages
        WHERE conversation_id = (${conversation}) AND turn_id = $4 AND role = 'assistant'`,
    ),
    said: named(
      'said',
      `SELECT id, text, turn_id FROM conversation_messages
        WHERE conversation_id = (${conversation}) AND source_message_id = $4 AND role = 'user' ORDER BY seq DESC`,
    ),
  };
}

const statements = { direct: statementsFor('direct'), shared: statementsFor('shared') };
const of = (scope: ConversationScope) => statements[scope.shared ? 'shared' : 'direct'];
const keyOf = ({ organizationId, conversationKey, userId, shared }: ConversationScope) => [
  organizationId,
  conversationKey,
  shared ? null : userId,
];

/** Conversations are the private record: each call sets the scope that their row policies ask for. */
export function createConversationRepository(pool: ScopedPool): ConversationRepository {
  return {
    open: async (scope) => {
      const { rows } = await pool.runInScope<{ id: string }>(toScope(scope), {
        ...of(scope).open,
        values: keyOf(scope),
      });
      const { organizationId, conversationKey, userId, shared } = scope;
      return {
        id: rows[0]?.id ?? '',
        organizationId,
        conversationKey,
        ...(shared ? {} : { ownerId: userId }),
      };
    },
    recent: async (scope, limit, exceptTurn) => {
      const { rows } = await pool.runInScope<{ id: string; role: string; text: string; created_at: Date }>(
        toScope(scope),
        { ...of(scope).recent, values: [...keyOf(scope), exceptTurn, limit] },
      );
      return rows.reverse().map(({ id, role, text, created_at: at }) => ({
        id,
        role: role === 'assistant' ? 'assistant' : 'user',
        text,
        at,
      }));
    },
    append: async (scope, { role, text, turnId, sourceMessageId, reworded, data, withheld }) => {
      const insert = {
        ...of(scope).append,
        values: [
          ...keyOf(scope),
          role,
          text,
          turnId,
          sourceMessageId ?? null,
          data === undefined ? null : JSON.stringify(data),
          scope.userId,
          withheld ?? false,
        ],
      };
      if (reworded !== true || sourceMessageId === undefined) {
        await pool.runInScope(toScope(scope), insert);
        return;
      }
      await pool.withScope(toScope(scope), async (client) => {
        await client.query({ ...of(scope).blankOthers, values: [...keyOf(scope), sourceMessageId, turnId] });
        await client.query(insert);
      });
    },
    answerOf: async (scope, turnId) => {
      const { rows } = await pool.runInScope<{ text: string; data: unknown }>(toScope(scope), {
        ...of(scope).answer,
        values: [...keyOf(scope), turnId],
      });
      return rows[0];
    },
    rewrite: (scope, sourceMessageId, text) =>
      pool.withScope(toScope(scope), async (client) => {
        const { rows } = await client.query<{ id: string; text: string; turn_id: string }>({
          ...of(scope).said,
          values: [...keyOf(scope), sourceMessageId],
        });
        const [newest, ...older] = rows;
        if (newest === undefined) return 'unknown';
        if (newest.text === text) return 'same';
        const write =
          'UPDATE conversation_messages SET text = $2, updated_at = now() WHERE id = ANY ($1::uuid[])';
        await client.query(write, [[newest.id], text]);
        // The wording before the last is nobody's any more.
        await client.query(write, [older.map(({ id }) => id), '']);
        if (text === '') {
          const turns = rows.map((row) => row.turn_id);
          await client.query('DELETE FROM rag_queries WHERE turn_id = ANY ($1::uuid[])', [turns]);
        }
        return 'changed';
      }),
  };
}
