import type { DocumentScope } from '../../coaching/knowledge/can-read.ts';
import type { KnowledgeOutline } from '../../coaching/knowledge/questions/outline.ts';
import type { ScopedPool } from '../scoped-pool.ts';
import { toPairs } from './namespaces.ts';

/** $1 organisation, $2 and $3 the scopes' types and accesses, $4 ids of documents. */
const sections = `
  SELECT d.id, d.title, c.heading_path, min(c.start_offset) AS start, max(c.end_offset) AS stop
  FROM knowledge_namespaces n
  JOIN unnest($2::text[], $3::text[]) AS s (document_type, access) USING (document_type, access)
  JOIN documents d ON d.namespace_id = n.id AND d.id = ANY ($4::uuid[])
  JOIN chunks c ON c.organization_id = d.organization_id AND c.source_table = 'documents' AND c.source_id = d.id
  WHERE n.organization_id = $1::uuid AND d.status = 'completed' AND d.retired_at IS NULL
  GROUP BY d.id, d.title, c.heading_path
  ORDER BY d.id, start`;

/** $4 limit. */
const documents = `
  SELECT d.id, d.title
  FROM knowledge_namespaces n
  JOIN unnest($2::text[], $3::text[]) AS s (document_type, access) USING (document_type, access)
  JOIN documents d ON d.namespace_id = n.id
  WHERE n.organization_id = $1::uuid AND n.chunk_count > 0 AND d.status = 'completed' AND d.retired_at IS NULL
  ORDER BY d.created_at DESC, d.id
  LIMIT $4`;

interface SectionRow {
  id: string;
  title: string;
  heading_path: string[];
  start: number;
  stop: number;
}

/** Headings as search would find them, of the same rows and inside the same scopes. */
export function createKnowledgeOutline(pool: ScopedPool): KnowledgeOutline {
  const valuesOf = (organizationId: string, scopes: readonly DocumentScope[], last: unknown): unknown[] => {
    const { types, accesses } = toPairs(scopes);
    return [organizationId, types, accesses, last];
  };
  return {
    async sections(organizationId, scopes, documentIds) {
      if (scopes.length === 0 || documentIds.length === 0) return [];
      const values = valuesOf(organizationId, scopes, [...documentIds]);
      const { rows } = await pool.runInScope<SectionRow>(
        { organizationId },
        { name: 'outline-sections', text: sections, values },
      );
      return rows.map((row) => ({
        documentId: row.id,
        title: row.title,
        headingPath: row.heading_path,
        start: row.start,
        end: row.stop,
      }));
    },
    async documents(organizationId, scopes, limit) {
      if (scopes.length === 0) return [];
      const { rows } = await pool.runInScope<{ id: string; title: string }>(
        { organizationId },
        { name: 'outline-documents', text: documents, values: valuesOf(organizationId, scopes, limit) },
      );
      return rows.map(({ id, title }) => ({ documentId: id, title }));
    },
  };
}
