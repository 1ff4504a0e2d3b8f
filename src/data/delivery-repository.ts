import type { DeliveryRecord, DeliveryRepository, DeliveryState } from '../coaching/delivery/ports.ts';
import { newId } from '../shared/ids.ts';
import type { ScopedPool } from './scoped-pool.ts';

interface Row {
  id: string;
  organization_id: string;
  idempotency_key: string;
  conversation_key: string;
  view: string;
  subject_type: string | null;
  subject_id: string | null;
  state: DeliveryState;
  platform_message_id: string | null;
  attempts: number;
  created_at: Date;
}

const columns =
  'id, organization_id, idempotency_key, conversation_key, view, subject_type, subject_id, state, platform_message_id, attempts, created_at';

const toRecord = (row: Row): DeliveryRecord => ({
  id: row.id,
  organizationId: row.organization_id,
  idempotencyKey: row.idempotency_key,
  conversationKey: row.conversation_key,
  view: row.view,
  state: row.state,
  attempts: row.attempts,
  createdAt: row.created_at,
  ...(row.subject_type === null ? {} : { subjectType: row.subject_type }),
  ...(row.subject_id === null ? {} : { subjectId: row.subject_id }),
  ...(row.platform_message_id === null ? {} : { platformMessageId: row.platform_message_id }),
});

/** The ledger of outgoing messages. */
export function createDeliveryRepository(pool: ScopedPool): DeliveryRepository {
  const update = async (
    organizationId: string,
    name: string,
    text: string,
    values: readonly unknown[],
  ): Promise<void> => {
    await pool.runInScope({ organizationId }, { name, text, values: [...values] });
  };
  return {
    claim: async (input) => {
      const { rows } = await pool.runInScope<Row>(
        { organizationId: input.organizationId },
        {
          name: 'delivery-claim',
          // The empty update makes the row of an earlier attempt come back from the same statement.
          text: `INSERT INTO deliveries (id, organization_id, idempotency_key, platform, installation_id, conversation_key, view, subject_type, subject_id)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                 ON CONFLICT (organization_id, idempotency_key) DO UPDATE SET updated_at = now()
                 RETURNING ${columns}`,
          values: [
            newId(),
            input.organizationId,
            input.idempotencyKey,
            input.platform,
            input.installationId,
            input.conversationKey,
            input.view,
            input.subjectType ?? null,
            input.subjectId ?? null,
          ],
        },
      );
      const row = rows[0];
      if (row === undefined) throw new Error('INSERT … RETURNING gave no row.');
      return toRecord(row);
    },
    markSending: (organizationId, id) =>
      update(
        organizationId,
        'delivery-sending',
        `UPDATE deliveries SET state = 'sending', attempts = attempts + 1, updated_at = now() WHERE id = $1 AND state <> 'sent'`,
        [id],
      ),
    saveMessageId: (organizationId, id, platformMessageId) =>
      update(
        organizationId,
        'delivery-message-id',
        'UPDATE deliveries SET platform_message_id = $2, updated_at = now() WHERE id = $1',
        [id, platformMessageId],
      ),
    markSent: (organizationId, id, platformMessageId, view) =>
      update(
        organizationId,
        'delivery-sent',
        `UPDATE deliveries SET state = 'sent', platform_message_id = $2, view = coalesce($3, view), sent_at = coalesce(sent_at, now()),
                error_code = NULL, updated_at = now() WHERE id = $1`,
        [id, platformMessageId, view ?? null],
      ),
    markFailed: (organizationId, id, state, errorCode) =>
      update(
        organizationId,
        'delivery-failed',
        'UPDATE deliveries SET state = $2, error_code = $3, updated_at = now() WHERE id = $1',
        [id, state, errorCode],
      ),
    findByKey: async (organizationId, idempotencyKey) => {
      const { rows } = await pool.runInScope<Row>(
        { organizationId },
        {
          name: 'delivery-by-key',
          text: `SELECT ${columns} FROM deliveries WHERE organization_id = $1 AND idempotency_key = $2`,
          values: [organizationId, idempotencyKey],
        },
      );
      return rows[0] && toRecord(rows[0]);
    },
    knownMessageIds: async (organizationId, conversationKey) => {
      const { rows } = await pool.runInScope<{ platform_message_id: string }>(
        { organizationId },
        {
          name: 'delivery-known',
          text: `SELECT platform_message_id FROM deliveries
                  WHERE organization_id = $1 AND conversation_key = $2 AND platform_message_id IS NOT NULL`,
          values: [organizationId, conversationKey],
        },
      );
      return new Set(rows.map((row) => row.platform_message_id));
    },
  };
}
