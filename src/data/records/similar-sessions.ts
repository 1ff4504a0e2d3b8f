import type { RecordStore } from '../../coaching/records/ports.ts';
import type { ScopedPool } from '../scoped-pool.ts';

/** Terms of a session that are looked for in others, and those shown as what they share. */
const tellingTerms = 40;
const sharedShown = 8;

/**
 * $1 organisation, $2 facilitators, $3 the session, $4 limit, $5 terms that say nothing about the topic. A term counts by its rarity among the summaries that may be
 * seen; one that most of them have counts nothing.
 */
const similar = `
  WITH seen AS MATERIALIZED (
    SELECT s.id, s.title, s.session_date FROM coaching_sessions s
    WHERE s.organization_id = $1::uuid AND s.facilitator_id = ANY ($2::uuid[])
  ), words AS MATERIALIZED (
    SELECT s.id AS session_id, p.term, sum(p.term_frequency)::float8 AS tf
    FROM seen s
    JOIN summaries m ON m.session_id = s.id
    JOIN record_index i ON i.organization_id = $1::uuid AND i.source_table = 'summaries' AND i.source_id = m.id
      AND i.indexed_version = m.version
    JOIN chunks c ON c.organization_id = $1::uuid AND c.source_table = 'summaries' AND c.source_id = m.id
    JOIN chunk_postings p ON p.chunk_id = c.id
    GROUP BY s.id, p.term
  ), counts AS MATERIALIZED (
    SELECT count(DISTINCT session_id)::float8 AS sessions FROM words
  ), rarity AS MATERIALIZED (
    SELECT term, count(*)::float8 AS df FROM words GROUP BY term
  ), own AS MATERIALIZED (
    SELECT w.term, w.tf, ln((n.sessions + 1) / r.df) AS idf
    FROM words w CROSS JOIN counts n JOIN rarity r USING (term)
    WHERE w.session_id = $3::uuid AND r.df > 1 AND w.term <> ALL ($5::text[])
    ORDER BY w.tf / (w.tf + 1) * ln((n.sessions + 1) / r.df) DESC, w.term
    LIMIT ${tellingTerms}
  ), shared AS (
    SELECT w.session_id, o.term, o.idf * (w.tf / (w.tf + 1)) * (o.tf / (o.tf + 1)) AS weight
    FROM own o JOIN words w ON w.term = o.term AND w.session_id <> $3::uuid
    WHERE o.idf > 0
  )
  SELECT s.id AS session_id, s.title, to_char(s.session_date, 'YYYY-MM-DD') AS day, sum(h.weight) AS score,
         (array_agg(h.term ORDER BY h.weight DESC, h.term))[1:${sharedShown}] AS terms,
         ARRAY(SELECT p.name FROM session_participants p WHERE p.session_id = s.id AND NOT p.is_facilitator
               ORDER BY p.position) AS participants
  FROM shared h JOIN seen s ON s.id = h.session_id
  GROUP BY s.id, s.title, s.session_date
  ORDER BY score DESC, s.session_date DESC, s.id
  LIMIT $4`;

interface SimilarRow {
  session_id: string;
  title: string;
  day: string;
  score: number;
  terms: string[];
  participants: string[];
}

/** Sessions that talk about the same, by the words of their summaries. */
export const createSimilarSessions =
  (pool: ScopedPool): RecordStore['similar'] =>
  async ({ organizationId, facilitators }, sessionId, { limit, without }) => {
    const { rows } = await pool.runInScope<SimilarRow>(
      { organizationId },
      {
        name: 'similar-sessions',
        text: similar,
        values: [organizationId, [...facilitators], sessionId, limit, [...without]],
      },
    );
    return rows.map(({ session_id, title, day, score, terms, participants }) => ({
      sessionId: session_id,
      title,
      date: day,
      score,
      sharedTerms: terms,
      participants,
    }));
  };
