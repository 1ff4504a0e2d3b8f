import pg from 'pg';
import type { KnowledgeRestorer, RestoreTarget } from '../../coaching/knowledge/backup-ports.ts';
import { AppError } from '../../shared/errors.ts';
import type { ScopedPool } from '../scoped-pool.ts';
import { readUnits } from './backup-units.ts';
import { toVectorLiteral } from './publish-version.ts';

/** Rows a statement, as when a version is published. */
const chunksAtOnce = 400;

const dropChunks = `DELETE FROM chunks WHERE organization_id = $1::uuid AND source_table = 'documents' AND source_id = ANY ($2::uuid[])`;

const putNamespace = `
  INSERT INTO knowledge_namespaces (organization_id, document_type, access) VALUES ($1::uuid, $2, $3)
  ON CONFLICT (organization_id, document_type, access) DO UPDATE SET updated_at = knowledge_namespaces.updated_at
  RETURNING id`;

const putDocument = `
  INSERT INTO documents (id, organization_id, namespace_id, name, title, version, status, mime_type, text, content_hash,
                         file_size, source_folder, created_by, created_at, retired_at)
  VALUES ($1::uuid, $2::uuid, $3::uuid, $4, $5, $6, 'completed', $7, $8, $9, $10, $11,
          (SELECT id FROM users WHERE organization_id = $2::uuid AND id = $12::uuid), $13, $14)
  ON CONFLICT (id) DO UPDATE
  SET namespace_id = excluded.namespace_id, name = excluded.name, title = excluded.title, version = excluded.version,
      status = excluded.status, failure = NULL, mime_type = excluded.mime_type, text = excluded.text,
      content_hash = excluded.content_hash, file_size = excluded.file_size, source_folder = excluded.source_folder,
      retired_at = excluded.retired_at, updated_at = now()`;

const putChunks = `
  INSERT INTO chunks (id, organization_id, namespace_id, source_table, source_id, chunk_index, text, heading_path,
                      start_offset, end_offset, content_hash, term_count)
  SELECT c.id, $1::uuid, d.namespace_id, 'documents', d.id, c.index, c.text,
         ARRAY(SELECT jsonb_array_elements_text(c.path::jsonb)), c.start, c.stop, c.hash, c.terms
  FROM unnest($2::uuid[], $3::uuid[], $4::int[], $5::text[], $6::text[], $7::int[], $8::int[], $9::text[], $10::int[])
    AS c (id, document, index, text, path, start, stop, hash, terms)
  JOIN documents d ON d.id = c.document`;

const putPostings = `
  INSERT INTO chunk_postings (organization_id, namespace_id, term, chunk_id, term_frequency)
  SELECT $1::uuid, c.namespace_id, p.term, c.id, p.count
  FROM unnest($2::uuid[], $3::text[], $4::smallint[]) AS p (chunk, term, count)
  JOIN chunks c ON c.id = p.chunk`;

const putEmbeddings = `
  INSERT INTO chunk_embeddings (chunk_id, organization_id, model, content_hash, embedding)
  SELECT c.id, $1::uuid, e.model, e.hash, e.vector::real[]
  FROM unnest($2::uuid[], $3::int[], $4::text[], $5::text[], $6::text[]) AS e (document, index, model, hash, vector)
  JOIN chunks c ON c.source_table = 'documents' AND c.source_id = e.document AND c.chunk_index = e.index
  ON CONFLICT (chunk_id, model) DO UPDATE
  SET content_hash = excluded.content_hash, embedding = excluded.embedding, indexed_at = NULL, updated_at = now()`;

const entryFields = 'version, category, content_type, title, content, tags, access, created_at';
const entryOverwrites = ['version', 'category', 'content_type', 'title', 'content', 'tags', 'access']
  .map((field) => `${field} = excluded.${field}`)
  .join(', ');

