import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { RecordChunk, RecordIndex, RecordSource } from '../../coaching/records/ports.ts';
import { recordKinds, type RecordKind } from '../../coaching/records/record.ts';
import { deterministicId } from '../../shared/ids.ts';
import type { Logger } from '../../shared/logger.ts';
import type { ScopedPool } from '../scoped-pool.ts';
import { tableOf } from './entitled-sql.ts';
import { loadNotes, loadSessions, loadSummaries, type LoadedRecord } from './record-sources.ts';

interface OpenRow {
  source_table: string;
  source_id: string;
  wanted_version: number;
}

interface PlacedChunk extends RecordChunk {
  id: string;
  kind: RecordKind;
  sourceId: string;
  namespaceId: string;
}

/** `term_frequency` is a smallint. */
const maxFrequency = 32_767;
/** Rows of one INSERT; a transcript of a few hours has some ten thousand postings. */
const postingsAtOnce = 20_000;

/** Rows that wait are shared out: what another worker has taken up is passed over. */
const openRecords = `
  SELECT source_table, source_id, wanted_version FROM record_index
  WHERE organization_id = $1::uuid AND wanted_version <> indexed_version
  ORDER BY updated_at, source_id LIMIT $2 FOR UPDATE SKIP LOCKED`;

const forget = `
  WITH gone AS (
    DELETE FROM chunks c USING unnest($2::text[], $3::uuid[]) AS s (source_table, source_id)
    WHERE c.organization_id = $1::uuid AND c.source_table = s.source_table AND c.source_id = s.source_id
    RETURNING c.namespace_id, c.term_count
  ), sums AS (
    SELECT namespace_id, count(*)::int AS chunks, sum(term_count)::bigint AS terms FROM gone GROUP BY namespace_id
  )
  UPDATE knowledge_namespaces n
  SET chunk_count = n.chunk_count - sums.chunks, term_count = n.term_count - sums.terms, updated_at = now()
  FROM sums WHERE n.id = sums.namespace_id`;

const ensureNamespaces = `
  INSERT INTO knowledge_namespaces (organization_id, document_type, access)
  SELECT $1::uuid, kind, 'record' FROM unnest($2::text[]) AS kind
  ON CONFLICT (organization_id, document_type, access) DO UPDATE SET updated_at = knowledge_namespaces.updated_at
  RETURNING id, document_type AS kind`;

const insertChunks = `
  INSERT INTO chunks (id, organization_id, namespace_id, source_table, source_id, embedding_type, chunk_index, text,
                      heading_path, start_offset, end_offset, content_hash, term_count)
  SELECT c.id, $1::uuid, c.namespace, c.source_table, c.source, 'record', c.index, c.text,
         ARRAY(SELECT jsonb_array_elements_text(c.marks::jsonb)), c.start, c.stop, c.hash, c.terms
  FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::uuid[], $6::int[], $7::text[], $8::text[], $9::int[], $10::int[],
              $11::text[], $12::int[])
    AS c (id, namespace, source_table, source, index, text, marks, start, stop, hash, terms)`;

const insertPostings = `
  INSERT INTO chunk_postings (organization_id, namespace_id, term, chunk_id, term_frequency)
  SELECT $1::uuid, p.namespace, p.term, p.chunk, p.count
  FROM unnest($2::uuid[], $3::text[], $4::uuid[], $5::smallint[]) AS p (namespace, term, chunk, count)`;

const countIn = `
  UPDATE knowledge_namespaces n
  SET chunk_count = n.chunk_count + s.chunks, term_count = n.term_count + s.terms, updated_at = now()
  FROM unnest($1::uuid[], $2::int[], $3::bigint[]) AS s (id, chunks, terms) WHERE n.id = s.id`;

const settle = `
  UPDATE record_index i SET indexed_version = s.version, updated_at = now()
  FROM unnest($2::text[], $3::uuid[], $4::int[]) AS s (source_table, source_id, version)
  WHERE i.organization_id = $1::uuid AND i.source_table = s.source_table AND i.source_id = s.source_id`;

const clearGone = `
  DELETE FROM record_index i USING unnest($2::text[], $3::uuid[]) AS s (source_table, source_id)
  WHERE i.organization_id = $1::uuid AND i.source_table = s.source_table AND i.source_id = s.source_id
    AND i.wanted_version = 0`;

