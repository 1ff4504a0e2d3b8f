import type { CustomMetric } from '../../coaching/performance/custom-metric.ts';
import type { CustomMetricRepository } from '../../coaching/performance/custom-metric-ports.ts';
import { oneOf } from '../one-of.ts';
import type { ScopedPool } from '../scoped-pool.ts';

type Row = {
  id: string;
  key: string;
  label: string;
  unit: string;
  digits: number;
  better: string | null;
  minimum: string | null;
  maximum: string | null;
  retired_at: Date | null;
} & Record<string, unknown>;
const columns = 'id, key, label, unit, digits, better, minimum, maximum, retired_at';

const toMetric = ({
  id,
  key,
  label,
  unit,
  digits,
  better,
  minimum,
  maximum,
  retired_at,
}: Row): CustomMetric => ({
  id,
  key,
  label,
  unit,
  digits,
  ...(better === null ? {} : { better: oneOf(['higher', 'lower'], better) }),
  ...(minimum === null ? {} : { minimum: Number(minimum) }),
  ...(maximum === null ? {} : { maximum: Number(maximum) }),
  ...(retired_at === null ? {} : { retiredAt: retired_at }),
});

export function createCustomMetricRepository(pool: ScopedPool): CustomMetricRepository {
  const run = async <R extends Record<string, unknown>>(
    organizationId: string,
    name: string,
    text: string,
    values: readonly unknown[] = [],
  ): Promise<R[]> =>
    (
      await pool.runInScope<R>(
        { organizationId },
        { name: `custom-metric-${name}`, text, values: [organizationId, ...values] },
      )
    ).rows;
  const one = async (...query: Parameters<typeof run>): Promise<CustomMetric | undefined> => {
    const [row] = await run<Row>(...query);
    return row === undefined ? undefined : toMetric(row);
  };
  return {
    async list(organizationId, { retired = false } = {}) {
      const rows = await run<Row>(
        organizationId,
        'list',
        `SELECT ${columns} FROM custom_metrics WHERE organization_id = $1 AND ($2 OR retired_at IS NULL) ORDER BY label, key`,
        [retired],
      );
      return rows.map(toMetric);
    },

    async create(organizationId, { id, key, label, unit, digits, better, minimum, maximum }, createdBy) {
      const rows = await run<{ id: string }>(
        organizationId,
        'create',
        `WITH made AS (
           INSERT INTO custom_metrics (organization_id, id, key, label, unit, digits, better, minimum, maximum, created_by)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING RETURNING id)
         SELECT id FROM made UNION SELECT id FROM custom_metrics WHERE organization_id = $1 AND id = $2`,
        [id, key, label, unit, digits, better ?? null, minimum ?? null, maximum ?? null, createdBy],
      );
      return rows.length > 0;
    },

    rename: (organizationId, id, label) =>
      one(
        organizationId,
        'rename',
        `UPDATE custom_metrics SET label = $3, updated_at = now() WHERE organization_id = $1 AND id = $2 RETURNING ${columns}`,
        [id, label],
      ),

    setRetired: (organizationId, id, at) =>
      one(
        organizationId,
        'retire',
        `UPDATE custom_metrics SET retired_at = $3, updated_at = now() WHERE organization_id = $1 AND id = $2 RETURNING ${columns}`,
        [id, at ?? null],
      ),

    async record(organizationId, metricId, values) {
      await run(
        organizationId,
        'record',
        `INSERT INTO custom_metric_values (organization_id, metric_id, agent_id, metric_date, value)
         SELECT $1, $2, * FROM unnest($3::uuid[], $4::date[], $5::numeric[])
         ON CONFLICT (metric_id, agent_id, metric_date) DO UPDATE SET value = EXCLUDED.value, updated_at = now()
         WHERE custom_metric_values.value <> EXCLUDED.value`,
        [
          metricId,
          values.map(({ agentId }) => agentId),
          values.map(({ day }) => day),
          values.map(({ value }) => value),
        ],
      );
    },

    async averages(organizationId, agentIds, { from, to }) {
      const rows = await run<{ metric_id: string; agent_id: string; average: string; days: number }>(
        organizationId,
        'averages',
        `SELECT metric_id, agent_id, avg(value)::text AS average, count(*)::int AS days FROM custom_metric_values
          WHERE organization_id = $1 AND agent_id = ANY ($2::uuid[]) AND metric_date BETWEEN $3 AND $4
          GROUP BY metric_id, agent_id`,
        [agentIds, from, to],
      );
      return rows.map(({ metric_id: metricId, agent_id: agentId, average, days }) => ({
        metricId,
        agentId,
        average: Number(average),
        days,
      }));
    },

    async days(organizationId, agentId, metricId, { from, to }) {
      const rows = await run<{ day: string; value: string }>(
        organizationId,
        'days',
        `SELECT metric_date::text AS day, value::text FROM custom_metric_values
          WHERE organization_id = $1 AND metric_id = $2 AND agent_id = $3 AND metric_date BETWEEN $4 AND $5
          ORDER BY metric_date`,
        [metricId, agentId, from, to],
      );
      return rows.map(({ day, value }) => ({ day, value: Number(value) }));
    },
  };
}
