import { erasureSchema, type Counts } from '../../coaching/privacy/erasure.ts';
import type { ErasureRecord, ErasureRepository } from '../../coaching/privacy/ports.ts';
import type { ScopedPool } from '../scoped-pool.ts';

interface Row {
  id: string;
  organization_id: string;
  user_id: string;
  kind: string;
  subject_id: string | null;
  turn_ids: string[];
  requested_by: string;
  requested_at: Date;
  completed_at: Date | null;
  counts: Counts;
}

const columns =
  'id, organization_id, user_id, kind, subject_id, turn_ids, requested_by, requested_at, completed_at, counts';

const toRecord = (row: Row): ErasureRecord => ({
  erasure: erasureSchema.parse({
    id: row.id,
    organizationId: row.organization_id,
    userId: row.user_id,
    kind: row.kind,
    ...(row.subject_id === null ? {} : { talkId: row.subject_id }),
    turnIds: row.turn_ids,
    requestedBy: row.requested_by,
    requestedAt: row.requested_at,
  }),
  counts: row.counts,
  ...(row.completed_at === null ? {} : { completedAt: row.completed_at }),
});

export function createErasureRepository(pool: ScopedPool): ErasureRepository {
  return {
    async find(organizationId, id) {
      const { rows } = await pool.runInScope<Row>(
        { organizationId },
        { text: `SELECT ${columns} FROM erasures WHERE id = $1`, values: [id] },
      );
      return rows[0] && toRecord(rows[0]);
    },
    async begin(erasure) {
      const { id, organizationId, userId, kind, talkId, turnIds, requestedBy, requestedAt } = erasure;
      await pool.runInScope(
        { organizationId },
        {
          text: `INSERT INTO erasures (id, organization_id, user_id, kind, subject_id, turn_ids, requested_by, requested_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO NOTHING`,
          values: [id, organizationId, userId, kind, talkId ?? null, turnIds, requestedBy, requestedAt],
        },
      );
    },
    async complete({ organizationId, id }, counts, at) {
      await pool.runInScope(
        { organizationId },
        {
          text: `UPDATE erasures SET completed_at = $2, counts = $3, updated_at = now() WHERE id = $1 AND completed_at IS NULL`,
          values: [id, at, counts],
        },
      );
    },
    async list(organizationId) {
      const { rows } = await pool.runInScope<Row>(
        { organizationId },
        {
          text: `SELECT ${columns} FROM erasures WHERE organization_id = $1 ORDER BY requested_at DESC`,
          values: [organizationId],
        },
      );
      return rows.map(toRecord);
    },
  };
}
