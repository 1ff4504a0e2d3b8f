import { recordedMetrics, type RecordedMetric } from '../../coaching/performance/metric.ts';
import type { FigureColumn } from '../../coaching/imports/kinds/metric-ports.ts';

/** Columns that are written by name, so that nothing of a file ever stands in a statement. */
export interface StagedColumns {
  /** In the order of the lines. */
  all: readonly { name: string; customId?: string }[];
  metrics: readonly RecordedMetric[];
  custom: readonly { name: string; id: string }[];
}

export function stagedColumns(columns: readonly FigureColumn[]): StagedColumns {
  const all = columns.map((column, index) =>
    'metric' in column ? { name: column.metric } : { name: `custom_${index}`, customId: column.customId },
  );
  return {
    all,
    metrics: columns.flatMap((column) => ('metric' in column ? [column.metric] : [])),
    custom: all.flatMap(({ name, customId }) => (customId === undefined ? [] : [{ name, id: customId }])),
  };
}

/** Whether a staged row says something else than the row that is there. */
const differs = (metrics: readonly RecordedMetric[], staged: string, there: string): string =>
  metrics
    .map(
      (name) =>
        `${staged}.${name} <> ${there}.${name} OR (${staged}.${name} IS NOT NULL AND ${there}.${name} IS NULL)`,
    )
    .join(' OR ');

/** `$1` organisation, `$2` and `$3` first and last day. */
const joined = `FROM staged_figures s LEFT JOIN performance_metrics e
  ON e.organization_id = $1 AND e.agent_id = s.agent_id AND e.metric_date = s.metric_date AND e.metric_date BETWEEN $2 AND $3`;

/** A row of custom figures alone makes none of the others. */
const says = (metrics: readonly RecordedMetric[]): string =>
  `num_nonnulls(${metrics.map((name) => `s.${name}`).join(', ')}) > 0`;

const isNews = (metrics: readonly RecordedMetric[]): string =>
  `${says(metrics)} AND (e.agent_id IS NULL OR ${differs(metrics, 's', 'e')})`;

/** `$4` import. */
export const keepReplacedText = (metrics: readonly RecordedMetric[]): string => `
  INSERT INTO import_undo (import_id, organization_id, table_name, row_key, before)
  SELECT $4, $1, 'performance_metrics', e.agent_id || ':' || e.metric_date,
         jsonb_build_object('import_id', e.import_id, 'imported_from', e.imported_from, ${metrics
           .map((name) => `'${name}', e.${name}`)
           .join(', ')})
    FROM staged_figures s JOIN performance_metrics e
      ON e.organization_id = $1 AND e.agent_id = s.agent_id AND e.metric_date = s.metric_date AND e.metric_date BETWEEN $2 AND $3
   WHERE ${differs(metrics, 's', 'e')}
  ON CONFLICT DO NOTHING`;

/**
 * `$4` import, `$5` name of its file. What is there just so is left out before, because a conflict locks its row, and so
 * writes it. `compared` false: there was nothing in these days.
 */
export function writeText(metrics: readonly RecordedMetric[], { compared }: { compared: boolean }): string {
  const names = metrics.join(', ');
  return `INSERT INTO performance_metrics AS m (organization_id, agent_id, metric_date, ${names}, import_id, imported_from)
    SELECT $1, s.agent_id, s.metric_date, ${metrics.map((name) => `s.${name}`).join(', ')}, $4, $5
      ${compared ? `${joined} WHERE ${isNews(metrics)}` : `FROM staged_figures s WHERE ${says(metrics)} AND s.metric_date BETWEEN $2 AND $3`}
    ON CONFLICT (organization_id, agent_id, metric_date) DO UPDATE SET
      ${metrics.map((name) => `${name} = COALESCE(EXCLUDED.${name}, m.${name})`).join(', ')},
      import_id = EXCLUDED.import_id, imported_from = EXCLUDED.imported_from, updated_at = now()`;
}

const ownThere = (name: string): string => `FROM staged_figures s LEFT JOIN custom_metric_values e
  ON e.metric_id = $2 AND e.agent_id = s.agent_id AND e.metric_date = s.metric_date
  WHERE s.${name} IS NOT NULL`;

/** Of the organisation's own figures: `$1` organisation, `$2` which, `$3` import. */
export const keepReplacedCustomText = (name: string): string => `
  INSERT INTO import_undo (import_id, organization_id, table_name, row_key, before)
  SELECT $3, $1, 'custom_metric_values', e.agent_id || ':' || e.metric_date || ':' || e.metric_id,
         jsonb_build_object('import_id', e.import_id, 'value', e.value)
    ${ownThere(name)} AND e.value <> s.${name}
  ON CONFLICT DO NOTHING`;
export const writeCustomText = (name: string): string => `
  INSERT INTO custom_metric_values (organization_id, metric_id, agent_id, metric_date, value, import_id)
  SELECT $1, $2, s.agent_id, s.metric_date, s.${name}, $3
    ${ownThere(name)} AND (e.value IS NULL OR e.value <> s.${name})
  ON CONFLICT (metric_id, agent_id, metric_date) DO UPDATE SET
    value = EXCLUDED.value, import_id = EXCLUDED.import_id, updated_at = now()`;

/** How many rows say something new; `$1` to `$3` as in `joined`. */
export function countNewsText({ metrics, custom }: StagedColumns): string {
  const news = [
    ...(metrics.length === 0 ? [] : [`(${isNews(metrics)})`]),
    // Safe in the statement: ids of the organisation's own figures, which are uuids, and names made here.
    ...custom.map(
      ({ name, id }) => `(s.${name} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM custom_metric_values v
        WHERE v.metric_id = '${id}' AND v.agent_id = s.agent_id AND v.metric_date = s.metric_date AND v.value = s.${name}))`,
    ),
  ];
  return `SELECT count(*)::int AS news ${joined} WHERE ${news.join(' OR ')}`;
}

/** Figures that an import's columns may have written. */
export const metricsIn = (keys: readonly (string | null)[]): RecordedMetric[] =>
  recordedMetrics.filter((metric) => keys.includes(metric));
