import pg from 'pg';

/**
 * What one would write by hand for these tables, in one statement: the asker's company, hours and leaders, the best three with
 * what they share, and, because ours keeps them, the request and suggestions kept. No tenant's scope, no row policies, no verbs, no foreign keys; the
 * words are read before the clock starts.
 */
const found = `
  WITH me AS MATERIALIZED (
    SELECT s.company, s.utc_offset_minutes AS here, u.team_leader_id, u.manager_id
      FROM connection_settings s JOIN users u ON u.id = s.user_id WHERE s.user_id = $2 AND s.opted_in
  ), needs AS MATERIALIZED (
    SELECT * FROM unnest($3::text[], $4::text[], $5::int[], $6::float8[], $7::float8[], $8::bool[])
      AS n (kind, term, part, factor, least, essential)
  ), hits AS MATERIALIZED (
    SELECT t.user_id, n.part, n.factor * t.weight AS fit
      FROM needs n JOIN connection_terms t ON t.organization_id = $1 AND t.kind = n.kind AND t.term = n.term
     WHERE n.essential AND t.weight >= n.least
  ), rarity AS MATERIALIZED (
    SELECT part, 1 / ln(2.718281828::float8 + count(*)) AS weight FROM hits GROUP BY part
  ), parts AS MATERIALIZED (
    SELECT DISTINCT n.part, coalesce(r.weight, (SELECT avg(weight) FROM rarity)) AS weight
      FROM needs n LEFT JOIN rarity r USING (part) WHERE r.part IS NOT NULL OR NOT n.essential
  ), scored AS MATERIALIZED (
    SELECT h.user_id, sum(h.fit * p.weight) AS fit FROM hits h JOIN parts p USING (part) GROUP BY h.user_id
  ), barred AS MATERIALIZED (
    SELECT other_id AS id FROM connection_exclusions WHERE user_id = $2
     UNION SELECT user_id FROM connection_exclusions WHERE other_id = $2
     UNION SELECT suggested_id FROM connection_suggestions
            WHERE requestor_id = $2 AND (created_at > now() - interval '90 days' OR status = 'declined')
     UNION SELECT requestor_id FROM connection_suggestions
            WHERE suggested_id = $2 AND asked_at IS NOT NULL AND (created_at > now() - interval '90 days' OR status = 'declined')
  ), candidates AS MATERIALIZED (
    SELECT s.user_id, s.suggested_count,
           (scored.fit + coalesce((
             SELECT sum(n.factor * t.weight * p.weight)
               FROM needs n JOIN parts p USING (part)
               JOIN connection_terms t
                 ON t.organization_id = $1 AND t.kind = n.kind AND t.term = n.term AND t.user_id = s.user_id
              WHERE NOT n.essential
           ), 0)) / (SELECT sum(weight) FROM parts) AS fit,
           0.1::float8 * greatest(0, 1 - least(abs(s.utc_offset_minutes - me.here), 1440 - abs(s.utc_offset_minutes - me.here)) / 480::float8)
           + 0.1::float8 * (s.connected_count + 1) / (s.connected_count + s.declined_count + s.expired_count + 2)
           + 0.1::float8 * CASE WHEN s.last_asked_at IS NULL THEN 1
                                ELSE least(1, date_part('epoch', now() - s.last_asked_at) / 1209600) END
           - CASE WHEN s.user_id IN (me.team_leader_id, me.manager_id) THEN 0.05::float8 ELSE 0 END AS beside
      FROM me CROSS JOIN scored JOIN connection_settings s ON s.user_id = scored.user_id
     WHERE s.user_id <> $2
       AND s.opted_in AND s.availability = 'available' AND (s.paused_until IS NULL OR s.paused_until <= now())
       AND s.company = me.company AND NOT EXISTS (SELECT 1 FROM barred b WHERE b.id = s.user_id)
  ), ranked AS MATERIALIZED (
    SELECT user_id, fit + beside AS score, suggested_count FROM candidates WHERE fit >= 0.25
     ORDER BY score DESC, suggested_count, user_id
  ), best AS (
    SELECT r.user_id, r.score, r.suggested_count, u.name
      FROM ranked r CROSS JOIN LATERAL (
        SELECT name FROM users WHERE id = r.user_id AND status = 'ACTIVE' AND deleted_at IS NULL OFFSET 0
      ) u
     ORDER BY r.score DESC, r.suggested_count, r.user_id
     LIMIT 3
  ), found AS MATERIALIZED (
    SELECT b.user_id, b.name, b.score, b.suggested_count,
           (SELECT json_agg(json_build_object('kind', t.kind, 'shown', t.shown) ORDER BY t.weight DESC, t.shown)
              FROM needs n JOIN connection_terms t
                ON t.organization_id = $1 AND t.kind = n.kind AND t.term = n.term AND t.user_id = b.user_id
             WHERE t.weight >= n.least) AS matched
      FROM best b
  )`;
const kept = `, request AS (
    INSERT INTO by_hand_requests (organization_id, requestor_id, words, turn_id)
    VALUES ($1, $2, $9, gen_random_uuid()) RETURNING id
  ), made AS (
    INSERT INTO by_hand_suggestions (organization_id, request_id, requestor_id, suggested_id, reason_type, reason, expires_at)
    SELECT $1, request.id, $2, found.user_id, 'expertise_match', found.matched::jsonb, now() + interval '30 days'
      FROM request, found
  )`;
const best = ' SELECT user_id, name, matched FROM found ORDER BY score DESC, suggested_count, user_id';

/** Tables of its own to keep them in, so that what one side keeps bars nobody from the other. */
const tables = `
  CREATE TABLE by_hand_requests (LIKE connection_requests INCLUDING ALL);
  CREATE TABLE by_hand_suggestions (LIKE connection_suggestions INCLUDING ALL)`;

/** One connection, as the superuser, whom no row policy binds; the statement is planned once. */
export async function openRawMatch(url: string) {
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  await pool.query(tables);
  const ask = async (name: string, text: string, values: readonly unknown[]): Promise<string[]> => {
    const { rows } = await pool.query<{ user_id: string }>({ name, text, values: [...values] });
    return rows.map((row) => row.user_id);
  };
  return {
    /** Finds and keeps. @returns ids of the best three */
    suggest: (needs: readonly unknown[], words: string) =>
      ask('raw-match', found + kept + best, [...needs, words]),
    /** Finds and keeps nothing. */
    find: (needs: readonly unknown[]) => ask('raw-find', found + best, needs),
    close: () => pool.end(),
  };
}
