import { scoreMetrics, type MetricKey } from '../../coaching/performance/metric.ts';
import type { PeerComparisons } from '../../coaching/performance/peer-ports.ts';
import type { ScopedPool } from '../scoped-pool.ts';

const standingText = `
  WITH peers AS (
    SELECT month.* FROM peer_comparisons yes
      JOIN users person ON person.id = yes.user_id AND person.status = 'ACTIVE'
       AND person.job_family = (SELECT job_family FROM users WHERE id = $2)
      JOIN performance_history month ON month.organization_id = $1 AND month.agent_id = yes.user_id
       AND month.period_type = 'month' AND month.period_ending = $3
     WHERE yes.organization_id = $1
  )
  SELECT ${scoreMetrics
    .map(
      (metric) => `CASE WHEN count(peer.avg_${metric}) >= $4 AND count(own.avg_${metric}) > 0 THEN
        100 * (count(*) FILTER (WHERE peer.avg_${metric} < own.avg_${metric})
             + 0.5 * (count(*) FILTER (WHERE peer.avg_${metric} = own.avg_${metric}) - 1))
          / (count(peer.avg_${metric}) - 1) END AS ${metric}`,
    )
    .join(', ')}
    FROM peers peer CROSS JOIN (SELECT * FROM peers WHERE agent_id = $2) own`;

export function createPeerComparisons(pool: ScopedPool): PeerComparisons {
  return {
    async isIn(owner) {
      const { rowCount } = await pool.runInScope(owner, {
        name: 'peers-is-in',
        text: 'SELECT FROM peer_comparisons WHERE organization_id = $1 AND user_id = $2',
        values: [owner.organizationId, owner.userId],
      });
      return rowCount === 1;
    },

    async set(owner, isIn) {
      await pool.runInScope(owner, {
        name: isIn ? 'peers-join' : 'peers-leave',
        text: isIn
          ? 'INSERT INTO peer_comparisons (organization_id, user_id) VALUES ($1, $2) ON CONFLICT DO NOTHING'
          : 'DELETE FROM peer_comparisons WHERE organization_id = $1 AND user_id = $2',
        values: [owner.organizationId, owner.userId],
      });
    },

    async standing(owner, month, atLeast) {
      const { rows } = await pool.runInScope<Record<MetricKey, string | null>>(owner, {
        name: 'peers-standing',
        text: standingText,
        values: [owner.organizationId, owner.userId, month, atLeast],
      });
      const [row] = rows;
      const percentiles: Partial<Record<MetricKey, number>> = {};
      for (const metric of scoreMetrics) {
        const value = row?.[metric] ?? null;
        if (value !== null) percentiles[metric] = Number(value);
      }
      return { percentiles };
    },
  };
}
