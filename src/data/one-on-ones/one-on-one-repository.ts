import type { MeetingChange, MeetingFilter, OneOnOneRepository } from '../../coaching/one-on-ones/ports.ts';
import { isUuid } from '../sessions/is-uuid.ts';
import type { ScopedPool } from '../scoped-pool.ts';
import { selectMeeting, toMeeting, type MeetingRow } from './one-on-one-rows.ts';

type Client = Parameters<Parameters<ScopedPool['withScope']>[1]>[0];

async function findIn(client: Client, id: string) {
  const { rows } = await client.query<MeetingRow>(`${selectMeeting} WHERE o.session_id = $1`, [id]);
  return rows[0] === undefined ? undefined : toMeeting(rows[0]);
}

/** What a change writes beside the session, as column and value. */
function columnsOf({ startedAt, endedAt, outcome, prep, cancelledReason, noShowReason }: MeetingChange) {
  const given: readonly (readonly [string, unknown])[] = [
    ['started_at', startedAt],
    ['ended_at', endedAt],
    ['cancelled_reason', cancelledReason],
    ['no_show_reason', noShowReason],
    ...(prep === undefined
      ? []
      : ([
          ['prep', JSON.stringify(prep)],
          ['prepared_at', new Date(prep.builtAt)],
        ] as const)),
  ];
  const whole: readonly (readonly [string, unknown])[] =
    outcome === undefined
      ? []
      : [
          ['topics', [...outcome.topics]],
          ['discussion_notes', outcome.discussion ?? null],
          ['commitments', outcome.commitments ?? null],
          ['resources', [...outcome.resources]],
          ['engagement', outcome.engagement ?? null],
          ['receptiveness', outcome.receptiveness ?? null],
          ['understanding', outcome.understanding ?? null],
          ['effectiveness', outcome.effectiveness ?? null],
          ['achievements', outcome.achievements ?? null],
          ['concerns', outcome.concerns ?? null],
          ['follow_up_required', outcome.followUpRequired],
          ['follow_up_on', outcome.followUpOn ?? null],
          ['follow_up_topics', [...outcome.followUpTopics]],
        ];
  return [...given.filter(([, value]) => value !== undefined), ...whole];
}

const conditionsOf = ({ leaderIds, agentId, statuses, from, before }: MeetingFilter): unknown[] => [
  leaderIds === undefined ? null : [...leaderIds],
  agentId ?? null,
  statuses === undefined ? null : [...statuses],
  from ?? null,
  before ?? null,
];

