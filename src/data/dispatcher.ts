import pg from 'pg';
import { newId } from '../shared/ids.ts';
import type { Intake } from '../turns/ports.ts';
import type { SealedBox } from './sealed-box.ts';

/**
 * Works across organisations, as `threadcoach_dispatcher`: takes events in and says where work waits. Its role can read
 * ids, states and due times, and no column that holds anybody's words.
 */
export interface Dispatcher {
  intake: Intake;
  /** Conversations with due turns and no live lease, oldest first: what a dead worker or a lost job left. */
  neglectedConversations(
    olderThanMs: number,
    limit: number,
  ): Promise<{ organizationId: string; conversationKey: string }[]>;
  /** Sessions whose processing was begun or asked for, and not heard of for `olderThanMs`; after a week they are given up. */
  neglectedSessions(
    olderThanMs: number,
    limit: number,
  ): Promise<{ organizationId: string; sessionId: string }[]>;
  /** Documents whose load was begun and not heard of for `olderThanMs`; after a week they are given up. */
  neglectedLoads(
    olderThanMs: number,
    limit: number,
  ): Promise<{ organizationId: string; documentId: string }[]>;
  /** Organisations with retired versions that the vector store may still hold after `olderThanMs`. */
  unsettledOrganizations(olderThanMs: number, limit: number): Promise<string[]>;
  /** Mails that are due, and those of a worker not heard of for `deadAfterMs`, oldest first. */
  dueFollowUps(deadAfterMs: number, limit: number): Promise<{ organizationId: string; followUpId: string }[]>;
  /** Check-ins of goals that are due, oldest first. */
  dueCheckIns(
    limit: number,
  ): Promise<{ organizationId: string; userId: string; goalId: string; dueAt: string }[]>;
  /** Suggestions of colleagues that have run out without an answer, oldest first. */
  dueConnections(
    limit: number,
  ): Promise<{ organizationId: string; requestorId: string; suggestionId: string }[]>;
  /** Approved plans whose first day has come somewhere on earth, earliest first; whether it has where they live is for the verb. */
  plansToStart(limit: number): Promise<{ organizationId: string; planId: string }[]>;
  /** Organisations in which what coaching has done can be measured on this day (`YYYY-MM-DD`). */
  dueEffectiveness(today: string, limit: number): Promise<string[]>;
  /** Confirmed imports that nobody was heard of working at for `olderThanMs`; after a week they are given up. */
  neglectedImports(
    olderThanMs: number,
    limit: number,
  ): Promise<{ organizationId: string; importId: string }[]>;
  /** Imports that nobody confirmed for seven days. */
  unconfirmedImports(limit: number): Promise<{ organizationId: string; importId: string }[]>;
  /** Organisations of which summaries, notes or sessions wait to be indexed for search. */
  organizationsWithOpenRecords(): Promise<string[]>;
  /** People to whom `userId` was suggested, whether `userId` was asked or not. */
  suggestedTo(organizationId: string, userId: string): Promise<string[]>;
  /** How many of these people had a coaching talk whose last word fell in `[from, to)`; never who. */
  coachedPeople(organizationId: string, userIds: readonly string[], from: Date, to: Date): Promise<number>;
  /** The organisation that a platform's installation is bound to. */
  organizationOf(platform: string, installationId: string): Promise<string | undefined>;
  /** The organisation that `npm start` seeded; undefined in production. */
  demoOrganization(): Promise<string | undefined>;
  organizationIds(): Promise<string[]>;
  close(): Promise<void>;
}

/** Turns that one conversation may have open; what comes on top is told so instead of answered. */
const maxOpenTurns = 20;

/**
 * One statement: the installation names the organisation; an event that is not addressed counts only in a conversation
 * that the bot takes part in; both unique keys make a second row impossible.
 */
