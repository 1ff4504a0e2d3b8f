import { entitledSql } from './entitled-sql.ts';

/**
 * Chunks of entitled records in the version that is in force, narrowed to parts of summaries and types of notes.
 * $15 sections, $16 note types, $17 whether notes must ask for a follow-up, $18 due before this day.
 */
const fits = `
  (e.source_table <> 'summaries' OR (($15::text[] IS NULL OR c.heading_path[1] = ANY ($15::text[]))
     AND ($18::text IS NULL OR (c.heading_path[3] < $18::text AND c.heading_path[3] NOT IN ('', 'unassigned')))))
  AND (e.source_table <> 'quick_notes' OR (($16::text[] IS NULL OR e.note_type = ANY ($16::text[]))
     AND (NOT $17::boolean OR e.follow_up) AND $18::text IS NULL))`;

const columns = `c.id, e.source_table, e.source_id, e.version, e.session_id, e.title, to_char(e.day, 'YYYY-MM-DD') AS day,
         e.person_id, e.person, e.author_id, e.author, c.text, c.heading_path, c.start_offset`;

/** How much there is, and how much of it is not indexed as it stands. */
const looked = `
  looked AS MATERIALIZED (
    SELECT count(*)::int AS records, count(DISTINCT session_id)::int AS sessions,
           (count(*) FILTER (WHERE source_table = 'quick_notes'))::int AS notes,
           (SELECT count(*)::int FROM record_index i JOIN entitled b USING (source_table, source_id)
             WHERE i.organization_id = $1::uuid AND i.wanted_version <> i.indexed_version) AS behind
    FROM entitled
  )`;

/**
 * What is read more than once is MATERIALIZED: PostgreSQL expects few rows of a search, and would work such a part out anew
 * for each of them.
 *
 * BM25 (k1 1.2, b 0.75) in which everything that a score is made of comes from entitled records alone: how many there are,
 * how many have a term, how long they are. $19 limit, $20 terms.
 */
export const recordsByWords = `
  WITH ${entitledSql}, ${looked}, posted AS MATERIALIZED (
    SELECT p.term, p.term_frequency::float8 AS tf, c.id, c.source_table, c.source_id, c.heading_path,
           c.term_count::float8 AS length
    FROM knowledge_namespaces n
    JOIN chunk_postings p ON p.organization_id = n.organization_id AND p.namespace_id = n.id
    JOIN chunks c ON c.id = p.chunk_id
    WHERE n.organization_id = $1::uuid AND n.access = 'record' AND p.term = ANY ($20::text[])
  ), hits AS MATERIALIZED (
    SELECT c.term, c.tf, c.id, c.length, e.*, (${fits}) AS fits
    FROM posted c
    JOIN entitled e ON e.source_table = c.source_table AND e.source_id = c.source_id
    JOIN record_index i ON i.organization_id = $1::uuid AND i.source_table = c.source_table AND i.source_id = c.source_id
      AND i.indexed_version = e.version
  ), rarity AS MATERIALIZED (
    SELECT term, count(DISTINCT source_id)::float8 AS df FROM hits GROUP BY term
  ), mean AS MATERIALIZED (
    SELECT greatest(avg(length), 1) AS length FROM (SELECT DISTINCT id, length FROM hits) AS found
  ), scored AS (
    SELECT h.id, h.source_table, h.source_id, h.version, h.session_id, h.title, h.day, h.person_id, h.person, h.author_id,
           h.author, array_agg(h.term) AS terms,
           sum(ln(1 + (greatest(l.records, r.df) - r.df + 0.5) / (r.df + 0.5))
               * h.tf * 2.2 / (h.tf + 1.2 * (0.25 + 0.75 * h.length / m.length))) AS score
    FROM hits h JOIN rarity r USING (term) CROSS JOIN looked l CROSS JOIN mean m
    WHERE h.fits
    GROUP BY h.id, h.source_table, h.source_id, h.version, h.session_id, h.title, h.day, h.person_id, h.person, h.author_id,
             h.author
    ORDER BY score DESC, h.day DESC, h.id
    LIMIT $19
  )
  SELECT l.*, (SELECT jsonb_object_agg(term, df) FROM rarity) AS frequencies, found.*
  FROM looked l
  LEFT JOIN (
    SELECT ${columns}, e.terms, e.score FROM scored e JOIN chunks c ON c.id = e.id
  ) AS found ON true
  ORDER BY found.score DESC NULLS LAST, found.day DESC, found.id`;

/** The newest; of a session its title. $19 limit. */
export const recordsByTime = `
  WITH ${entitledSql}, ${looked}
  SELECT l.*, NULL::jsonb AS frequencies, found.*
  FROM looked l
  LEFT JOIN (
    SELECT ${columns}, '{}'::text[] AS terms, 0::float8 AS score, c.chunk_index
    FROM entitled e
    JOIN record_index i ON i.organization_id = $1::uuid AND i.source_table = e.source_table AND i.source_id = e.source_id
      AND i.indexed_version = e.version
    JOIN chunks c ON c.organization_id = $1::uuid AND c.source_table = e.source_table AND c.source_id = e.source_id
      AND (e.source_table <> 'coaching_sessions' OR c.chunk_index = 0)
    WHERE ${fits}
    ORDER BY e.day DESC, e.source_id, c.chunk_index
    LIMIT $19
  ) AS found ON true
  ORDER BY found.day DESC, found.source_id, found.chunk_index`;

/** Terms of records, of all of the organisation; $2 letters, $3 what comes after each. */
export const recordTerms = `
  SELECT DISTINCT p.term
  FROM knowledge_namespaces n
  CROSS JOIN unnest($2::text[], $3::text[]) AS l (letter, beyond)
  JOIN chunk_postings p ON p.organization_id = n.organization_id AND p.namespace_id = n.id
    AND p.term >= l.letter AND (l.beyond IS NULL OR p.term < l.beyond)
  WHERE n.organization_id = $1::uuid AND n.access = 'record'`;
