import { fewestCases, fewestPeople, type EffectivenessReader } from '../../coaching/effectiveness/ports.ts';
import { definitionOf } from '../../coaching/performance/metric.ts';
import type { ScopedPool } from '../scoped-pool.ts';

interface Row extends Record<string, unknown> {
  method: string;
  cases: number;
  helped: number;
  improvement: number;
  change: number;
  held30: number;
  of30: number;
  held90: number;
  of90: number;
}

/**
 * One statement over the whole team: groups that are too small leave the database in no form. It got better where it moved
 * the right way by at least what counts as a change of that figure.
 */
const text = `
  WITH measured AS (
    SELECT lower(intervention_method) AS key, intervention_method, agent_id, improvement_percent AS improvement,
           (metrics_after -> $3 ->> 'average')::numeric - (metrics_before -> $3 ->> 'average')::numeric AS change,
           sustained_30, sustained_90
      FROM coaching_effectiveness
     WHERE organization_id = $1 AND agent_id = ANY ($2::uuid[]) AND primary_issue = $3 AND improvement_percent IS NOT NULL
  )
  SELECT mode() WITHIN GROUP (ORDER BY intervention_method) AS method,
         count(*)::int AS cases,
         count(*) FILTER (WHERE improvement > 0 AND abs(change) >= $4)::int AS helped,
         (percentile_cont(0.5) WITHIN GROUP (ORDER BY improvement::float8)) AS improvement,
         (percentile_cont(0.5) WITHIN GROUP (ORDER BY change::float8)) AS change,
         count(*) FILTER (WHERE sustained_30)::int AS held30, count(sustained_30)::int AS of30,
         count(*) FILTER (WHERE sustained_90)::int AS held90, count(sustained_90)::int AS of90
    FROM measured
   GROUP BY key
  HAVING count(*) >= $5 AND count(DISTINCT agent_id) >= $6
   ORDER BY count(*) FILTER (WHERE improvement > 0 AND abs(change) >= $4)::float8 / count(*) DESC,
            percentile_cont(0.5) WITHIN GROUP (ORDER BY improvement::float8) DESC, 1`;

export const readWorked = (pool: ScopedPool): EffectivenessReader => ({
  async worked(organizationId, agentIds, issue) {
    const { rows } = await pool.runInScope<Row>(
      { organizationId },
      {
        name: 'effect-worked',
        text,
        values: [organizationId, agentIds, issue, definitionOf(issue).steady, fewestCases, fewestPeople],
      },
    );
    return rows.map(({ method, cases, helped, improvement, change, held30, of30, held90, of90 }) => ({
      method,
      cases,
      helped,
      medianImprovement: Math.round(improvement * 100) / 100,
      medianChange: Math.round(change * 100) / 100,
      ...(of30 < fewestCases ? {} : { sustained30: { held: held30, of: of30 } }),
      ...(of90 < fewestCases ? {} : { sustained90: { held: held90, of: of90 } }),
    }));
  },
});
