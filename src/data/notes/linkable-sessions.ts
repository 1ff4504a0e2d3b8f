import type { LinkableSessions } from '../../coaching/notes/ports.ts';
import type { ScopedPool } from '../scoped-pool.ts';

const sessionsAtMost = 100;

/** $1 organisation, $2 the person, $3 leaders, $4 and $5 first and last day. A 1:1 has its person before anybody spoke. */
const between = `
  SELECT s.id, s.title, to_char(s.session_date, 'YYYY-MM-DD') AS date
  FROM coaching_sessions s
  WHERE s.organization_id = $1::uuid AND s.facilitator_id = ANY ($3::uuid[])
    AND s.session_date BETWEEN $4::date AND $5::date AND s.meeting_status IN ('scheduled', 'in_progress', 'held')
    AND (EXISTS (SELECT 1 FROM session_participants p WHERE p.session_id = s.id AND p.user_id = $2::uuid)
      OR EXISTS (SELECT 1 FROM one_on_ones o WHERE o.session_id = s.id AND o.agent_id = $2::uuid))
  ORDER BY s.session_date DESC, s.id
  LIMIT ${sessionsAtMost}`;

export const createLinkableSessions = (pool: ScopedPool): LinkableSessions => ({
  async between(organizationId, personId, leaderIds, { from, to }) {
    const { rows } = await pool.runInScope<{ id: string; title: string; date: string }>(
      { organizationId },
      {
        name: 'linkable-sessions',
        text: between,
        values: [organizationId, personId, [...leaderIds], from, to],
      },
    );
    return rows;
  },
});
