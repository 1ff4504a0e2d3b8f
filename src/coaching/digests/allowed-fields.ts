/**
 * All that a digest may read, by table and column; whoever adds a field adds it here first. What people wrote stands in no
 * column of it: no note's words, no session's title or summary, no reason of a plan, and nothing that belongs to a person
 * alone (conversations, talks, profiles, goals, connections).
 */
export const allowedFields = {
  users: [
    'id',
    'organization_id',
    'name',
    'role',
    'status',
    'timezone',
    'team_leader_id',
    'manager_id',
    'deleted_at',
  ],
  performance_metrics: ['organization_id', 'agent_id', 'metric_date', 'composite_score', 'attendance_rate'],
  action_items: ['organization_id', 'owner_user_id', 'due_on', 'state'],
  coaching_sessions: [
    'id',
    'organization_id',
    'facilitator_id',
    'session_type',
    'session_date',
    'meeting_status',
    'scheduled_at',
  ],
  one_on_ones: ['session_id', 'organization_id', 'agent_id'],
  session_participants: ['session_id', 'organization_id', 'user_id', 'is_facilitator'],
  quick_notes: [
    'organization_id',
    'author_id',
    'subject_id',
    'note_type',
    'created_at',
    'addressed_at',
    'shared_at',
    'deleted_at',
  ],
  action_plans: [
    'id',
    'organization_id',
    'agent_id',
    'status',
    'start_on',
    'target_end_on',
    'next_check_in_on',
    'current_score',
  ],
  plan_check_ins: ['plan_id', 'organization_id', 'due_on', 'state'],
} as const satisfies Readonly<Record<string, readonly string[]>>;
