import type { NewChunk, VersionDraft } from '../../coaching/knowledge/chunk-store.ts';
import type { ScopedClient } from '../database.ts';

/** Rows a statement: few round trips, and no parameter of more than a few megabytes. */
const chunksAtOnce = 400;
const postingsAtOnce = 20_000;
/** `term_frequency` is a smallint. */
const maxFrequency = 32_767;

const termCount = (chunk: NewChunk): number =>
  [...chunk.terms.values()].reduce((sum, count) => sum + count, 0);

/** PostgreSQL's text form of an array of reals: a list of lists cannot be unnested row by row. */
export const toVectorLiteral = (embedding: readonly number[]): string => `{${embedding.join(',')}}`;

function* batchesOf<T>(items: readonly T[], size: number): Generator<T[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}

/** Retires the version in force: its row stays, its chunks go, with their postings and vectors. */
export async function retire(client: ScopedClient, documentId: string): Promise<void> {
  await client.$executeRaw`UPDATE documents SET retired_at = now(), updated_at = now() WHERE id = ${documentId}::uuid`;
  await client.$executeRaw`
    WITH gone AS (
      DELETE FROM chunks WHERE source_table = 'documents' AND source_id = ${documentId}::uuid
      RETURNING namespace_id, term_count
    ), sums AS (
      SELECT namespace_id, count(*)::int AS chunks, sum(term_count)::bigint AS terms FROM gone GROUP BY namespace_id
    )
    UPDATE knowledge_namespaces n
    SET chunk_count = n.chunk_count - sums.chunks, term_count = n.term_count - sums.terms, updated_at = now()
    FROM sums WHERE n.id = sums.namespace_id`;
}

async function insertChunks(
  client: ScopedClient,
  { organizationId, id: documentId }: VersionDraft['document'],
  namespaceId: string,
  chunks: readonly NewChunk[],
): Promise<void> {
  await client.$executeRaw`
    INSERT INTO chunks (id, organization_id, namespace_id, source_table, source_id, chunk_index, text, heading_path,
                        start_offset, end_offset, content_hash, term_count)
    SELECT c.id, ${organizationId}::uuid, ${namespaceId}::uuid, 'documents', ${documentId}::uuid, c.index, c.text,
           ARRAY(SELECT jsonb_array_elements_text(c.path::jsonb)), c.start, c.stop, c.hash, c.terms
    FROM unnest(${chunks.map((chunk) => chunk.id)}::uuid[], ${chunks.map((chunk) => chunk.index)}::int[],
                ${chunks.map((chunk) => chunk.text)}::text[],
                ${chunks.map((chunk) => JSON.stringify(chunk.headingPath))}::text[],
                ${chunks.map((chunk) => chunk.start)}::int[], ${chunks.map((chunk) => chunk.end)}::int[],
                ${chunks.map((chunk) => chunk.contentHash)}::text[], ${chunks.map(termCount)}::int[])
      AS c (id, index, text, path, start, stop, hash, terms)`;
}

async function insertEmbeddings(
  client: ScopedClient,
  organizationId: string,
  model: string,
  chunks: readonly Pick<NewChunk, 'id' | 'embeddingHash' | 'embedding'>[],
): Promise<void> {
  await client.$executeRaw`
    INSERT INTO chunk_embeddings (chunk_id, organization_id, model, content_hash, embedding)
    SELECT e.id, ${organizationId}::uuid, ${model}, e.hash, e.vector::real[]
    FROM unnest(${chunks.map((chunk) => chunk.id)}::uuid[], ${chunks.map((chunk) => chunk.embeddingHash)}::text[],
                ${chunks.map((chunk) => toVectorLiteral(chunk.embedding))}::text[]) AS e (id, hash, vector)`;
}

async function insertPostings(
  client: ScopedClient,
  organizationId: string,
  namespaceId: string,
  chunks: readonly NewChunk[],
): Promise<void> {
  const postings = chunks.flatMap(({ id, terms }) =>
    [...terms].map(([term, count]) => ({ id, term, count })),
  );
  for (const batch of batchesOf(postings, postingsAtOnce)) {
    await client.$executeRaw`
      INSERT INTO chunk_postings (organization_id, namespace_id, term, chunk_id, term_frequency)
      SELECT ${organizationId}::uuid, ${namespaceId}::uuid, p.term, p.id, p.count
      FROM unnest(${batch.map(({ term }) => term)}::text[], ${batch.map(({ id }) => id)}::uuid[],
                  ${batch.map(({ count }) => Math.min(count, maxFrequency))}::smallint[]) AS p (term, id, count)`;
  }
}

/** All that makes a draft the version in force; the caller's transaction makes it happen at once or not at all. */
export async function publishVersion(
  client: ScopedClient,
  { document, current }: VersionDraft,
  namespaceId: string,
  model: string,
  chunks: readonly NewChunk[],
): Promise<void> {
  const { organizationId } = document;
  // Both namespaces' counters change: locking them in one order keeps two loads from waiting for one another.
  await client.$queryRaw`
    SELECT id FROM knowledge_namespaces
    WHERE id = ${namespaceId}::uuid OR id = (SELECT namespace_id FROM documents WHERE id = ${current?.id ?? null}::uuid)
    ORDER BY id FOR UPDATE`;
  if (current) await retire(client, current.id);
  for (const batch of batchesOf(chunks, chunksAtOnce)) {
    await insertChunks(client, document, namespaceId, batch);
    await insertEmbeddings(client, organizationId, model, batch);
    await insertPostings(client, organizationId, namespaceId, batch);
  }
  const terms = chunks.reduce((sum, chunk) => sum + termCount(chunk), 0);
  await client.$executeRaw`
    UPDATE knowledge_namespaces
    SET chunk_count = chunk_count + ${chunks.length}::int, term_count = term_count + ${terms}::bigint, updated_at = now()
    WHERE id = ${namespaceId}::uuid`;
  await client.$executeRaw`
    UPDATE documents SET status = 'completed', failure = NULL, updated_at = now() WHERE id = ${document.id}::uuid`;
}
