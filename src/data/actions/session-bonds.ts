import type { SessionBonds } from '../../coaching/actions/ports.ts';
import type { ScopedPool } from '../scoped-pool.ts';

/** Who took part: of a recorded session its matched participants, of a 1:1 the person it is with. */
const people = `
  SELECT p.session_id, p.user_id AS person FROM session_participants p
   WHERE p.organization_id = $1 AND p.user_id IS NOT NULL AND p.match_state <> 'uncertain'
  UNION ALL
  SELECT o.session_id, o.agent_id FROM one_on_ones o WHERE o.organization_id = $1`;

export const createSessionBonds = (pool: ScopedPool): SessionBonds => ({
  async latestWith(organizationId, facilitatorId, userId) {
    const { rows } = await pool.runInScope<{ id: string }>(
      { organizationId },
      {
        name: 'session-bond-latest',
        text: `SELECT s.id FROM coaching_sessions s JOIN (${people}) t ON t.session_id = s.id
                WHERE s.organization_id = $1 AND s.facilitator_id = $2 AND t.person = $3
                ORDER BY s.session_date DESC, s.created_at DESC LIMIT 1`,
        values: [organizationId, facilitatorId, userId],
      },
    );
    return rows[0]?.id;
  },
  async peopleOf(organizationId, facilitatorId) {
    const { rows } = await pool.runInScope<{ person: string }>(
      { organizationId },
      {
        name: 'session-bond-people',
        text: `SELECT DISTINCT t.person FROM coaching_sessions s JOIN (${people}) t ON t.session_id = s.id
                WHERE s.organization_id = $1 AND s.facilitator_id = $2 AND t.person <> $2`,
        values: [organizationId, facilitatorId],
      },
    );
    return rows.map(({ person }) => person);
  },
});
