import type { ImportLog } from '../../coaching/imports/import.ts';
import type { CustomMetric, FigureImports } from '../../coaching/imports/kinds/metric-ports.ts';
import type { RecordedMetric } from '../../coaching/performance/metric.ts';
import type { ScopedPool } from '../scoped-pool.ts';
import { metricsIn } from './figure-sql.ts';
import type { HeldScope } from './held-scope.ts';
import { lockFigures, stageFigures } from './staged-figures.ts';

/** @param pools.copyPool without pipelining, for COPY */
export const createFigureImports = (pools: { pool: ScopedPool; copyPool: ScopedPool }): FigureImports => ({
  async customMetrics(organizationId) {
    const { rows } = await pools.pool.runInScope<{
      id: string;
      key: string;
      label: string;
      minimum: string | null;
      maximum: string | null;
    }>(
      { organizationId },
      {
        name: 'import-custom-metrics',
        text: `SELECT id, key, label, minimum::text, maximum::text FROM custom_metrics
          WHERE organization_id = $1 AND retired_at IS NULL ORDER BY key`,
        values: [organizationId],
      },
    );
    return rows.map(({ id, key, label, minimum, maximum }): CustomMetric => ({
      ...{ id, key, label },
      ...(minimum === null ? {} : { minimum: Number(minimum) }),
      ...(maximum === null ? {} : { maximum: Number(maximum) }),
    }));
  },

  stage: (run, columns) => stageFigures(pools, run, columns),

  rollback: (log) =>
    pools.copyPool.withScope({ organizationId: log.organizationId }, (client) => rollback(client, log)),
});

interface Written {
  first: string;
  last: string;
}

async function rollback(
  client: HeldScope['client'],
  { id, organizationId, mapping }: ImportLog,
): ReturnType<FigureImports['rollback']> {
  await lockFigures(client, organizationId);
  const { rows } = await client.query<Written>(
    `SELECT first_day::text AS first, last_day::text AS last FROM import_logs WHERE id = $1 AND rollback_available
        AND first_day IS NOT NULL`,
    [id],
  );
  const [written] = rows;
  if (written === undefined) return { rows: 0 };
  const range = [organizationId, id, written.first, written.last];
  const blockedBy = await newerThan(client, range);
  if (blockedBy !== undefined) return { blockedBy };

  const metrics = metricsIn(mapping.columns);
  const restored = metrics.length === 0 ? 0 : await count(client, restoreText(metrics), range);
  const removed = await count(
    client,
    'DELETE FROM performance_metrics WHERE organization_id = $1 AND import_id = $2 AND metric_date BETWEEN $3 AND $4',
    range,
  );
  const custom =
    (await count(client, restoreCustomText, range)) +
    (await count(
      client,
      'DELETE FROM custom_metric_values WHERE organization_id = $1 AND import_id = $2 AND metric_date BETWEEN $3 AND $4',
      range,
    ));
  await client.query('DELETE FROM import_undo WHERE import_id = $1', [id]);
  return { rows: Math.max(restored + removed, custom), firstDay: written.first, lastDay: written.last };
}

const count = async (
  client: HeldScope['client'],
  text: string,
  values: readonly unknown[],
): Promise<number> => (await client.query(text, [...values])).rowCount ?? 0;

/** What stands in the way, for people; `$1` organisation, `$2` import, `$3` and `$4` its days. */
async function newerThan(
  client: HeldScope['client'],
  range: readonly unknown[],
): Promise<string | undefined> {
  const { rows } = await client.query<{ fileName: string; day: string }>(
    `SELECT l.file_name AS "fileName", coalesce(l.completed_at, l.created_at)::date::text AS day
       FROM import_logs l
      WHERE l.organization_id = $1 AND l.id <> $2 AND l.import_type = 'metrics' AND l.status <> 'rolled_back'
        AND l.first_day <= $4 AND l.last_day >= $3
        AND EXISTS (SELECT 1 FROM import_undo u WHERE u.import_id = l.id AND u.before ->> 'import_id' = $2::uuid::text)
      ORDER BY coalesce(l.completed_at, l.created_at) DESC LIMIT 1`,
    [...range],
  );
  if (rows[0] !== undefined)
    return `“${rows[0].fileName}”, imported on ${rows[0].day}, changed rows of this import. Take that one back first.`;
  const archived = await client.query(
    `SELECT 1 FROM performance_metrics_archive
      WHERE organization_id = $1 AND import_id = $2 AND metric_date BETWEEN $3 AND $4 LIMIT 1`,
    [...range],
  );
  return archived.rowCount === 0
    ? undefined
    : 'Some of its days are in the archive by now, where nothing is changed any more.';
}

const restoreText = (metrics: readonly RecordedMetric[]): string => `
  UPDATE performance_metrics m SET
         ${metrics.map((name) => `${name} = old.${name}`).join(', ')},
         import_id = old.import_id, imported_from = old.imported_from, updated_at = now()
    FROM import_undo u CROSS JOIN LATERAL jsonb_populate_record(NULL::performance_metrics, u.before) AS old
   WHERE u.import_id = $2 AND u.table_name = 'performance_metrics'
     AND m.organization_id = $1 AND m.import_id = $2 AND m.metric_date BETWEEN $3 AND $4
     AND m.agent_id = split_part(u.row_key, ':', 1)::uuid AND m.metric_date = split_part(u.row_key, ':', 2)::date`;

const restoreCustomText = `
  UPDATE custom_metric_values m SET
         value = (u.before ->> 'value')::numeric, import_id = (u.before ->> 'import_id')::uuid, updated_at = now()
    FROM import_undo u
   WHERE u.import_id = $2 AND u.table_name = 'custom_metric_values'
     AND m.organization_id = $1 AND m.import_id = $2 AND m.metric_date BETWEEN $3 AND $4
     AND m.agent_id = split_part(u.row_key, ':', 1)::uuid AND m.metric_date = split_part(u.row_key, ':', 2)::date
     AND m.metric_id = split_part(u.row_key, ':', 3)::uuid`;
