import { AppError } from '../shared/errors.ts';
import { newId } from '../shared/ids.ts';
import type { InboxRepository, LeaseToken } from '../turns/ports.ts';
import { turnSchema } from '../turns/turn.ts';
import type { ScopedPool } from './scoped-pool.ts';
import type { SealedBox } from './sealed-box.ts';

interface Row {
  id: string;
  payload_sealed: Buffer;
  attempts: number;
  over_limit: boolean;
  created_at: Date;
}

/** A turn that does not open is given up after so many tries, about a quarter of an hour: time to put a key right. */
const maxOpenings = 10;
const longestPauseMs = 300_000;

/** The inbox and its leases, seen by a worker inside one organisation. */
export function createInboxRepository(pool: ScopedPool, box: SealedBox): InboxRepository {
  /** Without this a turn that does not open would be the head of its conversation for ever. */
  async function setAside(
    inbox: InboxRepository,
    lease: LeaseToken,
    row: Row,
    cause: unknown,
  ): Promise<never> {
    const code = 'DATA_012';
    if (row.attempts >= maxOpenings) await inbox.finish(lease, row.id, { state: 'failed', errorCode: code });
    else await inbox.postpone(lease, row.id, Math.min(longestPauseMs, 1_000 * 2 ** row.attempts), code);
    throw new AppError({
      code,
      message: `Waiting turn ${row.id} cannot be read: another ENCRYPTION_KEY, or an older version's format.`,
      retry: row.attempts >= maxOpenings ? 'never' : 'later',
      cause,
    });
  }

  const inbox: InboxRepository = {
    acquireLease: async (organizationId, conversationKey, ttlMs) => {
      const token = newId();
      const { rowCount } = await pool.runInScope(
        { organizationId },
        {
          name: 'lease-acquire',
          text: `INSERT INTO conversation_leases (conversation_key, organization_id, token, expires_at)
                 VALUES ($1, $2, $3, now() + make_interval(secs => $4 / 1000.0))
                 ON CONFLICT (conversation_key) DO UPDATE
                   SET token = excluded.token, expires_at = excluded.expires_at, updated_at = now()
                   WHERE conversation_leases.expires_at < now()`,
          values: [conversationKey, organizationId, token, ttlMs],
        },
      );
      return rowCount === 1 ? { conversationKey, organizationId, token } : undefined;
    },

    heartbeat: async (lease, ttlMs) => {
      const { rowCount } = await pool.runInScope(
        { organizationId: lease.organizationId },
        {
          name: 'lease-heartbeat',
          text: `UPDATE conversation_leases SET expires_at = now() + make_interval(secs => $3 / 1000.0), updated_at = now()
                  WHERE conversation_key = $1 AND token = $2`,
          values: [lease.conversationKey, lease.token, ttlMs],
        },
      );
      return rowCount === 1;
    },

    release: async (lease) => {
      // Asked after the lease is gone: a turn that came while it was held found it busy and counts on this answer.
      await pool.runInScope(
        { organizationId: lease.organizationId },
        {
          name: 'lease-release',
          text: 'DELETE FROM conversation_leases WHERE conversation_key = $1 AND token = $2',
          values: [lease.conversationKey, lease.token],
        },
      );
    },

    hasDue: async (organizationId, conversationKey) => {
      const { rows } = await pool.runInScope<{ due_in_ms: number | null }>(
        { organizationId },
        {
          name: 'inbox-due',
          text: `SELECT extract(epoch FROM due_at - now())::float8 * 1000 AS due_in_ms FROM inbox_events
                  WHERE organization_id = $1 AND conversation_key = $2 AND state IN ('waiting', 'running')
                  ORDER BY seq LIMIT 1`,
          values: [organizationId, conversationKey],
        },
      );
      const dueInMs = rows[0]?.due_in_ms;
      return dueInMs == null ? { kind: 'none' } : { kind: 'open', dueInMs: Math.max(0, dueInMs) };
    },

    next: async (lease) => {
      const { rows } = await pool.runInScope<Row>(
        { organizationId: lease.organizationId },
        {
          name: 'inbox-next',
          text: `UPDATE inbox_events SET state = 'running', attempts = attempts + 1, updated_at = now()
                  WHERE id = (SELECT id FROM inbox_events
                               WHERE organization_id = $1 AND conversation_key = $2 AND state IN ('waiting', 'running')
                               ORDER BY seq LIMIT 1)
                    AND due_at <= now()
                    AND EXISTS (SELECT 1 FROM conversation_leases WHERE conversation_key = $2 AND token = $3)
                  RETURNING id, payload_sealed, attempts, over_limit, created_at`,
          values: [lease.organizationId, lease.conversationKey, lease.token],
        },
      );
      const [row] = rows;
      if (row === undefined) return undefined;
      try {
        return {
          id: row.id,
          organizationId: lease.organizationId,
          turn: turnSchema.parse(box.open(row.payload_sealed, row.id)),
          attempts: row.attempts,
          overLimit: row.over_limit,
          receivedAt: row.created_at,
        };
      } catch (cause) {
        return setAside(inbox, lease, row, cause);
      }
    },

    finish: async (lease, eventId, outcome) => {
      await pool.runInScope(
        { organizationId: lease.organizationId },
        {
          name: 'inbox-finish',
          text: `UPDATE inbox_events SET state = $3, error_code = $4, reference_id = $5, payload_sealed = NULL,
                        ended_at = now(), updated_at = now()
                  WHERE id = $1 AND state = 'running'
                    AND EXISTS (SELECT 1 FROM conversation_leases WHERE conversation_key = $2 AND token = $6)`,
          values: [
            eventId,
            lease.conversationKey,
            outcome.state,
            outcome.errorCode ?? null,
            outcome.referenceId ?? null,
            lease.token,
          ],
        },
      );
    },

    postpone: async (lease, eventId, delayMs, errorCode) => {
      await pool.runInScope(
        { organizationId: lease.organizationId },
        {
          name: 'inbox-postpone',
          text: `UPDATE inbox_events SET state = 'waiting', due_at = now() + make_interval(secs => $2 / 1000.0),
                        error_code = $3, updated_at = now()
                  WHERE id = $1 AND state = 'running'
                    AND EXISTS (SELECT 1 FROM conversation_leases WHERE conversation_key = $4 AND token = $5)`,
          values: [eventId, delayMs, errorCode, lease.conversationKey, lease.token],
        },
      );
    },
  };
  return inbox;
}
