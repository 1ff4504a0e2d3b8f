import type pg from 'pg';
import type { KnowledgeUnit } from '../../coaching/knowledge/backup-ports.ts';
import { oneOf } from '../one-of.ts';

/** Documents whose digests are computed in one statement. */
const documentsAtOnce = 200;

const sha = (bytes: string): string => `encode(sha256(${bytes}), 'hex')`;
const shaOfText = (text: string): string => sha(`convert_to(${text}, 'UTF8')`);
/** One text of several values; the separator stands in none of them by accident, and lengths could not either. */
const joined = (...values: string[]): string => `concat_ws(chr(31), ${values.join(', ')})`;

/**
 * Everything that is exported of a version, as digests: its row, its chunks with their postings, its vectors by model.
 * Whatever was changed, lost or moved to another namespace by hand shows. No id and no instant goes in, so that the same
 * knowledge in another database has the same digests. $1 organisation, $2 ids.
 */
const documentUnits = `
  WITH wanted AS MATERIALIZED (
    SELECT d.*, n.document_type, n.access FROM documents d
    JOIN knowledge_namespaces n ON n.id = d.namespace_id
    WHERE d.organization_id = $1::uuid AND d.id = ANY ($2::uuid[])
  ), postings AS (
    SELECT p.chunk_id, string_agg(${joined('p.term', 'p.term_frequency')}, chr(30) ORDER BY p.term COLLATE "C") AS terms
    FROM wanted d
    JOIN chunks c ON c.source_table = 'documents' AND c.source_id = d.id
    JOIN chunk_postings p ON p.chunk_id = c.id AND p.namespace_id = d.namespace_id
    GROUP BY p.chunk_id
  ), pieces AS (
    SELECT c.source_id, string_agg(${shaOfText(
      joined(
        'c.chunk_index',
        'c.start_offset',
        'c.end_offset',
        'c.term_count',
        'c.content_hash',
        'c.namespace_id = d.namespace_id',
        'c.heading_path::text',
        'c.text',
        "coalesce(p.terms, '')",
      ),
    )}, '' ORDER BY c.chunk_index) AS digests
    FROM wanted d
    JOIN chunks c ON c.source_table = 'documents' AND c.source_id = d.id
    LEFT JOIN postings p ON p.chunk_id = c.id
    GROUP BY c.source_id
  ), vectors AS (
    SELECT source_id, jsonb_object_agg(model, digest) AS by_model FROM (
      SELECT c.source_id, e.model, ${shaOfText(
        `string_agg(${joined('c.chunk_index', 'e.content_hash', sha('array_send(e.embedding)'))}, chr(30) ORDER BY c.chunk_index)`,
      )} AS digest
      FROM wanted d
      JOIN chunks c ON c.source_table = 'documents' AND c.source_id = d.id
      JOIN chunk_embeddings e ON e.chunk_id = c.id
      GROUP BY c.source_id, e.model
    ) models GROUP BY source_id
  )
  SELECT d.id, d.name, d.version, ${shaOfText(
    joined(
      'd.name',
      'd.title',
      'd.version',
      'd.mime_type',
      'd.content_hash',
      'd.document_type',
      'd.access',
      'd.retired_at IS NULL',
      "coalesce(d.file_size::text, '')",
      "coalesce(d.source_folder, '')",
      shaOfText('d.text'),
      "coalesce(p.digests, '')",
    ),
  )} AS fingerprint, coalesce(v.by_model, '{}') AS vectors,
    CASE WHEN d.status = 'failed' THEN 'failed' WHEN d.status <> 'completed' THEN 'loading'
         WHEN d.retired_at IS NULL THEN 'current' ELSE 'retired' END AS state
  FROM wanted d
  LEFT JOIN pieces p ON p.source_id = d.id
  LEFT JOIN vectors v ON v.source_id = d.id
  ORDER BY d.name COLLATE "C", d.version`;

const entryFields = (row: string): string[] =>
  ['category', 'content_type', 'title', 'content', 'tags::text', 'access', 'version'].map(
    (field) => `${row}.${field}`,
  );

const entryUnits = `
  SELECT e.id, e.title AS name, e.version, '{}'::jsonb AS vectors,
    CASE WHEN e.retired_at IS NULL THEN 'current' ELSE 'retired' END AS state,
    ${shaOfText(
      joined(
        ...entryFields('e'),
        'e.retired_at IS NULL',
        `(SELECT string_agg(${joined(...entryFields('v'))}, chr(30) ORDER BY v.version)
            FROM knowledge_entry_versions v WHERE v.entry_id = e.id)`,
      ),
    )} AS fingerprint
  FROM knowledge_entries e WHERE e.organization_id = $1::uuid ORDER BY e.id`;

interface UnitRow {
  id: string;
  name: string;
  version: number;
  state: string;
  fingerprint: string;
  vectors: Record<string, string>;
}

const states = ['current', 'retired', 'loading', 'failed'] as const;
const toUnit =
  (kind: KnowledgeUnit['kind']) =>
  (row: UnitRow): KnowledgeUnit => ({ ...row, kind, state: oneOf(states, row.state) });

/** Everything that an organisation knows, with digests; documents by name and version, then entries. */
export async function readUnits(client: pg.ClientBase, organizationId: string): Promise<KnowledgeUnit[]> {
  const { rows: ids } = await client.query<{ id: string }>(
    'SELECT id FROM documents WHERE organization_id = $1::uuid ORDER BY name COLLATE "C", version',
    [organizationId],
  );
  const units: KnowledgeUnit[] = [];
  for (let start = 0; start < ids.length; start += documentsAtOnce) {
    const page = ids.slice(start, start + documentsAtOnce).map(({ id }) => id);
    const { rows } = await client.query<UnitRow>(documentUnits, [organizationId, page]);
    units.push(...rows.map(toUnit('document')));
  }
  const entries = await client.query<UnitRow>(entryUnits, [organizationId]);
  return [...units, ...entries.rows.map(toUnit('entry'))];
}