const putEntry = `
  INSERT INTO knowledge_entries (id, organization_id, ${entryFields}, edited_by, retired_at)
  VALUES ($1::uuid, $2::uuid, $3, $4, $5, $6, $7, $8, $9, $10,
          (SELECT id FROM users WHERE organization_id = $2::uuid AND id = $11::uuid), $12)
  ON CONFLICT (id) DO UPDATE SET ${entryOverwrites}, retired_at = excluded.retired_at, updated_at = now()`;

const putEntryVersion = `
  INSERT INTO knowledge_entry_versions (entry_id, organization_id, ${entryFields}, edited_by, turn_id)
  VALUES ($1::uuid, $2::uuid, $3, $4, $5, $6, $7, $8, $9, $10,
          (SELECT id FROM users WHERE organization_id = $2::uuid AND id = $11::uuid), $12::uuid)
  ON CONFLICT (entry_id, version) DO UPDATE SET ${entryOverwrites}`;

/** A cached search of before must not be believed: every namespace gets a new revision. */
const recount = `
  WITH counted AS (
    SELECT n.id, count(c.id)::int AS chunks, coalesce(sum(c.term_count), 0)::bigint AS terms
    FROM knowledge_namespaces n LEFT JOIN chunks c ON c.namespace_id = n.id
    WHERE n.organization_id = $1::uuid GROUP BY n.id
  ), before AS (
    SELECT id, chunk_count, term_count FROM knowledge_namespaces WHERE organization_id = $1::uuid
  ), written AS (
    UPDATE knowledge_namespaces n
    SET chunk_count = counted.chunks, term_count = counted.terms, revision = n.revision + 1, updated_at = now()
    FROM counted WHERE n.id = counted.id
  )
  SELECT count(*)::int AS wrong FROM before JOIN counted USING (id)
  WHERE before.chunk_count <> counted.chunks OR before.term_count <> counted.terms`;

const collided = (cause: unknown): AppError =>
  new AppError({
    code: 'KNOWLEDGE_047',
    message: 'a document was loaded under the same name while the knowledge was being restored',
    retry: 'later',
    userMessage:
      'Somebody loaded a document while the knowledge was being restored, so nothing was changed. Please try again.',
    cause,
  });

