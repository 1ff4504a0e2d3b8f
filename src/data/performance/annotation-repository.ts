import type { Annotation, AnnotationRepository } from '../../coaching/performance/annotation-ports.ts';
import type { ScopedPool } from '../scoped-pool.ts';

interface Row {
  id: string;
  agent_id: string;
  day: string;
  kind: string;
  description: string;
  created_by: string | null;
}
const columns = 'id, agent_id, day::text AS day, kind, description, created_by';

const toAnnotation = ({ id, agent_id: agentId, day, kind, description, created_by }: Row): Annotation => ({
  id,
  agentId,
  day,
  kind,
  description,
  ...(created_by === null ? {} : { createdBy: created_by }),
});

export function createAnnotationRepository(pool: ScopedPool): AnnotationRepository {
  const run = async (organizationId: string, name: string, text: string, values: unknown[]): Promise<Row[]> =>
    (
      await pool.runInScope<Row & Record<string, unknown>>(
        { organizationId },
        { name: `annotation-${name}`, text, values: [organizationId, ...values] },
      )
    ).rows;
  return {
    async create(organizationId, { id, agentId, day, kind, description, createdBy, turnId }) {
      const [row] = await run(
        organizationId,
        'create',
        `INSERT INTO performance_annotations (organization_id, id, agent_id, day, kind, description, created_by, turn_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (organization_id, turn_id) DO UPDATE SET turn_id = EXCLUDED.turn_id RETURNING ${columns}`,
        [id, agentId, day, kind, description, createdBy ?? null, turnId],
      );
      if (row === undefined) throw new Error('An annotation that was written did not come back.');
      return toAnnotation(row);
    },

    async list(organizationId, agentIds, { from, to }) {
      const rows = await run(
        organizationId,
        'list',
        `SELECT ${columns} FROM performance_annotations
          WHERE organization_id = $1 AND agent_id = ANY ($2::uuid[]) AND day BETWEEN $3 AND $4 ORDER BY day, created_at`,
        [agentIds, from, to],
      );
      return rows.map(toAnnotation);
    },

    async find(organizationId, id) {
      const [row] = await run(
        organizationId,
        'find',
        `SELECT ${columns} FROM performance_annotations WHERE organization_id = $1 AND id = $2`,
        [id],
      );
      return row === undefined ? undefined : toAnnotation(row);
    },

    async remove(organizationId, id) {
      const rows = await run(
        organizationId,
        'remove',
        `DELETE FROM performance_annotations WHERE organization_id = $1 AND id = $2 RETURNING ${columns}`,
        [id],
      );
      return rows.length > 0;
    },
  };
}
