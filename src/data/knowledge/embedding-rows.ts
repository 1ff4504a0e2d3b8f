import type { ChunkStore, IndexEntry } from '../../coaching/knowledge/chunk-store.ts';
import { documentAccesses, documentTypes } from '../../coaching/knowledge/document.ts';
import type { Database } from '../database.ts';
import { oneOf } from '../one-of.ts';
import { toVectorLiteral } from './publish-version.ts';

type EmbeddingRows = Pick<
  ChunkStore,
  | 'knownEmbeddings'
  | 'unconfirmed'
  | 'confirm'
  | 'resetConfirmations'
  | 'withoutEmbedding'
  | 'vectorCounts'
  | 'saveEmbeddings'
>;

interface EntryRow {
  chunk_id: string;
  document_id: string;
  name: string;
  version: number;
  document_type: string;
  access: string;
  text: string;
  embedding: number[];
}

const toEntry = (row: EntryRow): IndexEntry => ({
  chunkId: row.chunk_id,
  documentId: row.document_id,
  documentName: row.name,
  version: row.version,
  type: oneOf(documentTypes, row.document_type),
  access: oneOf(documentAccesses, row.access),
  text: row.text,
  embedding: row.embedding,
});

/** The vectors, and which of them the vector store has confirmed. */
export function createEmbeddingRows(database: Database): EmbeddingRows {
  return {
    knownEmbeddings: (organizationId, model, embeddingHashes) =>
      database.withScope({ organizationId }, async (client) => {
        const rows = await client.$queryRaw<{ content_hash: string; embedding: number[] }[]>`
          SELECT DISTINCT ON (content_hash) content_hash, embedding FROM chunk_embeddings
          WHERE organization_id = ${organizationId}::uuid AND model = ${model}
            AND content_hash = ANY (${[...embeddingHashes]}::text[])`;
        return new Map(rows.map((row) => [row.content_hash, row.embedding]));
      }),

    unconfirmed: (organizationId, model, limit) =>
      database.withScope({ organizationId }, async (client) => {
        const rows = await client.$queryRaw<EntryRow[]>`
          SELECT e.chunk_id, d.id AS document_id, d.name, d.version, n.document_type, n.access, c.text, e.embedding
          FROM chunk_embeddings e
          JOIN chunks c ON c.id = e.chunk_id
          JOIN documents d ON d.id = c.source_id AND c.source_table = 'documents'
          JOIN knowledge_namespaces n ON n.id = c.namespace_id
          WHERE e.organization_id = ${organizationId}::uuid AND e.model = ${model} AND e.indexed_at IS NULL
          ORDER BY d.id, c.chunk_index
          LIMIT ${limit}`;
        return rows.map(toEntry);
      }),

    confirm: (organizationId, model, chunkIds) =>
      database.withScope({ organizationId }, async (client) => {
        // The namespaces first, in one order: a load that retires these chunks takes its locks the same way round.
        await client.$queryRaw`
          WITH changed AS MATERIALIZED (
            SELECT id FROM knowledge_namespaces
            WHERE id IN (SELECT namespace_id FROM chunks WHERE id = ANY (${[...chunkIds]}::uuid[]))
            ORDER BY id FOR NO KEY UPDATE
          )
          UPDATE knowledge_namespaces n SET revision = n.revision + 1, updated_at = now()
          FROM changed WHERE n.id = changed.id`;
        await client.$executeRaw`
          UPDATE chunk_embeddings SET indexed_at = now(), updated_at = now()
          WHERE chunk_id = ANY (${[...chunkIds]}::uuid[]) AND model = ${model}`;
      }),

    resetConfirmations: (organizationId, model) =>
      database.withScope({ organizationId }, async (client) => {
        await client.$executeRaw`
          UPDATE chunk_embeddings SET indexed_at = NULL, updated_at = now()
          WHERE organization_id = ${organizationId}::uuid AND model = ${model} AND indexed_at IS NOT NULL`;
        return client.chunkEmbedding.count({ where: { organizationId, model } });
      }),

    withoutEmbedding: (organizationId, model, limit) =>
      database.withScope({ organizationId }, async (client) => {
        const rows = await client.$queryRaw<{ chunk_id: string; heading_path: string[]; text: string }[]>`
          SELECT c.id AS chunk_id, c.heading_path, c.text
          FROM chunks c
          WHERE c.organization_id = ${organizationId}::uuid AND c.source_table = 'documents'
            AND NOT EXISTS (SELECT 1 FROM chunk_embeddings e WHERE e.chunk_id = c.id AND e.model = ${model})
          ORDER BY c.source_id, c.chunk_index
          LIMIT ${limit}`;
        return rows.map((row) => ({
          chunkId: row.chunk_id,
          headingPath: row.heading_path,
          text: row.text,
        }));
      }),

    vectorCounts: (organizationId, model) =>
      database.withScope({ organizationId }, async (client) => {
        const rows = await client.$queryRaw<{ chunks: number; confirmed: number }[]>`
          SELECT count(*)::int AS chunks, count(e.indexed_at)::int AS confirmed
          FROM chunks c
          LEFT JOIN chunk_embeddings e ON e.chunk_id = c.id AND e.model = ${model}
          WHERE c.organization_id = ${organizationId}::uuid
            AND (c.source_table = 'documents' OR EXISTS (SELECT 1 FROM chunk_embeddings o WHERE o.chunk_id = c.id))`;
        return rows[0] ?? { chunks: 0, confirmed: 0 };
      }),

    saveEmbeddings: (organizationId, model, embeddings) =>
      database.withScope({ organizationId }, async (client) => {
        await client.$executeRaw`
          INSERT INTO chunk_embeddings (chunk_id, organization_id, model, content_hash, embedding)
          SELECT c.id, ${organizationId}::uuid, ${model}, e.hash, e.vector::real[]
          FROM unnest(${embeddings.map(({ chunkId }) => chunkId)}::uuid[],
                      ${embeddings.map(({ embeddingHash }) => embeddingHash)}::text[],
                      ${embeddings.map(({ embedding }) => toVectorLiteral(embedding))}::text[]) AS e (id, hash, vector)
          JOIN chunks c ON c.id = e.id AND c.source_table = 'documents'
          ON CONFLICT (chunk_id, model) DO NOTHING`;
      }),
  };
}
