import type { RagQueryRepository } from '../../coaching/knowledge/rag-query.ts';
import type { Database } from '../database.ts';

export function createRagQueryRepository(database: Database): RagQueryRepository {
  return {
    record: ({ organizationId, userId, turnId, query, results, citations, confidence, durationMs, mode }) =>
      // The row policy lets a person's questions in and out for that person alone.
      database.withScope({ organizationId, userId }, async (client) => {
        const { id } = await client.ragQuery.create({
          data: {
            organizationId,
            userId,
            turnId: turnId ?? null,
            query,
            results: results.map(({ documentId, start, end, score }) => ({ documentId, start, end, score })),
            citations: citations.map(({ documentId, start, end }) => ({ documentId, start, end })),
            confidence: confidence ?? null,
            durationMs: Math.round(durationMs),
            mode,
          },
          select: { id: true },
        });
        return id;
      }),
  };
}