const termCount = ({ terms }: RecordChunk): number =>
  [...terms.values()].reduce((sum, count) => sum + count, 0);
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

async function writeChunks(
  client: pg.PoolClient,
  organizationId: string,
  chunks: readonly PlacedChunk[],
): Promise<void> {
  await client.query(insertChunks, [
    organizationId,
    chunks.map(({ id }) => id),
    chunks.map(({ namespaceId }) => namespaceId),
    chunks.map(({ kind }) => tableOf[kind]),
    chunks.map(({ sourceId }) => sourceId),
    chunks.map(({ index }) => index),
    chunks.map(({ text }) => text),
    chunks.map(({ marks }) => JSON.stringify(marks)),
    chunks.map(({ start }) => start),
    chunks.map(({ end }) => end),
    chunks.map(({ text }) => sha256(text)),
    chunks.map(termCount),
  ]);
  const postings = chunks.flatMap(({ id, namespaceId, terms }) =>
    [...terms].map(([term, count]) => ({ id, namespaceId, term, count: Math.min(count, maxFrequency) })),
  );
  for (let from = 0; from < postings.length; from += postingsAtOnce) {
    const batch = postings.slice(from, from + postingsAtOnce);
    await client.query(insertPostings, [
      organizationId,
      batch.map(({ namespaceId }) => namespaceId),
      batch.map(({ term }) => term),
      batch.map(({ id }) => id),
      batch.map(({ count }) => count),
    ]);
  }
  const namespaces = [...new Set(chunks.map(({ namespaceId }) => namespaceId))];
  const inside = (id: string) => chunks.filter(({ namespaceId }) => namespaceId === id);
  await client.query(countIn, [
    namespaces,
    namespaces.map((id) => inside(id).length),
    namespaces.map((id) => inside(id).reduce((sum, chunk) => sum + termCount(chunk), 0)),
  ]);
}

/** The record index in PostgreSQL: chunks and postings beside those of documents, in namespaces of their own. */
export function createRecordIndex(pool: ScopedPool, deps: { logger: Logger }): RecordIndex {
  function place(
    organizationId: string,
    loaded: readonly LoadedRecord[],
    namespaces: ReadonlyMap<string, string>,
    toChunks: (source: RecordSource) => readonly RecordChunk[],
  ): PlacedChunk[] {
    const readable = loaded.flatMap(({ source }) => (source === 'unreadable' ? [] : [source]));
    const unreadable = loaded.length - readable.length;
    if (unreadable > 0)
      deps.logger.error('records cannot be read for search', { organizationId, unreadable });
    return readable.flatMap((source) =>
      toChunks(source).map((chunk) => ({
        ...chunk,
        id: deterministicId('record', source.id, String(chunk.index)),
        kind: source.kind,
        sourceId: source.id,
        namespaceId: namespaces.get(source.kind) ?? '',
      })),
    );
  }

  return {
    indexPending: (organizationId, limit, toChunks) =>
      pool.withScope({ organizationId }, async (client) => {
        const { rows: open } = await client.query<OpenRow>(openRecords, [organizationId, limit]);
        if (open.length === 0) return 0;
        const idsOf = (kind: RecordKind): string[] =>
          open.flatMap((row) =>
            row.source_table === tableOf[kind] && row.wanted_version > 0 ? [row.source_id] : [],
          );
        const loaded = [
          ...(await loadSummaries(client, idsOf('summary'))),
          ...(await loadNotes(client, idsOf('note'))),
          ...(await loadSessions(client, idsOf('session'))),
        ];
        const tables = open.map(({ source_table }) => source_table);
        const ids = open.map(({ source_id }) => source_id);
        // Their counters change below: locked here in one order, or two workers could wait for one another.
        const namespaces = await client.query<{ id: string; kind: string }>(ensureNamespaces, [
          organizationId,
          [...recordKinds].sort(),
        ]);
        const byKind = new Map(namespaces.rows.map(({ id, kind }) => [kind, id]));
        await client.query(forget, [organizationId, tables, ids]);
        const chunks = place(organizationId, loaded, byKind, toChunks);
        if (chunks.length > 0) await writeChunks(client, organizationId, chunks);
        await client.query(settle, [
          organizationId,
          tables,
          ids,
          open.map(({ wanted_version }) => wanted_version),
        ]);
        await client.query(clearGone, [organizationId, tables, ids]);
        return open.length;
      }),
  };
}
