/**
 * Everything that it takes to look for somebody on behalf of $2, in one statement. Their yeses are theirs to read alone, so
 * which kinds of reason worked is counted from their own suggestions.
 */
export const askerSql = `
  SELECT s.user_id AS "userId", s.organization_id AS "organizationId", s.opted_in AS "optedIn", s.shares, s.availability,
         s.paused_until AS "pausedUntil", s.company, s.utc_offset_minutes AS "utcOffsetMinutes",
         (SELECT coalesce(json_agg(json_build_object('kind', kind, 'term', term, 'shown', shown, 'weight', weight)), '[]')
            FROM connection_terms WHERE user_id = $2) AS terms,
         (SELECT coalesce(json_agg(json_build_object('type', reason_type, 'rate', rate)), '[]')
            FROM (SELECT reason_type, (count(*) FILTER (WHERE status = 'connected') + 1.0) / (count(*) + 2.0) AS rate
                    FROM connection_suggestions
                   WHERE requestor_id = $2 AND asked_at IS NOT NULL AND status IN ('connected', 'declined', 'expired')
                   GROUP BY reason_type) AS own) AS rates,
         (SELECT array_remove(ARRAY[team_leader_id, manager_id], NULL) FROM users WHERE id = $2) AS "leaderIds",
         EXISTS (SELECT 1 FROM connection_requests WHERE turn_id = $3) AS "hasAsked"
    FROM connection_settings s WHERE s.user_id = $2 AND s.organization_id = $1`;

/**
 * Candidates and their scores.
 *
 * - A rare thing counts more than a common one: 1 / ln(e + people who have it). What is not essential is looked up of the
 *   candidates alone, and counts as the rest on average.
 * - fit: the share of what was asked for that a person covers, so that whoever covers all of it comes before all others;
 *   less than a quarter is no help.
 * - What follows only orders those who fit about as well: common working hours, how often they said yes (smoothed), who was
 *   asked within a fortnight, and a little less for the asker's own leaders.
 *
 * Row policies: terms come by the primary key, everything about the asker by their own rows. Lists are joined (unnest), for
 * array operators would not use an index. Sums are float8: numeric would take longer than all the rest.
 */
export const matchSql = `
  WITH needs AS MATERIALIZED (
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
            WHERE requestor_id = $2 AND (created_at > $10 OR status = 'declined')
     UNION SELECT requestor_id FROM connection_suggestions
            WHERE suggested_id = $2 AND asked_at IS NOT NULL AND (created_at > $10 OR status = 'declined')
  ), candidates AS MATERIALIZED (
    SELECT s.user_id, s.suggested_count,
           (scored.fit + coalesce((
             SELECT sum(n.factor * t.weight * p.weight)
               FROM needs n JOIN parts p USING (part)
               JOIN connection_terms t
                 ON t.organization_id = $1 AND t.kind = n.kind AND t.term = n.term AND t.user_id = s.user_id
              WHERE NOT n.essential
           ), 0)) / (SELECT sum(weight) FROM parts) AS fit,
           0.1::float8 * greatest(0, 1 - least(abs(s.utc_offset_minutes - $12), 1440 - abs(s.utc_offset_minutes - $12)) / 480::float8)
           + 0.1::float8 * (s.connected_count + 1) / (s.connected_count + s.declined_count + s.expired_count + 2)
           + 0.1::float8 * CASE WHEN s.last_asked_at IS NULL THEN 1
                                ELSE least(1, date_part('epoch', $9::timestamptz - s.last_asked_at) / 1209600) END
           - CASE WHEN s.user_id = $13 OR s.user_id = $14 THEN 0.05::float8 ELSE 0 END AS beside
      FROM scored JOIN connection_settings s ON s.user_id = scored.user_id
     WHERE s.organization_id = $1 AND s.user_id <> $2
       AND s.opted_in AND s.availability = 'available' AND (s.paused_until IS NULL OR s.paused_until <= $9)
       AND s.company = $11 AND NOT EXISTS (SELECT 1 FROM barred b WHERE b.id = s.user_id)
  ), ranked AS MATERIALIZED (
    SELECT user_id, fit + beside AS score, suggested_count FROM candidates WHERE fit >= 0.25
     ORDER BY score DESC, suggested_count, user_id
  ), best AS (
    -- Who still works here is asked of the best only, one after the other.
    SELECT r.user_id, r.score, r.suggested_count, u.name
      FROM ranked r CROSS JOIN LATERAL (
        SELECT name FROM users WHERE id = r.user_id AND status = 'ACTIVE' AND deleted_at IS NULL OFFSET 0
      ) u
     ORDER BY r.score DESC, r.suggested_count, r.user_id
     LIMIT $15
  )
  SELECT b.user_id AS "userId", b.name,
         (SELECT json_agg(json_build_object('kind', t.kind, 'term', t.term, 'shown', t.shown, 'weight', t.weight)
                          ORDER BY t.weight DESC, t.shown)
            FROM needs n JOIN connection_terms t
              ON t.organization_id = $1 AND t.kind = n.kind AND t.term = n.term AND t.user_id = b.user_id
           WHERE t.weight >= n.least) AS matched
    FROM best b ORDER BY b.score DESC, b.suggested_count, b.user_id`;
