import type pg from 'pg';
import type { Counts, Erasure } from '../../coaching/privacy/erasure.ts';
import type { Eraser, SentMessage } from '../../coaching/privacy/ports.ts';
import type { ScopedPool } from '../scoped-pool.ts';
import type { SealedBox } from '../sealed-box.ts';
import { bind, type BoundValues } from './bind.ts';
import { eraseInPlaces } from './erase-in-places.ts';
import { eraseInSessions } from './erase-in-sessions.ts';
import { personalData } from './personal-data.ts';
import type { PersonalTable } from './personal-table.ts';

export interface EraserDeps {
  pool: ScopedPool;
  box: SealedBox;
  /** People to whom a person was suggested; such a row opens only to them while nobody was asked. */
  suggestedTo(organizationId: string, userId: string): Promise<string[]>;
}

/** Taking messages back is a call each, and platforms count them. */
const messagesAtMost = 100;

/** Conditions for the rows of one table, or none. */
type Choose = (table: PersonalTable) => readonly string[];

const forgotten: Choose = ({ forget }) =>
  [forget?.turns, forget?.talk].filter((condition) => condition !== undefined);
const allConversations: Choose = ({ forget }) => (forget === undefined ? [] : [forget.all]);
const wholePerson: Choose = ({ people = {}, erase }) => [
  ...Object.entries(people).flatMap(([column, fate]) => (fate === 'delete' ? [`t.${column} = :user`] : [])),
  ...(erase === undefined ? [] : [`(${erase})`]),
];

/** Nobody can be told from it, and nobody signs in as it: the address can exist nowhere. */
const anonymise = `
  UPDATE users t SET name = 'Former colleague', email = 'former-' || id || '@erased.invalid', role = 'AGENT', job_family = 'OTHER',
    department = NULL, employee_id = NULL, hire_date = NULL, phone = NULL, shift_pattern = NULL, timezone = 'UTC',
    team_leader_id = NULL, manager_id = NULL, status = 'TERMINATED', deleted_at = coalesce(deleted_at, :before), updated_at = now()
  WHERE t.id = :user`;

async function deleteRows(client: pg.PoolClient, choose: Choose, values: BoundValues): Promise<Counts> {
  const counts: Record<string, number> = {};
  for (const [name, table] of Object.entries(personalData)) {
    const conditions = choose(table);
    if (conditions.length === 0) continue;
    const { rowCount } = await client.query(
      bind(`DELETE FROM ${name} t WHERE ${conditions.map((one) => `(${one})`).join(' OR ')}`, values),
    );
    if (rowCount !== null && rowCount > 0) counts[name] = rowCount;
  }
  return counts;
}

async function clearColumns(client: pg.PoolClient, values: BoundValues): Promise<void> {
  for (const [name, { people = {} }] of Object.entries(personalData)) {
    for (const [column, fate] of Object.entries(people)) {
      if (fate !== 'clear') continue;
      await client.query(bind(`UPDATE ${name} t SET ${column} = NULL WHERE t.${column} = :user`, values));
    }
  }
}

/** Rows by the personal data map, in the person's own scope and one transaction; what other scopes hold comes before. */
export function createEraser(deps: EraserDeps): Eraser {
  const { pool } = deps;

  const directKeys = async (client: pg.PoolClient, userId: string): Promise<string[]> => {
    const { rows } = await client.query<{ key: string }>(
      'SELECT conversation_key AS key FROM coaching_conversations WHERE user_id = $1',
      [userId],
    );
    return rows.map(({ key }) => key);
  };

  return {
    messagesOf: ({ organizationId, userId, kind, turnIds, requestedAt }) =>
      pool.withScope({ organizationId, userId }, async (client) => {
        const direct = await directKeys(client, userId);
        const turns = kind === 'talk' ? turnIds : null;
        const { rows } = await client.query<SentMessage>(
          `SELECT * FROM (
             SELECT platform, conversation_key AS "conversationKey", platform_message_id AS "messageId", created_at AS at
               FROM deliveries WHERE organization_id = $1 AND conversation_key = ANY ($2::text[]) AND platform_message_id IS NOT NULL
                AND ($3::text[] IS NULL OR split_part(idempotency_key, ':', 1) = ANY ($3::text[]))
             UNION ALL
             SELECT r.platform, m.conversation_key, m.source_message_id, m.created_at
               FROM conversation_messages m JOIN conversation_references r USING (conversation_key)
              WHERE m.user_id = $4 AND m.role = 'user' AND m.source_message_id IS NOT NULL
                AND ($3::text[] IS NULL OR m.turn_id::text = ANY ($3::text[]))
             UNION ALL
             -- What was said to others about the person: a note, their summary, a follow-up.
             SELECT d.platform, d.conversation_key, d.platform_message_id, d.created_at
               FROM deliveries d WHERE d.organization_id = $1 AND $5 AND d.platform_message_id IS NOT NULL AND d.subject_id IN (
                 SELECT id FROM quick_notes WHERE subject_id = $4
                 UNION ALL SELECT id FROM follow_ups WHERE recipient_user_id = $4
                 UNION ALL SELECT m.id FROM summaries m JOIN session_participants p ON p.id = m.participant_id WHERE p.user_id = $4)
           ) said WHERE at <= $6 ORDER BY at DESC LIMIT ${messagesAtMost}`,
          [organizationId, direct, turns, userId, kind === 'person', requestedAt],
        );
        return rows.map(({ platform, conversationKey, messageId }) => ({
          platform,
          conversationKey,
          messageId,
        }));
      }),

    async erase(erasure: Erasure) {
      const { organizationId, userId, kind, turnIds, talkId, requestedAt } = erasure;
      const owner = { organizationId, userId };
      const values: BoundValues = { user: userId, before: requestedAt, turns: turnIds, talk: talkId };
      if (kind !== 'person') {
        const choose = kind === 'talk' ? forgotten : allConversations;
        return pool.withScope(owner, (client) => deleteRows(client, choose, values));
      }
      const said = await eraseInPlaces(deps, owner);
      for (const requestorId of await deps.suggestedTo(organizationId, userId)) {
        await pool.runInScope(
          { organizationId, userId: requestorId },
          { text: 'DELETE FROM connection_suggestions WHERE suggested_id = $1', values: [userId] },
        );
      }
      return pool.withScope(owner, async (client) => {
        const direct = await directKeys(client, userId);
        const sessions = await eraseInSessions(client, organizationId, userId);
        const rows = await deleteRows(client, wholePerson, { ...values, direct });
        await clearColumns(client, values);
        await client.query(bind(anonymise, values));
        const counts: Counts = { ...rows, ...sessions, shared_messages: said };
        return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
      });
    },
  };
}
