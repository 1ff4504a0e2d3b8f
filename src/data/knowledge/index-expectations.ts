import type pg from 'pg';
import type { ExpectedVector, IndexExpectations, IndexScope } from '../../coaching/knowledge/backup-ports.ts';
import type { ScopedPool } from '../scoped-pool.ts';

/**
 * Records (summaries, notes, sessions) are expected once the vector store has confirmed them: whether they go there is not
 * decided here. $1 organisation, $2 type, $3 access, $4 model.
 */
const expected = `
  SELECT e.chunk_id AS "chunkId", c.source_id AS "documentId", coalesce(d.version, 0) AS version
  FROM knowledge_namespaces n
  JOIN chunks c ON c.organization_id = n.organization_id AND c.namespace_id = n.id
  JOIN chunk_embeddings e ON e.chunk_id = c.id AND e.model = $4
  LEFT JOIN documents d ON c.source_table = 'documents' AND d.id = c.source_id
  WHERE n.organization_id = $1::uuid AND n.document_type = $2 AND n.access = $3
    AND (c.source_table = 'documents' OR e.indexed_at IS NOT NULL)`;

/** What PostgreSQL says should stand in the vector store. */
export function createIndexExpectations(pool: ScopedPool): IndexExpectations {
  const run = async <R extends pg.QueryResultRow>(
    organizationId: string,
    text: string,
    values: unknown[],
  ): Promise<R[]> => (await pool.runInScope<R>({ organizationId }, { text, values })).rows;
  return {
    scopes: (organizationId) =>
      run<IndexScope>(
        organizationId,
        `SELECT document_type AS type, access FROM knowledge_namespaces
          WHERE organization_id = $1::uuid ORDER BY document_type, access`,
        [organizationId],
      ),
    models: (organizationId) =>
      run<{ model: string; dimension: number }>(
        organizationId,
        `SELECT model, max(cardinality(embedding))::int AS dimension FROM chunk_embeddings
          WHERE organization_id = $1::uuid GROUP BY model ORDER BY model`,
        [organizationId],
      ),
    expected: (organizationId, { type, access }, model) =>
      run<ExpectedVector>(organizationId, expected, [organizationId, type, access, model]),
    async unconfirm(organizationId, model, chunkIds) {
      await run(
        organizationId,
        `UPDATE chunk_embeddings SET indexed_at = NULL, updated_at = now()
          WHERE organization_id = $1::uuid AND model = $2 AND chunk_id = ANY ($3::uuid[])`,
        [organizationId, model, chunkIds],
      );
    },
    async organizationExists(organizationId) {
      const rows = await run(organizationId, 'SELECT 1 FROM organizations WHERE id = $1::uuid', [
        organizationId,
      ]);
      return rows.length > 0;
    },
  };
}
