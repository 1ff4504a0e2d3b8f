import type { ExportedSummary } from '../../coaching/exports/export-document.ts';
import type { ExportSource } from '../../coaching/exports/ports.ts';
import { sessionTypes } from '../../coaching/sessions/session.ts';
import { oneOf } from '../one-of.ts';
import type { ScopedPool } from '../scoped-pool.ts';
import { fittingSql, fittingValues } from './session-catalog.ts';
import { parseLines } from './summary-lines.ts';

/** Sessions of one statement: a session of a workshop has a dozen summaries, each of some kilobytes. */
const sessionsAtOnce = 100;

/**
 * $13 the last session of the batch before, $14 how many, $15 whether drafts too. At least one row a session, so that the
 * next batch knows where to go on.
 */
const batchSql = `
  WITH ${fittingSql}, batch AS (
    SELECT * FROM fitting s
    WHERE $13::uuid IS NULL OR (s.session_date, s.created_at, s.id) < (
      SELECT c.session_date, c.created_at, c.id FROM coaching_sessions c WHERE c.id = $13::uuid)
    ORDER BY s.session_date DESC, s.created_at DESC, s.id DESC
    LIMIT $14
  )
  SELECT s.id AS session_id, s.title, to_char(s.session_date, 'YYYY-MM-DD') AS day, s.session_type,
    f.name AS facilitator, one.*
  FROM batch s
  JOIN users f ON f.id = s.facilitator_id
  LEFT JOIN LATERAL (
    SELECT m.id, m.version, m.state, m.approved_at, a.name AS approved_by, m.left_out, p.name AS participant,
      p.position, v.lines
    FROM summaries m
    JOIN session_participants p ON p.id = m.participant_id
    JOIN summary_versions v ON v.summary_id = m.id AND v.version = m.version
    LEFT JOIN users a ON a.id = m.approved_by
    WHERE m.session_id = s.id
      AND (m.state = 'approved' OR ($15::boolean AND s.own_id IS NULL))
      AND (s.own_id IS NULL OR p.user_id = s.own_id)
      AND ($9::uuid[] IS NULL OR p.user_id = ANY ($9::uuid[])
        OR NOT EXISTS (SELECT 1 FROM unnest($9::uuid[]) AS wanted (id) WHERE wanted.id <> s.facilitator_id))
      AND ($11::text IS NULL OR position(lower($11::text) IN lower(p.name)) > 0)
  ) AS one ON true
  ORDER BY s.session_date DESC, s.created_at DESC, s.id DESC, one.position`;

interface Row {
  session_id: string;
  title: string;
  day: string;
  session_type: string;
  facilitator: string;
  id: string | null;
  version: number;
  state: string;
  approved_at: Date | null;
  approved_by: string | null;
  left_out: number;
  participant: string;
  lines: unknown;
}

function toExported(row: Row): ExportedSummary[] {
  if (row.id === null) return [];
  const approved = row.state === 'approved';
  return [
    {
      id: row.id,
      participant: row.participant,
      state: approved ? 'approved' : 'draft',
      version: row.version,
      ...(approved && row.approved_at !== null ? { approvedAt: row.approved_at.toISOString() } : {}),
      ...(approved && row.approved_by !== null ? { approvedBy: row.approved_by } : {}),
      session: {
        id: row.session_id,
        title: row.title,
        date: row.day,
        type: oneOf(sessionTypes, row.session_type),
        facilitator: row.facilitator,
      },
      leftOut: row.left_out,
      lines: parseLines(row.lines).map(({ evidence, ...line }) => ({
        ...line,
        evidence: evidence.map((from) => ({ ...from })),
      })),
    },
  ];
}

export function createExportSource(pool: ScopedPool): ExportSource {
  return {
    async *summaries(entitlement, filter, drafts) {
      const { organizationId } = entitlement;
      for (let after: string | null = null, more = true; more;) {
        const { rows }: { rows: Row[] } = await pool.runInScope<Row>(
          { organizationId },
          {
            name: 'export-batch',
            text: batchSql,
            values: [...fittingValues(entitlement, filter), after, sessionsAtOnce, drafts],
          },
        );
        after = rows.at(-1)?.session_id ?? null;
        more = new Set(rows.map((row) => row.session_id)).size === sessionsAtOnce;
        yield rows.flatMap(toExported);
      }
    },
  };
}
