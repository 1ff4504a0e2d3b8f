import {
  levelWeeks,
  meetingDays,
  missedCheckInDays,
  praiseDays,
  sessionDays,
  urgentDays,
  weeksShown,
} from '../../coaching/digests/ports.ts';
import { enoughDays } from '../../coaching/digests/weeks.ts';

/** Only the columns of `src/coaching/digests/allowed-fields.ts`: a test runs these as a role that may read no others. */

export const peopleText = `
  SELECT id, name, role, status, timezone, team_leader_id AS "teamLeaderId", manager_id AS "managerId"
    FROM users WHERE organization_id = $1 AND status <> 'TERMINATED' AND deleted_at IS NULL
   ORDER BY name, id`;

const perWeek = (column: string, type: 'float8' | 'int', alias: string, week: number): string =>
  `coalesce(sum(${column}) FILTER (WHERE week = ${week}), 0)::${type} AS ${alias}${week}`;

/**
 * $1 organisation, $2 people, $3 the last day of the running week (a Sunday), $4 today. Weeks are counted backwards from the
 * running one, 0; the level's weeks come after last week's, 1.
 */
export const scoresText = `
  WITH weekly AS (
    SELECT agent_id, ($3::date - metric_date) / 7 AS week,
           sum(composite_score::float8) AS score, count(composite_score)::int AS days,
           sum(attendance_rate::float8) AS present, count(attendance_rate)::int AS present_days
      FROM performance_metrics
     WHERE organization_id = $1 AND agent_id = ANY($2::uuid[])
       AND metric_date > $3::date - ${7 * (levelWeeks + 2)} AND metric_date <= $4::date
     GROUP BY 1, 2
  )
  SELECT agent_id AS "agentId",
         ${Array.from({ length: weeksShown }, (_, week) => `${perWeek('score', 'float8', 's', week)}, ${perWeek('days', 'int', 'd', week)}`).join(', ')},
         ${[0, 1].map((week) => `${perWeek('present', 'float8', 'p', week)}, ${perWeek('present_days', 'int', 'q', week)}`).join(', ')},
         coalesce(sum(score) FILTER (WHERE week > 1), 0) AS "levelSum",
         coalesce(sum(days) FILTER (WHERE week > 1), 0)::int AS "levelDays",
         max(score / days) FILTER (WHERE week > 1 AND days >= ${enoughDays}) AS "bestWeek"
    FROM weekly GROUP BY agent_id`;

/** $1 organisation, $2 people, $3 the calendar day of each where they live. */
export const overdueText = `
  SELECT item.owner_user_id AS "agentId", count(*)::int AS items, min(item.due_on)::text AS oldest
    FROM unnest($2::uuid[], $3::date[]) AS person(id, today)
    JOIN action_items item
      ON item.organization_id = $1 AND item.owner_user_id = person.id AND item.due_on < person.today
   WHERE item.state IN ('open', 'in_progress')
   GROUP BY 1`;

/** Of a 1:1 the person it is with, of any other session who takes part in it. */
const withPerson = `
  LEFT JOIN one_on_ones meeting ON meeting.organization_id = $1 AND meeting.session_id = session.id
  LEFT JOIN session_participants person
    ON person.organization_id = $1 AND person.session_id = session.id AND NOT person.is_facilitator
   AND meeting.session_id IS NULL`;

/** $1 organisation, $2 who leads, $3 now. A session that should have begun half a day ago did not take place, or was not recorded. */
export const sessionsText = `
  SELECT session.id AS "sessionId", session.facilitator_id AS "facilitatorId",
         coalesce(meeting.agent_id, person.user_id) AS "agentId",
         session.session_type AS type, session.meeting_status AS state, session.scheduled_at AS at
    FROM coaching_sessions session ${withPerson}
   WHERE session.organization_id = $1 AND session.facilitator_id = ANY($2::uuid[])
     AND session.session_date BETWEEN ($3::timestamptz)::date - ${sessionDays + 2} AND ($3::timestamptz)::date + ${sessionDays + 2}
     AND session.scheduled_at BETWEEN $3::timestamptz - interval '${sessionDays} days' AND $3::timestamptz + interval '${sessionDays} days'
     AND (session.meeting_status = 'scheduled' AND NOT session.scheduled_at BETWEEN $3::timestamptz - interval '12 hours' AND $3::timestamptz
          OR session.meeting_status = 'no_show' AND session.scheduled_at < $3::timestamptz)
   ORDER BY session.scheduled_at, session.id`;

/** $1 organisation, $2 who leads, $3 today. */
export const meetingsText = `
  SELECT coalesce(meeting.agent_id, person.user_id) AS "agentId", session.facilitator_id AS "facilitatorId",
         max(session.session_date)::text AS day
    FROM coaching_sessions session ${withPerson}
   WHERE session.organization_id = $1 AND session.facilitator_id = ANY($2::uuid[])
     AND session.session_date BETWEEN $3::date - ${meetingDays} AND $3::date
     AND session.meeting_status = 'held' AND session.session_type <> 'WORKSHOP'
     AND coalesce(meeting.agent_id, person.user_id) IS NOT NULL
   GROUP BY 1, 2`;

const isUrgent = `note_type = 'URGENT' AND created_at < $3::timestamptz - interval '${urgentDays} days'`;

/** $1 organisation, $2 people, $3 now. */
export const notesText = `
  SELECT subject_id AS "agentId", author_id AS "authorId",
         count(*) FILTER (WHERE ${isUrgent})::int AS urgent,
         min(created_at) FILTER (WHERE ${isUrgent}) AS "oldestUrgentAt",
         count(*) FILTER (WHERE note_type = 'POSITIVE' AND shared_at IS NULL
           AND created_at >= $3::timestamptz - interval '${praiseDays} days')::int AS positive
    FROM quick_notes
   WHERE organization_id = $1 AND subject_id = ANY($2::uuid[]) AND addressed_at IS NULL AND deleted_at IS NULL
   GROUP BY 1, 2`;

/** $1 organisation, $2 people, $3 today. */
export const plansText = `
  SELECT plan.agent_id AS "agentId", plan.start_on::text AS "startOn", plan.target_end_on::text AS "endOn",
         plan.next_check_in_on::text AS "nextCheckInOn", plan.current_score::float8 AS progress,
         (SELECT max(check_in.due_on) FROM plan_check_ins check_in
           WHERE check_in.organization_id = $1 AND check_in.plan_id = plan.id AND check_in.state = 'missed'
             AND check_in.due_on BETWEEN $3::date - ${missedCheckInDays} AND $3::date)::text AS "missedOn"
    FROM action_plans plan
   WHERE plan.organization_id = $1 AND plan.agent_id = ANY($2::uuid[]) AND plan.status IN ('active', 'extended')`;
