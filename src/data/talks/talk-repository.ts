import type { Owner } from '../../coaching/people/owner.ts';
import type { TalkRepository } from '../../coaching/talks/ports.ts';
import type { Talk } from '../../coaching/talks/talk.ts';
import type { Clock } from '../../shared/clock.ts';
import type { ScopedPool } from '../scoped-pool.ts';
import { isUuid } from '../sessions/is-uuid.ts';
import { talkColumns, toAssignments, toTalk, type TalkRow } from './talk-row.ts';

const own = 'organization_id = $1 AND user_id = $2';
const ownTalk = `SELECT ${talkColumns} FROM coaching_talks WHERE ${own}`;
const statements = {
  find: { name: 'talk-find', text: `${ownTalk} AND id = $3` },
  open: { name: 'talk-open', text: `${ownTalk} AND conversation_key = $3 AND state = 'open'` },
  list: { name: 'talk-list', text: `${ownTalk} ORDER BY last_at DESC, created_at DESC LIMIT $3` },
  begin: {
    name: 'talk-begin',
    text: `INSERT INTO coaching_talks (organization_id, user_id, conversation_key, kind, stage, created_at, last_at)
           VALUES ($1, $2, $3, $4, $5, $6, $6)
           ON CONFLICT (organization_id, user_id, conversation_key) WHERE state = 'open' DO NOTHING`,
  },
  count: {
    name: 'talk-count-turn',
    text: `INSERT INTO coaching_talk_turns (organization_id, user_id, talk_id, turn_id, created_at)
           SELECT $1, $2, id, $4, $5 FROM coaching_talks WHERE ${own} AND id = $3 ON CONFLICT (turn_id) DO NOTHING`,
  },
  leave: {
    name: 'talk-leave',
    text: `UPDATE coaching_talks SET state = 'left', ended_at = $4, updated_at = now()
            WHERE ${own} AND id = $3 AND state = 'open'`,
  },
  said: {
    name: 'talk-said',
    text: `SELECT m.turn_id, m.role, m.text, m.created_at FROM coaching_talk_turns t
             JOIN conversation_messages m ON m.organization_id = $1 AND m.turn_id = t.turn_id AND m.user_id = $2
            WHERE t.talk_id = $3 AND t.organization_id = $1 AND t.user_id = $2 AND m.text <> '' AND NOT m.withheld
            ORDER BY m.seq`,
  },
  ofMessage: {
    name: 'talk-of-message',
    text: `${ownTalk} AND conversation_key = $3 AND id = (
             SELECT t.talk_id FROM coaching_talk_turns t
               JOIN conversation_messages m ON m.organization_id = $1 AND m.turn_id = t.turn_id AND m.user_id = $2
              WHERE t.user_id = $2 AND m.conversation_key = $3 AND m.source_message_id = $4 LIMIT 1)`,
  },
  ofTurn: {
    name: 'talk-of-turn',
    text: `${ownTalk} AND id = (SELECT talk_id FROM coaching_talk_turns WHERE turn_id = $3)`,
  },
};

/** Talks, each in the scope of the one person who may read it. What no id can be names nothing. */
export function createTalkRepository(pool: ScopedPool, clock: Clock): TalkRepository {
  const one = async (owner: Owner, statement: { name: string; text: string }, ...keys: string[]) => {
    const { organizationId, userId } = owner;
    const { rows } = await pool.runInScope<TalkRow>(owner, {
      ...statement,
      values: [organizationId, userId, ...keys],
    });
    return rows[0] === undefined ? undefined : toTalk(rows[0]);
  };
  const find = async (owner: Owner, id: string): Promise<Talk | undefined> =>
    isUuid(id) ? one(owner, statements.find, id) : undefined;
  const findOpen = (owner: Owner, key: string) => one(owner, statements.open, key);

  return {
    find,
    findOpen,
    async begin(owner, { conversationKey, kind, stage }) {
      const { organizationId, userId } = owner;
      await pool.runInScope(owner, {
        ...statements.begin,
        values: [organizationId, userId, conversationKey, kind, stage, clock.now()],
      });
      const talk = await findOpen(owner, conversationKey);
      if (talk === undefined) throw new Error('A talk that was just begun is not there.');
      return talk;
    },
    async change(owner, talkId, turnId, change) {
      if (!isUuid(talkId)) return undefined;
      return pool.withScope(owner, async (client) => {
        const key = [owner.organizationId, owner.userId, talkId];
        const now = clock.now();
        const counted = await client.query({ ...statements.count, values: [...key, turnId, now] });
        if (counted.rowCount !== 0) {
          const { sql, values } = toAssignments(change, 5);
          await client.query(
            `UPDATE coaching_talks SET last_at = $4, updated_at = now()${sql} WHERE ${own} AND id = $3`,
            [...key, now, ...values],
          );
        }
        const { rows } = await client.query<TalkRow>({ ...statements.find, values: key });
        return rows[0] === undefined ? undefined : toTalk(rows[0]);
      });
    },
    async leave(owner, talkId) {
      const { organizationId, userId } = owner;
      await pool.runInScope(owner, {
        ...statements.leave,
        values: [organizationId, userId, talkId, clock.now()],
      });
    },
    async list(owner, limit = 20) {
      const { rows } = await pool.runInScope<TalkRow>(owner, {
        ...statements.list,
        values: [owner.organizationId, owner.userId, limit],
      });
      return rows.map(toTalk);
    },
    async said(owner, talkId) {
      const { rows } = await pool.runInScope<{
        turn_id: string;
        role: string;
        text: string;
        created_at: Date;
      }>(owner, { ...statements.said, values: [owner.organizationId, owner.userId, talkId] });
      return rows.map(({ turn_id: turnId, role, text, created_at: at }) => ({
        turnId,
        role: role === 'assistant' ? 'assistant' : 'user',
        text,
        at,
      }));
    },
    ofMessage: (owner, key, messageId) => one(owner, statements.ofMessage, key, messageId),
    ofTurn: (owner, turnId) => one(owner, statements.ofTurn, turnId),
  };
}
