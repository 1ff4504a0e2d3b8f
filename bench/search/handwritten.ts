import { ChromaClient, type Collection } from 'chromadb';
import pg from 'pg';
import { toTerms } from '../../src/knowledge/terms.ts';

/** BM25 as one would write it by hand for these tables: no tenant's scope, no row policies, the namespaces known. */
const sql = `
  WITH hits AS MATERIALIZED (
    SELECT term, chunk_id, term_frequency::float8 AS tf FROM chunk_postings
    WHERE organization_id = $1 AND namespace_id = ANY ($2) AND term = ANY ($3)
  ), rarity AS (
    SELECT term, count(*)::float8 AS df FROM hits GROUP BY term
  ), weighed AS MATERIALIZED (
    SELECT chunk_id, tf, ln(1 + ($4 - df + 0.5) / (df + 0.5)) * tf * 2.2 AS weight FROM hits JOIN rarity USING (term)
  ), likely AS (
    SELECT chunk_id FROM weighed GROUP BY chunk_id ORDER BY sum(weight / (tf + 1.2)) DESC LIMIT 384
  ), best AS (
    SELECT w.chunk_id, sum(w.weight / (w.tf + 1.2 * (0.25 + 0.75 * c.term_count / $5::float8))) AS score
    FROM likely JOIN weighed w USING (chunk_id) JOIN chunks c ON c.id = w.chunk_id
    GROUP BY w.chunk_id ORDER BY score DESC LIMIT 48
  )
  SELECT c.id, c.text, best.score FROM best JOIN chunks c ON c.id = best.chunk_id ORDER BY best.score DESC`;

export interface RawSearch {
  /** Ids of the best chunks of a tenant by words and by vector. */
  search(organizationId: string, question: string, vector: number[]): Promise<number>;
  close(): Promise<void>;
}

interface RawTenant {
  namespaces: string[];
  chunks: number;
  meanLength: number;
  collections: Collection[];
}

/**
 * The fastest equivalent written by hand: the BM25 statement and the raw query of each of the tenant's collections that an
 * agent may read, all at once. Everything it needs to know about a tenant is at hand before the clock starts.
 */
export async function openRawSearch(
  superuserUrl: string,
  chromaUrl: string,
  organizationIds: readonly string[],
  readable: (type: string, access: string) => boolean,
): Promise<RawSearch> {
  const pool = new pg.Pool({ connectionString: superuserUrl, max: 4 });
  const { hostname, port } = new URL(chromaUrl);
  const client = new ChromaClient({ host: hostname, port: Number(port), ssl: false });
  const all = await client.listCollections({ limit: 1_000 });
  const known = new Map<string, RawTenant>();
  for (const organizationId of organizationIds) {
    const { rows } = await pool.query<{
      id: string;
      document_type: string;
      access: string;
      chunk_count: number;
      term_count: string;
    }>('SELECT * FROM knowledge_namespaces WHERE organization_id = $1', [organizationId]);
    const mine = rows.filter((row) => readable(row.document_type, row.access));
    const chunks = mine.reduce((sum, row) => sum + row.chunk_count, 0);
    const terms = mine.reduce((sum, row) => sum + Number(row.term_count), 0);
    const prefix = `tc-${organizationId.replaceAll('-', '')}-`;
    const names = new Set(mine.map((row) => `${row.document_type}-${row.access}`));
    known.set(organizationId, {
      namespaces: mine.map(({ id }) => id),
      chunks,
      meanLength: terms / chunks,
      collections: all.filter(
        ({ name }) =>
          name.startsWith(prefix) && names.has(name.slice(prefix.length).split('-').slice(0, 2).join('-')),
      ),
    });
  }
  return {
    async search(organizationId, question, vector) {
      const tenant = known.get(organizationId);
      if (!tenant) return 0;
      const terms = [...new Set(toTerms(question))];
      const [text, ...near] = await Promise.all([
        pool.query({
          name: 'raw',
          text: sql,
          values: [organizationId, tenant.namespaces, terms, tenant.chunks, tenant.meanLength],
        }),
        ...tenant.collections.map((collection) =>
          collection.query({ queryEmbeddings: [vector], nResults: 16, include: ['distances'] }),
        ),
      ]);
      return text.rows.length + near.reduce((sum, { ids }) => sum + (ids[0]?.length ?? 0), 0);
    },
    close: () => pool.end(),
  };
}
