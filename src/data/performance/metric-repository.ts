import { differenceInMonths, parseISO } from 'date-fns';
import {
  isMetric,
  recordedMetrics,
  type DailyFigures,
  type MetricKey,
} from '../../coaching/performance/metric.ts';
import type { FiguresToRecord, MetricRepository } from '../../coaching/performance/ports.ts';
import type { ScopedPool } from '../scoped-pool.ts';

const columns = recordedMetrics.join(', ');
/** Rows of one statement. */
const batchSize = 500;

const ofPerson = 'organization_id = $1 AND agent_id = $2 AND metric_date BETWEEN $3 AND $4';
const shown = `metric_date::text AS day, composite_score::text, ${recordedMetrics
  .map((column) => `${column}::text`)
  .join(', ')}`;
const daysText = `SELECT ${shown} FROM performance_metrics WHERE ${ofPerson}`;
/** What came late for an archived month stands in for what is there. */
const archivedText = `SELECT ${shown} FROM performance_metrics_archive kept WHERE ${ofPerson} AND NOT EXISTS (
  SELECT FROM performance_metrics late
   WHERE late.organization_id = $1 AND late.agent_id = $2 AND late.metric_date = kept.metric_date)`;

type Row = { day: string } & Record<string, string | null>;

/** Numerics come as text, so that no driver rounds them; ours have two decimals and fit a double. */
function toFigures({ day, ...row }: Row): DailyFigures {
  const values: Partial<Record<MetricKey, number>> = {};
  for (const [column, value] of Object.entries(row)) {
    if (value !== null && isMetric(column)) values[column] = Number(value);
  }
  return { day, values };
}

export function createMetricRepository(pool: ScopedPool): MetricRepository {
  return {
    async days(organizationId, agentId, from, to) {
      // The archive holds nothing of the last twelve months.
      const reachesBack = differenceInMonths(new Date(), parseISO(from)) >= 11;
      const { rows } = await pool.runInScope<Row>(
        { organizationId },
        {
          name: reachesBack ? 'metric-days-archived' : 'metric-days',
          text: reachesBack
            ? `${daysText} UNION ALL ${archivedText} ORDER BY day`
            : `${daysText} ORDER BY day`,
          values: [organizationId, agentId, from, to],
        },
      );
      return rows.map(toFigures);
    },

    async record(organizationId, rows) {
      // Each month by itself and before anything is written: making a partition locks the table, and must not wait there.
      for (const month of new Set(rows.map(({ day }) => `${day.slice(0, 7)}-01`))) {
        await pool.runInScope(
          { organizationId },
          { name: 'metric-month', text: 'SELECT ensure_metric_month($1::date)', values: [month] },
        );
      }
      const batches = Array.from({ length: Math.ceil(rows.length / batchSize) }, (_, index) =>
        rows.slice(index * batchSize, (index + 1) * batchSize),
      );
      await pool.withScope({ organizationId }, async (client) => {
        for (const batch of batches) {
          await client.query({
            name: 'metric-record',
            text: recordText,
            values: [organizationId, JSON.stringify(batch.map(toRecord))],
          });
        }
      });
    },
  };
}

const recordText = `
  INSERT INTO performance_metrics (organization_id, agent_id, metric_date, imported_from, ${columns})
  SELECT $1, agent_id, metric_date, imported_from, ${columns}
    FROM jsonb_populate_recordset(NULL::performance_metrics, $2::jsonb)
  ON CONFLICT (organization_id, agent_id, metric_date) DO UPDATE SET
    ${recordedMetrics.map((column) => `${column} = COALESCE(EXCLUDED.${column}, performance_metrics.${column})`).join(', ')},
    imported_from = COALESCE(EXCLUDED.imported_from, performance_metrics.imported_from),
    updated_at = now()`;

const toRecord = ({ agentId, day, values, importedFrom }: FiguresToRecord) => ({
  ...values,
  agent_id: agentId,
  metric_date: day,
  imported_from: importedFrom ?? null,
});
