import type pg from 'pg';
import type { DocumentScope } from '../../coaching/knowledge/can-read.ts';
import type { ChunkCandidate, ChunkStore } from '../../coaching/knowledge/chunk-store.ts';
import { documentAccesses, documentTypes } from '../../coaching/knowledge/document.ts';
import { oneOf } from '../one-of.ts';
import type { ScopedPool } from '../scoped-pool.ts';
import { toPairs } from './namespaces.ts';

interface CandidateRow {
  id: string;
  document_id: string;
  name: string;
  title: string;
  document_type: string;
  version: number;
  chunk_index: number;
  text: string;
  heading_path: string[];
  start_offset: number;
  end_offset: number;
  score: number;
}

interface MatchRow extends Partial<CandidateRow> {
  frequencies: Record<string, number> | null;
  populated: { type: string; access: string }[] | null;
  chunk_count: number;
  mean_length: number;
  revision: string;
  serving_model: string | null;
}

const toCandidate = (row: CandidateRow): ChunkCandidate => ({
  id: row.id,
  documentId: row.document_id,
  documentName: row.name,
  title: row.title,
  type: oneOf(documentTypes, row.document_type),
  version: row.version,
  index: row.chunk_index,
  text: row.text,
  headingPath: row.heading_path,
  start: row.start_offset,
  end: row.end_offset,
  score: row.score,
});

/**
 * Each namespace with its revision, so that one that appears or goes is a change too; and with its counters, which are kept
 * in the transaction that changes the chunks, whoever writes it.
 */
const revisionOf = (namespace: string): string =>
  `coalesce(string_agg(concat_ws(':', ${namespace}.id, ${namespace}.revision, ${namespace}.chunk_count, ${namespace}.term_count), ','
    ORDER BY ${namespace}.id), '')`;

/**
 * Looking up a chunk's length costs more than all the rest, and a common word has a hit in most chunks. So it is looked up
 * for those only that would be among so many times the wanted number if all were of mean length.
 */
const likelyFactor = 8;

/**
 * BM25 (k1 1.2, b 0.75, as src/knowledge/search/bm25.ts) in one statement: rarity, lengths and hits come from the same
 * rows that the asker may see. Only equality on uuid and text stands in the conditions, which row policies let an index
 * answer. One row comes back even when nothing is found, for the counts.
 * $1 organisation, $2 and $3 the scopes' types and accesses, $4 terms, $5 limit.
 */
const matches = `
  WITH scope AS MATERIALIZED (
    SELECT n.id, n.document_type, n.access, n.chunk_count, n.term_count, n.revision
    FROM knowledge_namespaces n
    JOIN unnest($2::text[], $3::text[]) AS s (document_type, access) USING (document_type, access)
    WHERE n.organization_id = $1::uuid
  ), stats AS (
    SELECT coalesce(sum(chunk_count), 0)::float8 AS chunk_count,
           coalesce(sum(term_count)::float8 / nullif(sum(chunk_count), 0), 1) AS mean_length,
           jsonb_agg(jsonb_build_object('type', document_type, 'access', access))
             FILTER (WHERE chunk_count > 0) AS populated,
           ${revisionOf('scope')} AS revision
    FROM scope
  ), hits AS MATERIALIZED (
    SELECT p.term, p.chunk_id, p.term_frequency::float8 AS tf
    FROM scope JOIN chunk_postings p ON p.namespace_id = scope.id
    WHERE p.organization_id = $1::uuid AND p.term = ANY ($4::text[])
  ), rarity AS (
    SELECT term, count(*)::float8 AS df FROM hits GROUP BY term
  ), weighed AS MATERIALIZED (
    SELECT h.chunk_id, h.tf,
           ln(1 + (greatest(s.chunk_count, r.df) - r.df + 0.5) / (r.df + 0.5)) * h.tf * 2.2 AS weight
    FROM hits h JOIN rarity r USING (term) CROSS JOIN stats s
  ), likely AS (
    SELECT chunk_id FROM weighed GROUP BY chunk_id ORDER BY sum(weight / (tf + 1.2)) DESC, chunk_id LIMIT $5 * ${likelyFactor}
  ), scored AS (
    SELECT w.chunk_id,
           sum(w.weight / (w.tf + 1.2 * (0.25 + 0.75 * c.term_count::float8 / greatest(s.mean_length, 1)))) AS score
    FROM likely
    JOIN weighed w USING (chunk_id)
    JOIN chunks c ON c.id = w.chunk_id
    CROSS JOIN stats s
    GROUP BY w.chunk_id
    ORDER BY score DESC, w.chunk_id
    LIMIT $5
  )
  SELECT s.chunk_count, s.mean_length, s.populated, s.revision,
         (SELECT model FROM knowledge_models WHERE organization_id = $1::uuid AND state = 'serving') AS serving_model,
         (SELECT jsonb_object_agg(term, df) FROM rarity) AS frequencies,
         c.id, d.id AS document_id, d.name, d.title, n.document_type, d.version, c.chunk_index, c.text, c.heading_path,
         c.start_offset, c.end_offset, scored.score
  FROM stats s
  LEFT JOIN scored ON true
  LEFT JOIN chunks c ON c.id = scored.chunk_id
  LEFT JOIN scope n ON n.id = c.namespace_id
  LEFT JOIN documents d ON d.id = c.source_id
  ORDER BY scored.score DESC NULLS LAST, c.id`;

