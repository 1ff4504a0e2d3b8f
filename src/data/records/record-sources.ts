import type pg from 'pg';
import type { RecordSource } from '../../coaching/records/ports.ts';
import { sessionTypes } from '../../coaching/sessions/session.ts';
import { oneOf } from '../one-of.ts';
import { parseLines } from '../sessions/summary-lines.ts';

/** A record as it is read for the index; `unreadable` when what is stored has another shape than the code knows. */
export type LoadedRecord = { id: string; source: RecordSource } | { id: string; source: 'unreadable' };

interface SummaryRow {
  id: string;
  version: number;
  participant: string;
  lines: unknown;
}
interface NoteRow {
  id: string;
  content: string;
  category: string | null;
  tags: string[];
}
interface SessionRow {
  id: string;
  title: string;
  type: string;
  participants: string[];
  segments: { index: number; speaker: string; text: string }[];
}

function load(id: string, read: () => RecordSource): LoadedRecord {
  try {
    return { id, source: read() };
  } catch {
    return { id, source: 'unreadable' };
  }
}

/** The newest version of each summary. */
export async function loadSummaries(client: pg.PoolClient, ids: readonly string[]): Promise<LoadedRecord[]> {
  const { rows } = await client.query<SummaryRow>(
    `SELECT m.id, m.version, p.name AS participant, v.lines
     FROM summaries m
     JOIN session_participants p ON p.id = m.participant_id
     JOIN summary_versions v ON v.summary_id = m.id AND v.version = m.version
     WHERE m.id = ANY ($1::uuid[])`,
    [ids],
  );
  return rows.map(({ lines, ...row }) =>
    load(row.id, () => ({ kind: 'summary', ...row, lines: parseLines(lines) })),
  );
}

export async function loadNotes(client: pg.PoolClient, ids: readonly string[]): Promise<LoadedRecord[]> {
  const { rows } = await client.query<NoteRow>(
    'SELECT id, content, category, tags FROM quick_notes WHERE id = ANY ($1::uuid[]) AND deleted_at IS NULL',
    [ids],
  );
  return rows.map(({ category, ...row }) => ({
    id: row.id,
    source: { kind: 'note', ...row, ...(category === null ? {} : { category }) },
  }));
}

export async function loadSessions(client: pg.PoolClient, ids: readonly string[]): Promise<LoadedRecord[]> {
  const { rows } = await client.query<SessionRow>(
    `SELECT s.id, s.title, s.session_type AS type,
            ARRAY(SELECT p.name FROM session_participants p WHERE p.session_id = s.id ORDER BY p.position) AS participants,
            (SELECT coalesce(jsonb_agg(jsonb_build_object('index', t.segment_index, 'speaker', t.speaker, 'text', t.text)
                                       ORDER BY t.segment_index), '[]'::jsonb)
               FROM transcript_segments t WHERE t.session_id = s.id) AS segments
     FROM coaching_sessions s WHERE s.id = ANY ($1::uuid[])`,
    [ids],
  );
  return rows.map(({ type, ...row }) =>
    load(row.id, () => ({ kind: 'session', ...row, type: oneOf(sessionTypes, type) })),
  );
}
