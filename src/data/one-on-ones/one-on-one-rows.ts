import { meetingTypes, type MeetingOutcome, type OneOnOne } from '../../coaching/one-on-ones/one-on-one.ts';
import type { Prep } from '../../coaching/one-on-ones/prep.ts';
import { meetingStatuses } from '../../coaching/sessions/session.ts';
import { oneOf } from '../one-of.ts';

export interface MeetingRow {
  id: string;
  organization_id: string;
  facilitator_id: string;
  agent_id: string;
  session_type: string;
  title: string;
  at: Date;
  planned_minutes: number;
  meeting_status: string;
  rescheduled_count: number;
  started_at: Date | null;
  ended_at: Date | null;
  duration_minutes: number | null;
  prep: Prep | null;
  topics: string[];
  discussion_notes: string | null;
  commitments: string | null;
  resources: string[];
  engagement: number | null;
  receptiveness: number | null;
  understanding: number | null;
  effectiveness: number | null;
  achievements: string | null;
  concerns: string | null;
  follow_up_required: boolean;
  follow_up_on: string | null;
  follow_up_topics: string[];
  cancelled_reason: string | null;
  no_show_reason: string | null;
}

/** One that came with an import may have a day and no hour: noon in UTC is that day nearly everywhere. */
export const selectMeeting = `
  SELECT s.id, s.organization_id, s.facilitator_id, o.agent_id, s.session_type, s.title,
    coalesce(s.scheduled_at, (s.session_date + time '12:00') AT TIME ZONE 'UTC') AS at,
    o.planned_minutes, s.meeting_status, o.rescheduled_count, o.started_at, o.ended_at, o.duration_minutes, o.prep, o.topics,
    o.discussion_notes, o.commitments, o.resources, o.engagement, o.receptiveness, o.understanding, o.effectiveness,
    o.achievements, o.concerns, o.follow_up_required, o.follow_up_on::text AS follow_up_on, o.follow_up_topics,
    o.cancelled_reason, o.no_show_reason
  FROM one_on_ones o JOIN coaching_sessions s ON s.id = o.session_id`;

const given = <K extends string, V>(key: K, value: V | null): Partial<Record<K, V>> =>
  // Safe cast: an object of just that key.
  value === null ? {} : ({ [key]: value } as Record<K, V>);

const toOutcome = (row: MeetingRow): MeetingOutcome => ({
  topics: row.topics,
  resources: row.resources,
  followUpRequired: row.follow_up_required,
  followUpTopics: row.follow_up_topics,
  ...given('discussion', row.discussion_notes),
  ...given('commitments', row.commitments),
  ...given('engagement', row.engagement),
  ...given('receptiveness', row.receptiveness),
  ...given('understanding', row.understanding),
  ...given('effectiveness', row.effectiveness),
  ...given('achievements', row.achievements),
  ...given('concerns', row.concerns),
  ...given('followUpOn', row.follow_up_on),
});

export const toMeeting = (row: MeetingRow): OneOnOne => ({
  id: row.id,
  organizationId: row.organization_id,
  leaderId: row.facilitator_id,
  agentId: row.agent_id,
  type: oneOf(meetingTypes, row.session_type),
  title: row.title,
  at: row.at,
  plannedMinutes: row.planned_minutes,
  status: oneOf(meetingStatuses, row.meeting_status),
  moved: row.rescheduled_count,
  outcome: toOutcome(row),
  ...given('startedAt', row.started_at),
  ...given('endedAt', row.ended_at),
  ...given('durationMinutes', row.duration_minutes),
  // Only this product writes the column, as `Prep`.
  ...given('prep', row.prep),
  ...given('cancelledReason', row.cancelled_reason),
  ...given('noShowReason', row.no_show_reason),
});
