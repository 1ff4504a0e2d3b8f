import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { Owner } from '../../coaching/people/owner.ts';
import type { RetentionCounts, RetentionRun, RetentionStore } from '../../coaching/privacy/ports.ts';
import type { Scope } from '../database.ts';
import type { ScopedPool } from '../scoped-pool.ts';
import type { SealedBox } from '../sealed-box.ts';
import { sealArchive, type Archive } from './archive.ts';
import { sharedPlaces } from './shared-places.ts';

/** Messages of one archive's row; each is sealed and deleted in one transaction. */
const messagesAtOnce = 500;
const rowsAtOnce = 5_000;

interface OldMessage {
  id: string;
  at: Date;
  role: string;
  text: string;
  turn_id: string;
  turn_by: string | null;
  conversation_key: string;
  month: string;
}

const monthOf = `date_trunc('month', created_at AT TIME ZONE 'UTC')::date`;
/** Of a person: through their conversations, which an index finds. $1 person or key, $2 the limit. */
const ofPerson =
  'user_id = $1 AND conversation_id IN (SELECT id FROM coaching_conversations WHERE user_id = $1)';
const ofPlace = 'user_id IS NULL AND conversation_key = $1';
const oldTalk = `user_id = $1 AND last_at < $2
  AND (topic IS NOT NULL OR next_step IS NOT NULL OR summary IS NOT NULL OR progress <> '{}' OR context_used <> '{}')`;
const oldQuestion = 'user_id = $1 AND created_at < $2';
const oldSuggestion = 'requestor_id = $1 AND created_at < $2';
const oldEvent = `organization_id = $1 AND created_at < $2 AND state NOT IN ('waiting', 'running')`;
/** A message about something that may be shown anew is found by its row: those stay. */
const oldDelivery = `organization_id = $1 AND created_at < $2 AND state IN ('sent', 'failed', 'unreachable') AND subject_id IS NULL`;

const withoutZeros = (counts: RetentionCounts): RetentionCounts =>
  Object.fromEntries(
    Object.entries(counts).filter(([, done]) => Object.values(done).some((count) => count > 0)),
  );