function targetOf(client: pg.PoolClient, organizationId: string): RestoreTarget {
  const namespaces = new Map<string, string>();
  async function namespaceOf(type: string, access: string): Promise<string> {
    const key = `${type}/${access}`;
    const known = namespaces.get(key);
    if (known !== undefined) return known;
    const { rows } = await client.query<{ id: string }>(putNamespace, [organizationId, type, access]);
    const id = rows[0]?.id;
    if (id === undefined) throw new Error('A namespace could not be made.');
    namespaces.set(key, id);
    return id;
  }
  return {
    units: () => readUnits(client, organizationId),
    async discard(documentIds) {
      await client.query(dropChunks, [organizationId, documentIds]);
      await client.query('DELETE FROM documents WHERE organization_id = $1::uuid AND id = ANY ($2::uuid[])', [
        organizationId,
        documentIds,
      ]);
    },
    async retire(documentIds) {
      await client.query(dropChunks, [organizationId, documentIds]);
      await client.query(
        `UPDATE documents SET retired_at = coalesce(retired_at, now()), updated_at = now()
          WHERE organization_id = $1::uuid AND id = ANY ($2::uuid[])`,
        [organizationId, documentIds],
      );
    },
    async putDocument(document) {
      await client.query(dropChunks, [organizationId, [document.id]]);
      await client.query(putDocument, [
        document.id,
        organizationId,
        await namespaceOf(document.type, document.access),
        document.name,
        document.title,
        document.version,
        document.mimeType,
        document.text,
        document.contentHash,
        document.fileSize,
        document.sourceFolder,
        document.createdBy,
        document.createdAt,
        document.retiredAt,
      ]);
    },
    async putChunks(all) {
      for (let start = 0; start < all.length; start += chunksAtOnce) {
        const chunks = all.slice(start, start + chunksAtOnce);
        await client.query(putChunks, [
          organizationId,
          chunks.map(({ id }) => id),
          chunks.map(({ documentId }) => documentId),
          chunks.map(({ index }) => index),
          chunks.map(({ text }) => text),
          chunks.map(({ headingPath }) => JSON.stringify(headingPath)),
          chunks.map(({ start: from }) => from),
          chunks.map(({ end }) => end),
          chunks.map(({ contentHash }) => contentHash),
          chunks.map(({ termCount }) => termCount),
        ]);
        const postings = chunks.flatMap(({ id, terms, termFrequencies }) =>
          terms.map((term, index) => ({ id, term, count: termFrequencies[index] ?? 1 })),
        );
        await client.query(putPostings, [
          organizationId,
          postings.map(({ id }) => id),
          postings.map(({ term }) => term),
          postings.map(({ count }) => count),
        ]);
      }
    },
    async putEmbeddings(all) {
      for (let start = 0; start < all.length; start += chunksAtOnce) {
        const embeddings = all.slice(start, start + chunksAtOnce);
        await client.query(putEmbeddings, [
          organizationId,
          embeddings.map(({ documentId }) => documentId),
          embeddings.map(({ chunkIndex }) => chunkIndex),
          embeddings.map(({ model }) => model),
          embeddings.map(({ contentHash }) => contentHash),
          embeddings.map(({ embedding }) => toVectorLiteral(embedding)),
        ]);
      }
    },
    async retireEntries(entryIds) {
      await client.query(
        `UPDATE knowledge_entries SET retired_at = coalesce(retired_at, now()), updated_at = now()
          WHERE organization_id = $1::uuid AND id = ANY ($2::uuid[])`,
        [organizationId, entryIds],
      );
    },
    async putEntries(entries, versions) {
      const valuesOf = (entry: Omit<(typeof versions)[number], 'entryId' | 'turnId'>) => [
        entry.version,
        entry.category,
        entry.contentType,
        entry.title,
        entry.content,
        entry.tags,
        entry.access,
        entry.createdAt,
        entry.editedBy,
      ];
      for (const entry of entries)
        await client.query(putEntry, [entry.id, organizationId, ...valuesOf(entry), entry.retiredAt]);
      for (const version of versions)
        await client.query(putEntryVersion, [
          version.entryId,
          organizationId,
          ...valuesOf(version),
          version.turnId,
        ]);
    },
    async putModels(models) {
      await client.query(
        `INSERT INTO knowledge_models (organization_id, model, state)
         SELECT $1::uuid, m.model, m.state FROM unnest($2::text[], $3::text[]) AS m (model, state)
         WHERE m.state <> 'serving'
            OR NOT EXISTS (SELECT 1 FROM knowledge_models k WHERE k.organization_id = $1::uuid AND k.state = 'serving')
         ON CONFLICT (organization_id, model) DO NOTHING`,
        [organizationId, models.map(({ model }) => model), models.map(({ state }) => state)],
      );
    },
    async recount() {
      const { rows } = await client.query<{ wrong: number }>(recount, [organizationId]);
      return rows[0]?.wrong ?? 0;
    },
  };
}

/** Writes what a restore brings back. As the app, inside the organisation's scope: no other tenant's row can be touched. */
export function createKnowledgeRestorer(pool: ScopedPool): KnowledgeRestorer {
  return {
    async write(organizationId, work) {
      try {
        return await pool.withScope({ organizationId }, async (client) => {
          // Publishing a version locks these rows first: until this transaction ends, nothing comes into force beside it.
          await client.query(
            'SELECT id FROM knowledge_namespaces WHERE organization_id = $1::uuid ORDER BY id FOR UPDATE',
            [organizationId],
          );
          return work(targetOf(client, organizationId));
        });
      } catch (error) {
        const { code } = error instanceof pg.DatabaseError ? error : { code: undefined };
        // unique_violation, deadlock_detected
        if (code === '23505' || code === '40P01') throw collided(error);
        throw error;
      }
    },
  };
}
