import type { EmbeddingModels, EmbeddingModelState } from '../../coaching/knowledge/embedding-models.ts';
import type { Database, ScopedClient } from '../database.ts';
import { oneOf } from '../one-of.ts';

const states = ['building', 'serving', 'retired'] as const satisfies readonly EmbeddingModelState[];

/** A hundred thousand vectors are a few hundred megabytes to delete. */
const forgetTimeoutMs = 120_000;

/** Two processes that start at once must not both find that no model serves. */
async function lockModels(client: ScopedClient, organizationId: string): Promise<void> {
  await client.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`models/${organizationId}`}, 0))`;
}

async function servingModel(client: ScopedClient): Promise<string | undefined> {
  return (await client.knowledgeModel.findFirst({ where: { state: 'serving' } }))?.model;
}

/** Whose vectors stand from before models were recorded. */
async function modelWithMostVectors(
  client: ScopedClient,
  organizationId: string,
): Promise<string | undefined> {
  const rows = await client.$queryRaw<{ model: string }[]>`
    SELECT model FROM chunk_embeddings WHERE organization_id = ${organizationId}::uuid
    GROUP BY model ORDER BY count(*) DESC, model LIMIT 1`;
  return rows[0]?.model;
}

/**
 * Whether no chunk of a document, and nothing else that the vector store ever had, is without a confirmed vector of it. Loads take the
 * namespaces' locks before they publish, so while these are held nothing is added.
 */
async function isComplete(client: ScopedClient, organizationId: string, model: string): Promise<boolean> {
  await client.$queryRaw`
    SELECT id FROM knowledge_namespaces WHERE organization_id = ${organizationId}::uuid ORDER BY id FOR UPDATE`;
  const rows = await client.$queryRaw<{ missing: boolean }[]>`
    SELECT EXISTS (
      SELECT 1 FROM chunks c
      WHERE c.organization_id = ${organizationId}::uuid
        AND (c.source_table = 'documents'
          OR EXISTS (SELECT 1 FROM chunk_embeddings o WHERE o.chunk_id = c.id AND o.indexed_at IS NOT NULL))
        AND NOT EXISTS (
          SELECT 1 FROM chunk_embeddings e
          WHERE e.chunk_id = c.id AND e.model = ${model} AND e.indexed_at IS NOT NULL)
    ) AS missing`;
  return rows[0]?.missing === false;
}

export function createEmbeddingModelRepository(database: Database): EmbeddingModels {
  return {
    enrol: (organizationId, model) =>
      database.withScope({ organizationId }, async (client) => {
        await lockModels(client, organizationId);
        let serving = await servingModel(client);
        if (serving === undefined) {
          serving = (await modelWithMostVectors(client, organizationId)) ?? model;
          await client.knowledgeModel.upsert({
            where: { organizationId_model: { organizationId, model: serving } },
            create: { organizationId, model: serving, state: 'serving' },
            update: { state: 'serving' },
          });
        }
        if (serving === model) return 'serving';
        await client.knowledgeModel.upsert({
          where: { organizationId_model: { organizationId, model } },
          create: { organizationId, model, state: 'building' },
          update: { state: 'building' },
        });
        return 'building';
      }),

    list: (organizationId) =>
      database.withScope({ organizationId }, async (client) => {
        const rows = await client.knowledgeModel.findMany({ orderBy: { createdAt: 'asc' } });
        return rows.map(({ model, state }) => ({ model, state: oneOf(states, state) }));
      }),

    takeOver: (organizationId, model) =>
      database.withScope({ organizationId }, async (client) => {
        await lockModels(client, organizationId);
        const known = await client.knowledgeModel.findFirst({ where: { model } });
        if (known === null) return false;
        if (known.state === 'serving') return true;
        if (!(await isComplete(client, organizationId, model))) return false;
        // Two statements, one transaction: the index that lets one model serve looks at each row by itself.
        await client.knowledgeModel.updateMany({ where: { state: 'serving' }, data: { state: 'retired' } });
        await client.knowledgeModel.updateMany({ where: { model }, data: { state: 'serving' } });
        await client.knowledgeNamespace.updateMany({
          where: { organizationId },
          data: { revision: { increment: 1 } },
        });
        return true;
      }),

    giveUp: (organizationId, model) =>
      database.withScope({ organizationId }, async (client) => {
        await client.knowledgeModel.updateMany({
          where: { model, state: 'building' },
          data: { state: 'retired' },
        });
      }),

    forget: (organizationId, model) =>
      database.withScope(
        { organizationId },
        async (client) => {
          await lockModels(client, organizationId);
          const { count } = await client.knowledgeModel.deleteMany({ where: { model, state: 'retired' } });
          if (count > 0) await client.chunkEmbedding.deleteMany({ where: { organizationId, model } });
        },
        { timeoutMs: forgetTimeoutMs },
      ),
  };
}