export function createRetentionStore({ pool, box }: { pool: ScopedPool; box: SealedBox }): RetentionStore {
  async function count(
    scope: Scope,
    conditions: Readonly<Record<string, readonly [where: string, limit: Date]>>,
    subject: string,
  ): Promise<Record<string, number>> {
    const found: Record<string, number> = {};
    for (const [table, [where, limit]] of Object.entries(conditions)) {
      const { rows } = await pool.runInScope<{ n: number }>(scope, {
        text: `SELECT count(*)::int AS n FROM ${table} WHERE ${where}`,
        values: [subject, limit],
      });
      found[table] = rows[0]?.n ?? 0;
    }
    return found;
  }

  const keep = async (
    client: pg.PoolClient,
    { organizationId, userId }: Scope,
    place: { key: string; month: string },
    archive: Archive,
  ): Promise<void> => {
    const id = randomUUID();
    await client.query(
      `INSERT INTO conversation_archives (id, organization_id, conversation_key, user_id, month, message_count, messages_sealed)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        id,
        organizationId,
        place.key,
        userId ?? null,
        place.month,
        archive.messages.length + archive.talks.length,
        sealArchive(box, id, archive),
      ],
    );
  };

  /** The oldest month of one conversation, as much as fits. @returns messages sealed; 0: none is old */
  const archiveSome = (scope: Scope, where: string, subject: string, limit: Date): Promise<number> =>
    pool.withScope(scope, async (client) => {
      const { rows } = await client.query<OldMessage>(
        `WITH oldest AS (
           SELECT conversation_key AS key, ${monthOf} AS month FROM conversation_messages
            WHERE ${where} AND created_at < $2 ORDER BY created_at LIMIT 1)
         SELECT id, created_at AS at, role, text, turn_id, turn_by, conversation_key, ${monthOf}::text AS month
           FROM conversation_messages
          WHERE ${where} AND created_at < $2
            AND conversation_key = (SELECT key FROM oldest) AND ${monthOf} = (SELECT month FROM oldest)
          ORDER BY seq LIMIT ${messagesAtOnce} FOR UPDATE`,
        [subject, limit],
      );
      const [first] = rows;
      if (first === undefined) return 0;
      const messages = rows.map(({ at, role, text, turn_id: turnId, turn_by: turnBy }) => ({
        at: at.toISOString(),
        role,
        text,
        turnId,
        turnBy,
      }));
      await keep(client, scope, { key: first.conversation_key, month: first.month }, { messages, talks: [] });
      await client.query('DELETE FROM conversation_messages WHERE id = ANY ($1::uuid[])', [
        rows.map(({ id }) => id),
      ]);
      return rows.length;
    });

  const archiveAll = async (scope: Scope, where: string, subject: string, limit: Date): Promise<number> => {
    for (let done = 0; ;) {
      const some = await archiveSome(scope, where, subject, limit);
      if (some === 0) return done;
      done += some;
    }
  };

  /** What a talk came to, in one archive a month; the row stays, as a count. */
  const archiveTalks = (owner: Owner, limit: Date): Promise<number> =>
    pool.withScope(owner, async (client) => {
      const { rows } = await client.query<{
        key: string;
        month: string;
        ids: string[];
        talks: Archive['talks'];
      }>(
        `SELECT conversation_key AS key, ${monthOf}::text AS month, array_agg(id::text) AS ids,
                jsonb_agg(jsonb_build_object('topic', topic, 'nextStep', next_step, 'nextStepOn', next_step_on,
                  'summary', summary, 'progress', progress, 'contextUsed', context_used, 'at', last_at)) AS talks
           FROM coaching_talks WHERE ${oldTalk} GROUP BY 1, 2`,
        [owner.userId, limit],
      );
      for (const { key, month, ids, talks } of rows) {
        await keep(client, owner, { key, month }, { messages: [], talks });
        await client.query(
          `UPDATE coaching_talks SET topic = NULL, next_step = NULL, next_step_on = NULL, summary = NULL, progress = '{}',
             context_used = '{}', updated_at = now() WHERE id = ANY ($1::uuid[])`,
          [ids],
        );
      }
      return rows.reduce((sum, { ids }) => sum + ids.length, 0);
    });

  const deleteOld = async (scope: Scope, table: string, where: string, subject: string, limit: Date) => {
    for (let done = 0; ;) {
      const { rowCount } = await pool.runInScope(scope, {
        text: `DELETE FROM ${table} WHERE id IN (SELECT id FROM ${table} WHERE ${where} LIMIT ${rowsAtOnce})`,
        values: [subject, limit],
      });
      done += rowCount ?? 0;
      if ((rowCount ?? 0) < rowsAtOnce) return done;
    }
  };

  return {
    async people(organizationId) {
      const { rows } = await pool.runInScope<{ id: string }>(
        { organizationId },
        { text: 'SELECT id FROM users WHERE organization_id = $1 ORDER BY id', values: [organizationId] },
      );
      return rows.map(({ id }) => id);
    },
    places: (organizationId) => sharedPlaces(pool, organizationId),

    async ofPerson(owner, { conversations, suggestions }, dryRun) {
      const { userId } = owner;
      const old = await count(
        owner,
        {
          conversation_messages: [`${ofPerson} AND created_at < $2`, conversations],
          coaching_talks: [oldTalk, conversations],
          rag_queries: [oldQuestion, conversations],
          connection_suggestions: [oldSuggestion, suggestions],
          connection_requests: [oldSuggestion, suggestions],
        },
        userId,
      );
      const is = (table: string): boolean => !dryRun && (old[table] ?? 0) > 0;
      if (is('conversation_messages'))
        old['conversation_messages'] = await archiveAll(owner, ofPerson, userId, conversations);
      if (is('coaching_talks')) old['coaching_talks'] = await archiveTalks(owner, conversations);
      if (is('rag_queries'))
        old['rag_queries'] = await deleteOld(owner, 'rag_queries', oldQuestion, userId, conversations);
      for (const table of ['connection_suggestions', 'connection_requests']) {
        if (is(table)) old[table] = await deleteOld(owner, table, oldSuggestion, userId, suggestions);
      }
      return withoutZeros({
        conversation_messages: { archived: old['conversation_messages'] ?? 0 },
        coaching_talks: { archived: old['coaching_talks'] ?? 0 },
        rag_queries: { deleted: old['rag_queries'] ?? 0 },
        connection_suggestions: { deleted: old['connection_suggestions'] ?? 0 },
        connection_requests: { deleted: old['connection_requests'] ?? 0 },
      });
    },

    async ofPlace(organizationId, conversationKey, { conversations }, dryRun) {
      const scope = { organizationId, conversationKey };
      const archived = dryRun
        ? (
            await count(
              scope,
              { conversation_messages: [`${ofPlace} AND created_at < $2`, conversations] },
              conversationKey,
            )
          )['conversation_messages']
        : await archiveAll(scope, ofPlace, conversationKey, conversations);
      return withoutZeros({ conversation_messages: { archived: archived ?? 0 } });
    },

    async ofOrganization(organizationId, { events }, dryRun) {
      const tables = { inbox_events: oldEvent, deliveries: oldDelivery };
      const deleted: RetentionCounts = {};
      for (const [table, where] of Object.entries(tables)) {
        const gone = dryRun
          ? ((await count({ organizationId }, { [table]: [where, events] }, organizationId))[table] ?? 0)
          : await deleteOld({ organizationId }, table, where, organizationId, events);
        deleted[table] = { deleted: gone };
      }
      return withoutZeros(deleted);
    },

    async record(organizationId, { ranAt, counts }) {
      await pool.runInScope(
        { organizationId },
        {
          text: 'INSERT INTO retention_runs (organization_id, ran_at, counts) VALUES ($1, $2, $3)',
          values: [organizationId, ranAt, counts],
        },
      );
    },
    async runs(organizationId, limit) {
      const { rows } = await pool.runInScope<{ ran_at: Date; counts: RetentionRun['counts'] }>(
        { organizationId },
        {
          text: 'SELECT ran_at, counts FROM retention_runs WHERE organization_id = $1 ORDER BY ran_at DESC LIMIT $2',
          values: [organizationId, limit],
        },
      );
      return rows.map(({ ran_at: ranAt, counts }) => ({ ranAt, counts }));
    },
  };
}
