import type { TeamCounts } from '../../coaching/performance/team-ports.ts';
import type { ScopedPool } from '../scoped-pool.ts';

export function createTeamCounts(pool: ScopedPool): TeamCounts {
  const count = async (organizationId: string, name: string, text: string, more: readonly unknown[]) => {
    const { rows } = await pool.runInScope<{ n: number }>(
      { organizationId },
      { name: `team-${name}`, text, values: [organizationId, ...more] },
    );
    return rows[0]?.n ?? 0;
  };
  return {
    sessions: (organizationId, agentIds, from) =>
      count(
        organizationId,
        'sessions',
        `SELECT count(*)::int AS n FROM coaching_sessions session
          WHERE session.organization_id = $1 AND session.meeting_status = 'held' AND session.session_date >= $3
            AND (EXISTS (SELECT FROM session_participants person
                   WHERE person.session_id = session.id AND person.user_id = ANY ($2::uuid[]))
              OR EXISTS (SELECT FROM one_on_ones talk
                   WHERE talk.session_id = session.id AND talk.agent_id = ANY ($2::uuid[])))`,
        [agentIds, from],
      ),
    plans: (organizationId, agentIds) =>
      count(
        organizationId,
        'plans',
        `SELECT count(*)::int AS n FROM action_plans
          WHERE organization_id = $1 AND agent_id = ANY ($2::uuid[]) AND status IN ('active', 'extended')`,
        [agentIds],
      ),
  };
}