const intakeSql = `
  WITH place AS (
    SELECT organization_id FROM chat_installations
    WHERE platform = $2 AND external_id = $3 AND active
  ), known AS (
    SELECT 1 FROM conversation_references WHERE conversation_key = $6
  ), event AS (
    INSERT INTO inbox_events (id, organization_id, platform, installation_id, event_id, dedupe_key, conversation_key, payload_sealed, over_limit)
    SELECT $1, organization_id, $2, $3, $4, $5, $6, $7,
           (SELECT count(*) >= ${maxOpenTurns} FROM inbox_events e
             WHERE e.organization_id = place.organization_id AND e.conversation_key = $6 AND e.state IN ('waiting', 'running'))
      FROM place
    WHERE $8 OR EXISTS (SELECT 1 FROM known)
    ON CONFLICT DO NOTHING
    RETURNING id
  ), reference AS (
    INSERT INTO conversation_references (organization_id, platform, installation_id, conversation_key, place, handle)
    SELECT organization_id, $2, $3, $6, $9, $10 FROM place WHERE EXISTS (SELECT 1 FROM event)
    -- Not "excluded.place": reading that needs SELECT on the column, which this role lacks on purpose.
    ON CONFLICT (conversation_key) DO UPDATE SET place = $9, handle = $10, updated_at = now()
  )
  SELECT (SELECT organization_id FROM place) AS organization, (SELECT id FROM event) AS event,
         $8 OR EXISTS (SELECT 1 FROM known) AS meant`;