const revisions = `
  SELECT ${revisionOf('n')} AS revision
  FROM knowledge_namespaces n
  JOIN unnest($2::text[], $3::text[]) AS s (document_type, access) USING (document_type, access)
  WHERE n.organization_id = $1::uuid`;

/** $4: ids of chunks. */
const chunksById = `
  SELECT c.id, d.id AS document_id, d.name, d.title, n.document_type, d.version, c.chunk_index, c.text, c.heading_path,
         c.start_offset, c.end_offset, 0::float8 AS score
  FROM chunks c
  JOIN knowledge_namespaces n ON n.id = c.namespace_id
  JOIN unnest($2::text[], $3::text[]) AS s (document_type, access) USING (document_type, access)
  JOIN documents d ON d.id = c.source_id
  WHERE c.organization_id = $1::uuid AND c.id = ANY ($4::uuid[])`;

/** $4 letters, $5 what comes after each. A range of text, not LIKE: row policies let it use the index. */
const termsByLetter = `
  SELECT p.term, count(*)::int AS df
  FROM knowledge_namespaces n
  JOIN unnest($2::text[], $3::text[]) AS s (document_type, access) USING (document_type, access)
  CROSS JOIN unnest($4::text[], $5::text[]) AS l (letter, beyond)
  JOIN chunk_postings p ON p.organization_id = n.organization_id AND p.namespace_id = n.id
    AND p.term >= l.letter AND (l.beyond IS NULL OR p.term < l.beyond)
  WHERE n.organization_id = $1::uuid AND n.chunk_count > 0
  GROUP BY p.term`;

/** The letter after it, where the alphabet has one in every collation; an upper bound for words that begin with it. */
const nextLetter = (letter: string): string | null =>
  /^[a-y]$/u.test(letter) ? String.fromCharCode(letter.charCodeAt(0) + 1) : null;

type SearchStatements = Pick<ChunkStore, 'revision' | 'searchText' | 'findChunks' | 'vocabulary'>;

/** What a question asks of PostgreSQL: every answer waits for it, so it goes without Prisma. */
export function createSearchStatements(pool: ScopedPool): SearchStatements {
  async function run<R extends pg.QueryResultRow>(
    [name, text]: readonly [name: string, text: string],
    organizationId: string,
    scopes: readonly DocumentScope[],
    values: readonly unknown[],
  ): Promise<R[]> {
    const { types, accesses } = toPairs(scopes);
    const statement = { name, text, values: [organizationId, types, accesses, ...values] };
    return (await pool.runInScope<R>({ organizationId }, statement)).rows;
  }

  return {
    async revision(organizationId, scopes) {
      const rows = await run<{ revision: string }>(
        ['knowledge-revision', revisions],
        organizationId,
        scopes,
        [],
      );
      return rows[0]?.revision ?? '';
    },
    async searchText(organizationId, scopes, terms, limit) {
      const rows = await run<MatchRow>(['chunks-by-words', matches], organizationId, scopes, [
        [...terms],
        limit,
      ]);
      const [first] = rows;
      return {
        candidates: rows
          .filter((row): row is MatchRow & CandidateRow => typeof row.id === 'string')
          .map(toCandidate),
        documentFrequencies: new Map(Object.entries(first?.frequencies ?? {})),
        chunkCount: first?.chunk_count ?? 0,
        meanLength: first?.mean_length ?? 1,
        revision: first?.revision ?? '',
        servingModel: first?.serving_model ?? undefined,
        populated: (first?.populated ?? []).map(({ type, access }) => ({
          type: oneOf(documentTypes, type),
          access: oneOf(documentAccesses, access),
        })),
      };
    },
    async findChunks(organizationId, scopes, chunkIds) {
      const rows = await run<CandidateRow>(['chunks-by-id', chunksById], organizationId, scopes, [
        [...chunkIds],
      ]);
      return rows.map(toCandidate);
    },
    async vocabulary(organizationId, scopes, firstLetters) {
      const rows = await run<{ term: string; df: number }>(
        ['terms-by-letter', termsByLetter],
        organizationId,
        scopes,
        [[...firstLetters], firstLetters.map(nextLetter)],
      );
      return rows.map(({ term, df }) => ({ term, documentFrequency: df }));
    },
  };
}
