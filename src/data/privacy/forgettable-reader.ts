import type { Owner } from '../../coaching/people/owner.ts';
import type { Forgettable, ForgettableReader } from '../../coaching/privacy/ports.ts';
import type { RecordLanguage } from '../../coaching/records/ports.ts';
import type { ScopedPool } from '../scoped-pool.ts';

interface Row {
  talk_id: string | null;
  turn_ids: string[];
  messages: number;
  goals: number;
  at: Date;
  begins: string | null;
  said: string;
}

/**
 * What was said, talk by talk, and exchange by exchange where it belongs to none. Newest first. $1 the person, $2 a talk,
 * $3 a turn; null where it is not about one.
 */
const groups = `
  SELECT tt.talk_id, array_agg(DISTINCT m.turn_id::text) AS turn_ids, count(*)::int AS messages, max(m.created_at) AS at,
         (SELECT count(*)::int FROM growth_goals g WHERE g.talk_id = tt.talk_id) AS goals,
         (array_agg(m.text ORDER BY m.seq) FILTER (WHERE m.role = 'user' AND m.text <> ''))[1] AS begins,
         concat_ws(' ', max(t.topic), max(t.next_step), max(t.summary), string_agg(m.text, ' ')) AS said
    FROM conversation_messages m
    LEFT JOIN coaching_talk_turns tt ON tt.turn_id = m.turn_id
    LEFT JOIN coaching_talks t ON t.id = tt.talk_id
   WHERE m.user_id = $1 AND ($2::uuid IS NULL OR tt.talk_id = $2::uuid) AND ($3::uuid IS NULL OR m.turn_id = $3::uuid)
   GROUP BY tt.talk_id, CASE WHEN tt.talk_id IS NULL THEN m.turn_id END
   ORDER BY at DESC`;

const toForgettable = (row: Row): Forgettable => ({
  ...(row.talk_id === null ? {} : { talkId: row.talk_id }),
  turnIds: row.turn_ids,
  messages: row.messages,
  goals: row.goals,
  at: row.at,
  begins: row.begins ?? '',
});

/**
 * In the person's own scope: what somebody else said is not there.
 * @param language "presentations" finds "presenting"
 */
export function createForgettableReader(
  pool: ScopedPool,
  language: Pick<RecordLanguage, 'terms'>,
): ForgettableReader {
  const find = async (owner: Owner, talkId: string | null, turnId: string | null): Promise<Row[]> => {
    const { rows } = await pool.runInScope<Row>(owner, {
      text: groups,
      values: [owner.userId, talkId, turnId],
    });
    return rows;
  };
  const one = async (owner: Owner, talkId: string | null, turnId: string | null) => {
    const [row] = await find(owner, talkId, turnId);
    return row === undefined ? undefined : toForgettable(row);
  };
  const newestTurn = async (owner: Owner, conversationKey: string, exceptTurn: string) => {
    const { rows } = await pool.runInScope<{ turn_id: string; talk_id: string | null }>(owner, {
      text: `SELECT m.turn_id, tt.talk_id FROM conversation_messages m LEFT JOIN coaching_talk_turns tt USING (turn_id)
              WHERE m.user_id = $1 AND m.conversation_key = $2 AND m.turn_id <> $3 ORDER BY m.seq DESC LIMIT 1`,
      values: [owner.userId, conversationKey, exceptTurn],
    });
    return rows[0];
  };
  /** A talk whose words are gone already: what it came to is still there. */
  const silentTalk = async (owner: Owner, talkId: string): Promise<Forgettable | undefined> => {
    const { rows } = await pool.runInScope<{ at: Date; goals: number; begins: string | null }>(owner, {
      text: `SELECT last_at AS at, topic AS begins, (SELECT count(*)::int FROM growth_goals g WHERE g.talk_id = t.id) AS goals
               FROM coaching_talks t WHERE id = $1`,
      values: [talkId],
    });
    const [row] = rows;
    return (
      row && { talkId, turnIds: [], messages: 0, goals: row.goals, at: row.at, begins: row.begins ?? '' }
    );
  };
  const talk: ForgettableReader['talk'] = async (owner, talkId) =>
    (await one(owner, talkId, null)) ?? silentTalk(owner, talkId);
  return {
    talk,
    exchange: (owner, turnId) => one(owner, null, turnId),
    async latest(owner, conversationKey, exceptTurn) {
      const open = await pool.runInScope<{ id: string }>(owner, {
        text: `SELECT id FROM coaching_talks WHERE user_id = $1 AND conversation_key = $2 AND state = 'open'`,
        values: [owner.userId, conversationKey],
      });
      const newest = await newestTurn(owner, conversationKey, exceptTurn);
      const talkId = open.rows[0]?.id ?? newest?.talk_id ?? undefined;
      if (talkId !== undefined) return talk(owner, talkId);
      return newest === undefined ? undefined : one(owner, null, newest.turn_id);
    },
    async lastExchange(owner, conversationKey, exceptTurn) {
      const newest = await newestTurn(owner, conversationKey, exceptTurn);
      if (newest === undefined) return undefined;
      const exchange = await one(owner, null, newest.turn_id);
      if (exchange === undefined) return undefined;
      // A talk goes on without it.
      const { turnIds, messages, at, begins } = exchange;
      return { turnIds, messages, goals: 0, at, begins };
    },
    async about(owner, terms, limit) {
      const wanted = language.terms(terms.join(' '));
      if (wanted.length === 0) return [];
      const matches = (row: Row): boolean => {
        const said = new Set(language.terms(row.said));
        return wanted.every((term) => said.has(term));
      };
      return (await find(owner, null, null)).filter(matches).slice(0, limit).map(toForgettable);
    },
  };
}
