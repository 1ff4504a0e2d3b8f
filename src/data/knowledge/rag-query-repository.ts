import type { RagQueryRepository } from '../../coaching/knowledge/rag-query.ts';
import type { ScopedPool } from '../scoped-pool.ts';

export function createRagQueryRepository(pool: ScopedPool): RagQueryRepository {
  return {
    record: async ({
      organizationId,
      userId,
      turnId,
      query,
      results,
      citations,
      followUps = [],
      ...measured
    }) => {
      // The row policy lets a person's questions in and out for that person alone.
      const { rows } = await pool.runInScope<{ id: string }>(
        { organizationId, userId },
        {
          name: 'rag-query',
          text: `INSERT INTO rag_queries (organization_id, user_id, turn_id, query, results, citations, confidence, duration_ms, mode, suggested_follow_ups)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id`,
          values: [
            organizationId,
            userId,
            turnId ?? null,
            query,
            JSON.stringify(
              results.map(({ documentId, start, end, score }) => ({ documentId, start, end, score })),
            ),
            JSON.stringify(
              citations.map(({ documentId, start, end, document, section, version }) => ({
                documentId,
                start,
                end,
                document,
                section,
                version,
              })),
            ),
            measured.confidence ?? null,
            Math.round(measured.durationMs),
            measured.mode,
            JSON.stringify(followUps),
          ],
        },
      );
      return rows[0]?.id ?? '';
    },
  };
}