export function openDispatcher(url: string, box: SealedBox, options: { max?: number } = {}): Dispatcher {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 5,
    application_name: 'threadcoach-dispatcher',
  });
  // An idle connection that the server closed is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => undefined);
  return {
    async intake(turn, { addressed }) {
      const id = newId();
      const { key, ...place } = turn.place;
      const { rows } = await pool.query<{
        organization: string | null;
        event: string | null;
        meant: boolean;
      }>({
        name: 'intake',
        text: intakeSql,
        values: [
          id,
          turn.platform,
          turn.installationId,
          turn.eventId,
          turn.dedupeKey,
          key,
          box.seal(turn, id),
          addressed,
          JSON.stringify(place),
          turn.replyHandle === undefined ? null : JSON.stringify(turn.replyHandle),
        ],
      });
      const row = rows[0];
      if (row?.organization == null) return { kind: 'unknown-installation' };
      if (row.event !== null) {
        return { kind: 'stored', inboxEventId: row.event, organizationId: row.organization };
      }
      return row.meant ? { kind: 'duplicate' } : { kind: 'not-addressed' };
    },
    async neglectedConversations(olderThanMs, limit) {
      const { rows } = await pool.query<{ organizationId: string; conversationKey: string }>(
        `SELECT organization_id AS "organizationId", conversation_key AS "conversationKey"
           FROM inbox_events e
          WHERE state IN ('waiting', 'running') AND due_at < now() - make_interval(secs => $1 / 1000.0)
            AND NOT EXISTS (SELECT 1 FROM conversation_leases l WHERE l.conversation_key = e.conversation_key AND l.expires_at > now())
          GROUP BY 1, 2 ORDER BY min(due_at) LIMIT $2`,
        [olderThanMs, limit],
      );
      return rows;
    },
    async neglectedSessions(olderThanMs, limit) {
      const { rows } = await pool.query<{ organizationId: string; sessionId: string }>(
        `SELECT organization_id AS "organizationId", id AS "sessionId" FROM coaching_sessions
          WHERE processing_status IN ('pending', 'processing') AND meeting_status = 'held' AND updated_at < now() - make_interval(secs => $1 / 1000.0)
            AND updated_at > now() - interval '7 days'
          ORDER BY updated_at LIMIT $2`,
        [olderThanMs, limit],
      );
      return rows;
    },
    async neglectedLoads(olderThanMs, limit) {
      const { rows } = await pool.query<{ organizationId: string; documentId: string }>(
        `SELECT organization_id AS "organizationId", id AS "documentId" FROM documents
          WHERE status = 'processing' AND updated_at < now() - make_interval(secs => $1 / 1000.0)
            AND updated_at > now() - interval '7 days'
          ORDER BY updated_at LIMIT $2`,
        [olderThanMs, limit],
      );
      return rows;
    },
    async unsettledOrganizations(olderThanMs, limit) {
      const { rows } = await pool.query<{ id: string }>(
        `SELECT DISTINCT organization_id AS id FROM documents
          WHERE retired_at IS NOT NULL AND unindexed_at IS NULL
            AND updated_at < now() - make_interval(secs => $1 / 1000.0)
          LIMIT $2`,
        [olderThanMs, limit],
      );
      return rows.map((row) => row.id);
    },
    async dueFollowUps(deadAfterMs, limit) {
      const { rows } = await pool.query<{ organizationId: string; followUpId: string }>(
        `SELECT organization_id AS "organizationId", id AS "followUpId" FROM follow_ups
          WHERE (status = 'scheduled' AND due_at <= now())
             OR (status = 'sending' AND updated_at < now() - make_interval(secs => $1 / 1000.0))
          ORDER BY due_at LIMIT $2`,
        [deadAfterMs, limit],
      );
      return rows;
    },
    async dueCheckIns(limit) {
      const { rows } = await pool.query<{
        organizationId: string;
        userId: string;
        goalId: string;
        dueAt: Date;
      }>(
        `SELECT organization_id AS "organizationId", user_id AS "userId", id AS "goalId", next_check_in_at AS "dueAt"
           FROM growth_goals
          WHERE status = 'active' AND next_check_in_at IS NOT NULL AND next_check_in_at <= now()
          ORDER BY next_check_in_at LIMIT $1`,
        [limit],
      );
      return rows.map((row) => ({ ...row, dueAt: row.dueAt.toISOString() }));
    },
    async plansToStart(limit) {
      const { rows } = await pool.query<{ organizationId: string; planId: string }>(
        `SELECT organization_id AS "organizationId", id AS "planId" FROM action_plans
          WHERE status = 'draft' AND approved_at IS NOT NULL
            AND start_on <= (now() AT TIME ZONE 'UTC' + interval '14 hours')::date
          ORDER BY start_on LIMIT $1`,
        [limit],
      );
      return rows;
    },
    async neglectedImports(olderThanMs, limit) {
      const { rows } = await pool.query<{ organizationId: string; importId: string }>(
        `SELECT organization_id AS "organizationId", id AS "importId" FROM import_logs
          WHERE status IN ('validating', 'processing') AND updated_at < now() - make_interval(secs => $1 / 1000.0)
            AND updated_at > now() - interval '7 days'
          ORDER BY updated_at LIMIT $2`,
        [olderThanMs, limit],
      );
      return rows;
    },
    async unconfirmedImports(limit) {
      const { rows } = await pool.query<{ organizationId: string; importId: string }>(
        `SELECT organization_id AS "organizationId", id AS "importId" FROM import_logs
          WHERE status = 'waiting' AND updated_at < now() - interval '7 days' ORDER BY updated_at LIMIT $1`,
        [limit],
      );
      return rows;
    },
    async dueConnections(limit) {
      const { rows } = await pool.query<{
        organizationId: string;
        requestorId: string;
        suggestionId: string;
      }>(
        `SELECT organization_id AS "organizationId", requestor_id AS "requestorId", id AS "suggestionId"
           FROM connection_suggestions
          WHERE status IN ('suggested', 'viewed') AND expires_at <= now() ORDER BY expires_at LIMIT $1`,
        [limit],
      );
      return rows;
    },
    async dueEffectiveness(today, limit) {
      const { rows } = await pool.query<{ id: string }>(
        `SELECT organization_id AS id FROM coaching_effectiveness WHERE next_due_on <= $1
          GROUP BY organization_id ORDER BY min(next_due_on), 1 LIMIT $2`,
        [today, limit],
      );
      return rows.map((row) => row.id);
    },
    async organizationsWithOpenRecords() {
      const { rows } = await pool.query<{ id: string }>(
        'SELECT DISTINCT organization_id AS id FROM record_index WHERE wanted_version <> indexed_version ORDER BY 1',
      );
      return rows.map((row) => row.id);
    },
    async suggestedTo(organizationId, userId) {
      const { rows } = await pool.query<{ id: string }>(
        `SELECT DISTINCT requestor_id AS id FROM connection_suggestions WHERE organization_id = $1 AND suggested_id = $2`,
        [organizationId, userId],
      );
      return rows.map((row) => row.id);
    },
    async coachedPeople(organizationId, userIds, from, to) {
      const { rows } = await pool.query<{ count: number }>(
        `SELECT count(DISTINCT user_id)::int AS count FROM coaching_talks
          WHERE organization_id = $1 AND user_id = ANY ($2::uuid[]) AND last_at >= $3 AND last_at < $4`,
        [organizationId, userIds, from, to],
      );
      return rows[0]?.count ?? 0;
    },
    async organizationOf(platform, installationId) {
      const { rows } = await pool.query<{ organization_id: string }>(
        'SELECT organization_id FROM chat_installations WHERE platform = $1 AND external_id = $2 AND active',
        [platform, installationId],
      );
      return rows[0]?.organization_id;
    },
    async demoOrganization() {
      const { rows } = await pool.query<{ id: string }>('SELECT id FROM organizations WHERE is_demo');
      return rows[0]?.id;
    },
    async organizationIds() {
      const { rows } = await pool.query<{ id: string }>(
        'SELECT id FROM organizations WHERE active ORDER BY id',
      );
      return rows.map((row) => row.id);
    },
    close: () => pool.end(),
  };
}
