import type {
  ExportedChunk,
  ExportedDocument,
  ExportedEmbedding,
  ExportedEntry,
  ExportedEntryVersion,
  ExportedModel,
  KnowledgeSource,
} from '../../coaching/knowledge/backup-ports.ts';
import type { ScopedPool } from '../scoped-pool.ts';
import { readUnits } from './backup-units.ts';

const documents = `
  SELECT d.id, d.name, d.title, n.document_type AS type, n.access, d.version, d.mime_type AS "mimeType", d.text,
         d.content_hash AS "contentHash", d.file_size::int AS "fileSize", d.source_folder AS "sourceFolder",
         d.created_by AS "createdBy", d.created_at AS "createdAt", d.retired_at AS "retiredAt"
  FROM documents d JOIN knowledge_namespaces n ON n.id = d.namespace_id
  WHERE d.organization_id = $1::uuid AND d.id = ANY ($2::uuid[]) ORDER BY d.name COLLATE "C", d.version`;

/** $2 document, $3 first index, $4 limit. */
const chunks = `
  SELECT c.id, c.source_id AS "documentId", c.chunk_index AS index, c.text, c.heading_path AS "headingPath",
         c.start_offset AS start, c.end_offset AS end, c.content_hash AS "contentHash", c.term_count AS "termCount",
         coalesce(p.terms, '{}') AS terms, coalesce(p.frequencies, '{}') AS "termFrequencies"
  FROM chunks c
  LEFT JOIN LATERAL (
    SELECT array_agg(term ORDER BY term COLLATE "C") AS terms,
           array_agg(term_frequency::int ORDER BY term COLLATE "C") AS frequencies
    FROM chunk_postings p WHERE p.chunk_id = c.id AND p.namespace_id = c.namespace_id
  ) p ON true
  WHERE c.organization_id = $1::uuid AND c.source_table = 'documents' AND c.source_id = $2::uuid AND c.chunk_index >= $3
  ORDER BY c.chunk_index LIMIT $4`;

/** $2 document, $3 and $4 the range of indexes. */
const embeddings = `
  SELECT c.source_id AS "documentId", c.chunk_index AS "chunkIndex", e.model, e.content_hash AS "contentHash", e.embedding
  FROM chunks c JOIN chunk_embeddings e ON e.chunk_id = c.id
  WHERE c.organization_id = $1::uuid AND c.source_table = 'documents' AND c.source_id = $2::uuid
    AND c.chunk_index >= $3 AND c.chunk_index < $4
  ORDER BY c.chunk_index, e.model`;

const versionFields = `category, content_type AS "contentType", title, content, tags, access, version,
  edited_by AS "editedBy", created_at AS "createdAt"`;

/** Reads for exports: as the app, inside the organisation's scope, on one snapshot. */
export function createKnowledgeSource(pool: ScopedPool): KnowledgeSource {
  return {
    read: (organizationId, work) =>
      pool.withScope(
        { organizationId },
        async (client) => {
          const now = await client.query<{ now: Date }>('SELECT now()');
          return work({
            takenAt: now.rows[0]?.now ?? new Date(),
            units: () => readUnits(client, organizationId),
            async models() {
              const sql =
                'SELECT model, state FROM knowledge_models WHERE organization_id = $1::uuid ORDER BY model';
              return (await client.query<ExportedModel>(sql, [organizationId])).rows;
            },
            async documents(ids) {
              return (await client.query<ExportedDocument>(documents, [organizationId, ids])).rows;
            },
            async chunks(documentId, fromIndex, limit) {
              const values = [organizationId, documentId, fromIndex, limit];
              return (await client.query<ExportedChunk>(chunks, values)).rows;
            },
            async embeddings(documentId, fromIndex, toIndex) {
              const values = [organizationId, documentId, fromIndex, toIndex];
              return (await client.query<ExportedEmbedding>(embeddings, values)).rows;
            },
            async entries(ids) {
              const entries = await client.query<ExportedEntry>(
                `SELECT id, ${versionFields}, retired_at AS "retiredAt" FROM knowledge_entries
                  WHERE organization_id = $1::uuid AND id = ANY ($2::uuid[]) ORDER BY id`,
                [organizationId, ids],
              );
              const versions = await client.query<ExportedEntryVersion>(
                `SELECT entry_id AS "entryId", ${versionFields}, turn_id AS "turnId" FROM knowledge_entry_versions
                  WHERE organization_id = $1::uuid AND entry_id = ANY ($2::uuid[]) ORDER BY entry_id, version`,
                [organizationId, ids],
              );
              return { entries: entries.rows, versions: versions.rows };
            },
          });
        },
        { snapshot: true },
      ),
  };
}
