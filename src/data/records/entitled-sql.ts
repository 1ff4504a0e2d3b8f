import type { RecordEntitlement } from '../../coaching/records/entitlement.ts';
import type { RecordFilter } from '../../coaching/records/ports.ts';
import type { RecordKind } from '../../coaching/records/record.ts';
import { readableNotes } from './readable-notes.ts';

/** The tables that records stand in, as `chunks.source_table` and `record_index.source_table` name them. */
export const tableOf: Readonly<Record<RecordKind, string>> = {
  summary: 'summaries',
  note: 'quick_notes',
  session: 'coaching_sessions',
};

/**
 * What may be looked through, before anything is searched: one row a record, from the tables that records stand in, so
 * that a note taken back or a summary reworded a moment ago counts as it is now. Only equality and order of uuid, text and
 * dates decide about rows, which row policies let an index answer (quick_notes_by_author,
 * quick_notes_by_subject, coaching_sessions_by_facilitator, session_participants_by_user).
 *
 * A 1:1 without a transcript is no record: nothing that was said in it is kept.
 *
 * $1 organisation, $2 tables, $3 facilitators, $4 authors, $5 and $6 own summaries: facilitator and participant,
 * $7 and $8 first and last day, $9 zone, $10 people it is about, $11 who wrote or led it; null where nothing is asked;
 * $12 readers, $13 and $14 notes that were shared: with whom, and by whom, null for anyone.
 */
export const entitledSql = `
  session AS MATERIALIZED (
    SELECT s.id, s.title, s.session_date FROM coaching_sessions s
    WHERE s.organization_id = $1::uuid AND s.facilitator_id = ANY ($3::uuid[]) AND s.processing_status <> 'none'
      AND ($7::date IS NULL OR s.session_date >= $7::date) AND ($8::date IS NULL OR s.session_date <= $8::date)
      AND ($11::uuid[] IS NULL OR s.facilitator_id = ANY ($11::uuid[]))
  ), note AS (${readableNotes({ organization: '$1', authors: '$4', readers: '$12', sharedWith: '$13', sharedBy: '$14' })}
  ), entitled AS MATERIALIZED (
    SELECT 'summaries' AS source_table, m.id AS source_id, m.version, s.id AS session_id, s.title, s.session_date AS day,
           p.user_id AS person_id, p.name AS person, NULL::text AS note_type, false AS follow_up,
           NULL::uuid AS author_id, NULL::text AS author
    FROM session s
    JOIN summaries m ON m.session_id = s.id
    JOIN session_participants p ON p.id = m.participant_id
    WHERE 'summaries' = ANY ($2::text[]) AND ($10::uuid[] IS NULL OR p.user_id = ANY ($10::uuid[]))
    UNION ALL
    SELECT 'summaries', m.id, m.version, s.id, s.title, s.session_date, p.user_id, p.name, NULL, false, NULL, NULL
    FROM unnest($5::uuid[], $6::uuid[]) AS own (facilitator_id, user_id)
    JOIN session_participants p ON p.organization_id = $1::uuid AND p.user_id = own.user_id
    JOIN coaching_sessions s ON s.id = p.session_id AND s.facilitator_id = own.facilitator_id
    JOIN summaries m ON m.participant_id = p.id AND m.state = 'approved'
    WHERE 'summaries' = ANY ($2::text[]) AND ($10::uuid[] IS NULL OR p.user_id = ANY ($10::uuid[]))
      AND ($7::date IS NULL OR s.session_date >= $7::date) AND ($8::date IS NULL OR s.session_date <= $8::date)
      AND ($11::uuid[] IS NULL OR s.facilitator_id = ANY ($11::uuid[]))
    UNION ALL
    SELECT 'quick_notes', n.id, n.version, NULL, NULL, (n.occurred_at AT TIME ZONE $9::text)::date, n.subject_id, u.name,
           n.note_type, n.requires_follow_up, n.author_id, a.name
    FROM note n
    JOIN users u ON u.id = n.subject_id
    JOIN users a ON a.id = n.author_id
    WHERE 'quick_notes' = ANY ($2::text[]) AND n.deleted_at IS NULL AND ($10::uuid[] IS NULL OR n.subject_id = ANY ($10::uuid[]))
      AND ($7::date IS NULL OR n.occurred_at >= ($7::date)::timestamp AT TIME ZONE $9::text)
      AND ($8::date IS NULL OR n.occurred_at < ($8::date + 1)::timestamp AT TIME ZONE $9::text)
      AND ($11::uuid[] IS NULL OR n.author_id = ANY ($11::uuid[]))
    UNION ALL
    SELECT 'coaching_sessions', s.id, 1, s.id, s.title, s.session_date, NULL, NULL, NULL, false, NULL, NULL
    FROM session s
    WHERE 'coaching_sessions' = ANY ($2::text[])
      AND ($10::uuid[] IS NULL OR EXISTS (
        SELECT 1 FROM session_participants p WHERE p.session_id = s.id AND p.user_id = ANY ($10::uuid[])))
  )`;

/** The values of `$1` to `$14`. */
export const entitledValues = (
  { organizationId, facilitators, authors, readers, shared, own }: RecordEntitlement,
  { kinds, from, to, timezone, personIds, authorIds }: RecordFilter,
): unknown[] => [
  organizationId,
  kinds.map((kind) => tableOf[kind]),
  [...facilitators],
  [...authors],
  own.map(({ facilitatorId }) => facilitatorId),
  own.map(({ userId }) => userId),
  from ?? null,
  to ?? null,
  timezone,
  personIds === undefined ? null : [...personIds],
  authorIds === undefined ? null : [...authorIds],
  [...readers],
  shared.map(({ userId }) => userId),
  shared.map(({ authorId }) => authorId ?? null),
];
