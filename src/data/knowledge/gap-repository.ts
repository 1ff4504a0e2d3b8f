import { gapKinds } from '../../coaching/knowledge/feedback/feedback.ts';
import type { GapRepository } from '../../coaching/knowledge/gaps/gap.ts';
import type { Database } from '../database.ts';
import { oneOf } from '../one-of.ts';

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu;

export function createGapRepository(database: Database): GapRepository {
  return {
    listOpen: (organizationId, limit) =>
      database.withScope({ organizationId }, async (client) => {
        const rows = await client.knowledgeGap.findMany({
          where: { state: 'open' },
          orderBy: [{ updatedAt: 'desc' }, { id: 'asc' }],
          take: limit,
        });
        return rows.map((row) => ({
          id: row.id,
          kind: oneOf(gapKinds, row.kind),
          createdAt: row.createdAt,
          updatedAt: row.updatedAt,
          ...(row.documentName === null
            ? {}
            : { cited: { document: row.documentName, section: row.section ?? '' } }),
          ...(row.question === null ? {} : { question: row.question }),
        }));
      }),

    // One statement, so that what changes meanwhile is either in it or stays open.
    resolve: async (organizationId, gapId, resolvedBy, at) =>
      uuid.test(gapId)
        ? database.withScope(
            { organizationId },
            (client) => client.$executeRaw`
              UPDATE knowledge_gaps g
              SET state = 'resolved', resolved_by = ${resolvedBy}::uuid, resolved_at = ${at}, updated_at = now()
              FROM knowledge_gaps latest
              WHERE latest.id = ${gapId}::uuid AND latest.state = 'open' AND g.state = 'open'
                AND g.organization_id = ${organizationId}::uuid AND latest.organization_id = g.organization_id
                AND g.document_name IS NOT DISTINCT FROM latest.document_name
                AND g.section IS NOT DISTINCT FROM latest.section
                AND g.updated_at <= latest.updated_at`,
          )
        : 0,
  };
}
