import type {
  ListedSession,
  ListedSummary,
  SessionCatalog,
  SessionFilter,
} from '../../coaching/sessions/catalog-ports.ts';
import type { RecordEntitlement } from '../../coaching/records/entitlement.ts';
import { countedAtMost } from '../../coaching/sessions/catalog-ports.ts';
import { meetingStatuses, sessionTypes } from '../../coaching/sessions/session.ts';
import { oneOf } from '../one-of.ts';
import type { ScopedPool } from '../scoped-pool.ts';
import { isUuid } from './is-uuid.ts';
import { processingStates } from './session-rows.ts';

/**
 * Sessions that an audience may see and a filter means, with whose own summary it is where not the whole may be read.
 * `own_id` is null for a whole session. Days and uuids narrow by index (coaching_sessions_by_facilitator,
 * session_participants_by_user); the rest looks at what is left.
 *
 * $1 organisation, $2 facilitators, $3 and $4 own summaries: facilitator and participant, $5 and $6 first and last day,
 * $7 types, $8 state, $9 people who led or took part, $10 led by, $11 name of somebody who took part, $12 ids;
 * null where nothing is asked.
 */
export const fittingSql = `
  entitled AS (
    SELECT s.id, NULL::uuid AS own_id FROM coaching_sessions s
    WHERE s.organization_id = $1::uuid AND s.facilitator_id = ANY ($2::uuid[])
    UNION ALL
    SELECT DISTINCT s.id, own.user_id
    FROM unnest($3::uuid[], $4::uuid[]) AS own (facilitator_id, user_id)
    JOIN session_participants p ON p.organization_id = $1::uuid AND p.user_id = own.user_id
    JOIN coaching_sessions s ON s.id = p.session_id AND s.facilitator_id = own.facilitator_id
    JOIN summaries m ON m.participant_id = p.id AND m.state = 'approved'
  ), fitting AS (
    SELECT s.*, e.own_id FROM entitled e JOIN coaching_sessions s ON s.id = e.id
    WHERE ($5::date IS NULL OR s.session_date >= $5::date) AND ($6::date IS NULL OR s.session_date <= $6::date)
      AND ($7::text[] IS NULL OR s.session_type = ANY ($7::text[]))
      AND ($8::text IS NULL OR $8::text = CASE
        WHEN s.meeting_status IN ('scheduled', 'in_progress') THEN 'scheduled'
        WHEN s.meeting_status IN ('cancelled', 'no_show') THEN 'missed'
        WHEN e.own_id IS NOT NULL THEN 'approved'
        WHEN s.processing_status = 'none' THEN NULL
        WHEN s.processing_status = 'failed' THEN 'failed'
        WHEN s.processing_status <> 'completed' THEN 'working'
        WHEN EXISTS (SELECT 1 FROM summaries m WHERE m.session_id = s.id AND m.state <> 'approved') THEN 'draft'
        WHEN EXISTS (SELECT 1 FROM summaries m WHERE m.session_id = s.id) THEN 'approved' END)
      AND ($9::uuid[] IS NULL OR NOT EXISTS (
        SELECT 1 FROM unnest($9::uuid[]) AS wanted (id)
        WHERE wanted.id <> s.facilitator_id AND NOT EXISTS (
          SELECT 1 FROM session_participants p
          WHERE p.session_id = s.id AND p.user_id = wanted.id AND (e.own_id IS NULL OR p.user_id = e.own_id))))
      AND ($10::uuid[] IS NULL OR s.facilitator_id = ANY ($10::uuid[]))
      AND ($11::text IS NULL OR EXISTS (
        SELECT 1 FROM session_participants p
        WHERE p.session_id = s.id AND position(lower($11::text) IN lower(p.name)) > 0
          AND (e.own_id IS NULL OR p.user_id = e.own_id)))
      AND ($12::uuid[] IS NULL OR s.id = ANY ($12::uuid[]))
  )`;

/** $13 the last session of the page before, $14 how many. */
const pageSql = `
  WITH ${fittingSql}
  SELECT s.id, s.title, to_char(s.session_date, 'YYYY-MM-DD') AS day, s.session_type, s.processing_status, s.meeting_status,
    s.facilitator_id, f.name AS facilitator, s.own_id IS NULL AS whole,
    (SELECT count(*)::int FROM (SELECT 1 FROM fitting LIMIT ${countedAtMost}) AS counted) AS total,
    (SELECT coalesce(json_agg(p.name ORDER BY p.position), '[]') FROM session_participants p
     WHERE p.session_id = s.id AND NOT p.is_facilitator AND (s.own_id IS NULL OR p.user_id = s.own_id)) AS participants,
    (SELECT coalesce(json_agg(json_build_object(
        'id', m.id, 'version', m.version, 'state', m.state, 'participant', p.name) ORDER BY p.position), '[]')
     FROM summaries m JOIN session_participants p ON p.id = m.participant_id
     WHERE m.session_id = s.id AND (s.own_id IS NULL OR (m.state = 'approved' AND p.user_id = s.own_id))) AS summaries
  FROM fitting s JOIN users f ON f.id = s.facilitator_id
  WHERE $13::uuid IS NULL OR (s.session_date, s.created_at, s.id) < (
    SELECT c.session_date, c.created_at, c.id FROM coaching_sessions c WHERE c.id = $13::uuid)
  ORDER BY s.session_date DESC, s.created_at DESC, s.id DESC
  LIMIT $14`;

interface Row {
  id: string;
  title: string;
  day: string;
  session_type: string;
  processing_status: string;
  meeting_status: string;
  facilitator_id: string;
  facilitator: string;
  whole: boolean;
  total: number;
  participants: string[];
  summaries: ListedSummary[];
}

/** The values of `$1` to `$12`. Ids come from people too: what is no UUID names nothing. */
export const fittingValues = (
  { organizationId, facilitators, own }: RecordEntitlement,
  { from, to, types, state, personIds, ledByIds, name, ids }: SessionFilter,
): unknown[] => [
  organizationId,
  [...facilitators],
  own.map(({ facilitatorId }) => facilitatorId),
  own.map(({ userId }) => userId),
  from ?? null,
  to ?? null,
  types === undefined ? null : [...types],
  state ?? null,
  personIds === undefined ? null : [...personIds],
  ledByIds === undefined ? null : [...ledByIds],
  name ?? null,
  ids === undefined ? null : ids.filter(isUuid),
];

const toListed = (row: Row): ListedSession => ({
  id: row.id,
  title: row.title,
  date: row.day,
  type: oneOf(sessionTypes, row.session_type),
  processing: oneOf(processingStates, row.processing_status),
  meeting: oneOf(meetingStatuses, row.meeting_status),
  facilitatorId: row.facilitator_id,
  facilitator: row.facilitator,
  whole: row.whole,
  participants: row.participants,
  summaries: row.summaries,
});

export function createSessionCatalog(pool: ScopedPool): SessionCatalog {
  return {
    async page(entitlement, filter, { after, limit }) {
      const { organizationId } = entitlement;
      const { rows } = await pool.runInScope<Row>(
        { organizationId },
        {
          name: 'session-page',
          text: pageSql,
          values: [...fittingValues(entitlement, filter), after ?? null, limit + 1],
        },
      );
      const sessions = rows.slice(0, limit).map(toListed);
      const last = rows.length > limit ? sessions.at(-1) : undefined;
      return {
        sessions,
        total: rows[0]?.total ?? 0,
        ...(last === undefined ? {} : { next: last.id }),
      };
    },
  };
}