/** 1:1s are a session's row and one beside it; the two are always written together. */
export function createOneOnOneRepository(pool: ScopedPool): OneOnOneRepository {
  return {
    plan: ({ organizationId, leaderId, agent, type, title, at, date, plannedMinutes, key }) =>
      pool.withScope({ organizationId }, async (client) => {
        const { rows } = await client.query<{ id: string }>(
          `INSERT INTO coaching_sessions
             (organization_id, facilitator_id, session_type, title, session_date, scheduled_at, meeting_status, processing_status, upload_key)
           VALUES ($1, $2, $3, $4, $5, $6, 'scheduled', 'none', $7)
           ON CONFLICT (organization_id, upload_key) DO NOTHING RETURNING id`,
          [organizationId, leaderId, type, title, date, at, `plan:${key}`],
        );
        const isNew = rows[0] !== undefined;
        if (rows[0] !== undefined) {
          const { id } = rows[0];
          await client.query(
            `INSERT INTO one_on_ones (session_id, organization_id, agent_id, planned_minutes) VALUES ($1, $2, $3, $4)`,
            [id, organizationId, agent.id, plannedMinutes],
          );
          await client.query(
            `INSERT INTO session_participants (organization_id, session_id, position, name, user_id, is_facilitator, turns, match_state)
             VALUES ($1, $2, 0, $3, $4, false, 0, 'certain')`,
            [organizationId, id, agent.name, agent.id],
          );
        }
        const found = await client.query<MeetingRow>(
          `${selectMeeting} WHERE s.organization_id = $1 AND s.upload_key = $2`,
          [organizationId, `plan:${key}`],
        );
        const [row] = found.rows;
        if (row === undefined) throw new Error('a 1:1 that was just planned is not there');
        return { meeting: toMeeting(row), isNew };
      }),

    find: (organizationId, id) =>
      pool.withScope({ organizationId }, async (client) => (isUuid(id) ? findIn(client, id) : undefined)),

    async list(organizationId, filter) {
      const { rows } = await pool.runInScope<MeetingRow>(
        { organizationId },
        {
          name: `meetings-${filter.order}`,
          text: `${selectMeeting}
            WHERE ($1::uuid[] IS NULL OR s.facilitator_id = ANY ($1::uuid[]))
              AND ($2::uuid IS NULL OR o.agent_id = $2::uuid)
              AND ($3::text[] IS NULL OR s.meeting_status = ANY ($3::text[]))
              AND ($4::timestamptz IS NULL OR s.scheduled_at >= $4::timestamptz)
              AND ($5::timestamptz IS NULL OR s.scheduled_at < $5::timestamptz)
            ORDER BY s.scheduled_at ${filter.order === 'earliest' ? 'ASC' : 'DESC'} NULLS LAST, s.id LIMIT $6`,
          values: [...conditionsOf(filter), filter.limit],
        },
      );
      return rows.map(toMeeting);
    },

    async overlapping(organizationId, userIds, from, to) {
      const { rows } = await pool.runInScope<MeetingRow>(
        { organizationId },
        {
          name: 'meetings-overlapping',
          text: `${selectMeeting}
            WHERE s.meeting_status IN ('scheduled', 'in_progress')
              AND (s.facilitator_id = ANY ($1::uuid[]) OR o.agent_id = ANY ($1::uuid[]))
              AND s.scheduled_at < $3 AND s.scheduled_at > $2::timestamptz - interval '480 minutes'
              AND s.scheduled_at + make_interval(mins => o.planned_minutes) > $2
            ORDER BY s.scheduled_at, s.id`,
          values: [[...userIds], from, to],
        },
      );
      return rows.map(toMeeting);
    },

    async lastHeld(organizationId, agentId, leaderIds, before) {
      const { rows } = await pool.runInScope<MeetingRow>(
        { organizationId },
        {
          name: 'meeting-last-held',
          text: `${selectMeeting}
            WHERE o.agent_id = $1 AND s.facilitator_id = ANY ($2::uuid[]) AND s.meeting_status = 'held'
              AND coalesce(s.scheduled_at, s.session_date::timestamp AT TIME ZONE 'UTC') < $3
            ORDER BY s.session_date DESC, s.scheduled_at DESC NULLS LAST, s.id LIMIT 1`,
          values: [agentId, [...leaderIds], before],
        },
      );
      return rows[0] === undefined ? undefined : toMeeting(rows[0]);
    },

    change: (organizationId, id, change) =>
      pool.withScope({ organizationId }, async (client) => {
        if (!isUuid(id)) return undefined;
        const { rowCount } = await client.query(
          `UPDATE coaching_sessions SET meeting_status = coalesce($3, meeting_status), scheduled_at = coalesce($4, scheduled_at),
             session_date = coalesce($5::date, session_date), updated_at = now()
           WHERE id = $1 AND meeting_status = ANY ($2::text[])
             AND EXISTS (SELECT FROM one_on_ones o WHERE o.session_id = coaching_sessions.id)`,
          [id, [...change.from], change.to ?? null, change.moveTo?.at ?? null, change.moveTo?.date ?? null],
        );
        if (rowCount !== 1) return undefined;
        const columns = columnsOf(change);
        const sets = columns.map(([column], index) => `${column} = $${index + 2}`);
        if (change.moveTo !== undefined) sets.push('rescheduled_count = rescheduled_count + 1');
        await client.query(
          `UPDATE one_on_ones SET ${[...sets, 'updated_at = now()'].join(', ')} WHERE session_id = $1`,
          [id, ...columns.map(([, value]) => value)],
        );
        return findIn(client, id);
      }),

    async addNote(organizationId, meetingId, { authorId, text, turnId }) {
      const { rowCount } = await pool.runInScope(
        { organizationId },
        {
          name: 'meeting-note',
          text: `INSERT INTO one_on_one_notes (organization_id, session_id, author_id, text, turn_id)
                 VALUES ($1, $2, $3, $4, $5) ON CONFLICT (organization_id, turn_id) DO NOTHING`,
          values: [organizationId, meetingId, authorId, text, turnId],
        },
      );
      return rowCount === 1;
    },

    async notes(organizationId, meetingId) {
      const { rows } = await pool.runInScope<{ text: string; author_id: string | null; created_at: Date }>(
        { organizationId },
        {
          name: 'meeting-notes',
          text: `SELECT text, author_id, created_at FROM one_on_one_notes WHERE session_id = $1 ORDER BY created_at, id`,
          values: [meetingId],
        },
      );
      return rows.map(({ text, author_id: authorId, created_at: at }) => ({
        text,
        at,
        ...(authorId === null ? {} : { authorId }),
      }));
    },
  };
}
