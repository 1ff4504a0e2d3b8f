import { periodTypes, type PeriodType } from '../../coaching/performance/history-ports.ts';
import { periodBounds, type PeriodBounds } from '../../coaching/performance/period-bounds.ts';

/** Figures that periods average; each has a column `avg_<figure>` in `performance_history`. */
export const averagedFigures = [
  'service_score',
  'productivity_score',
  'quality_score',
  'attendance_rate',
  'adherence_score',
  'composite_score',
  'csat',
  'fcr',
  'aht',
  'qa_score',
] as const;

/** Of these also the change against the period before, in the column named. */
export const trendColumns = {
  service_score: 'service_trend',
  productivity_score: 'productivity_trend',
  quality_score: 'quality_trend',
  attendance_rate: 'attendance_trend',
  adherence_score: 'adherence_trend',
  composite_score: 'composite_trend',
} as const;

const trended = Object.entries(trendColumns);
const each = (write: (figure: string) => string): string => averagedFigures.map(write).join(', ');
const averages = each((figure) => `avg_${figure}`);
const trends = trended.map(([, column]) => column).join(', ');
const written = ['days_worked', ...averagedFigures.map((figure) => `avg_${figure}`), 'score_variance'];
const all = [...written, ...Object.values(trendColumns)];

/** Last day of the period that `day` falls in. Weeks are counted from a Monday before any day that is kept. */
const endings: Readonly<Record<PeriodType, string>> = {
  week: `metric_date + 6 - (metric_date - DATE '1999-01-04') % 7`,
  month: `(date_trunc('month', metric_date::timestamp) + interval '1 month - 1 day')::date`,
  quarter: `(date_trunc('quarter', metric_date::timestamp) + interval '3 months - 1 day')::date`,
};
const dayBefore = `CASE period_type
  WHEN 'week' THEN period_ending - 7
  ELSE (date_trunc(period_type, period_ending::timestamp) - interval '1 day')::date END`;

/**
 * One statement that makes weeks, months and quarters what their days say, as far as the days from `from` to `to` reach.
 *
 * Days are added up once, into pieces of a week within a month, and these into periods: what belongs to no period that is
 * asked about is null there. The periods right before and after come from what is kept: they have the average that a
 * trend is counted from, and the one whose trend may have changed. A row that is the same is not written.
 * @param range.agentIds undefined: everybody
 */
export function refreshStatement(
  organizationId: string,
  { from, to, agentIds }: { from: string; to: string; agentIds?: readonly string[] },
): { text: string; values: unknown[] } {
  const values: unknown[] = [organizationId];
  const bind = (value: unknown, type: string): string => `$${values.push(value)}::${type}`;
  const bounds = Object.fromEntries(
    periodTypes.map((type) => [type, periodBounds(type, from, to)]),
  ) as Record<PeriodType, PeriodBounds>;
  const reach = Object.values(bounds);
  const first = bind(reach.map((bound) => bound.from).sort()[0], 'date');
  const last = bind(
    reach
      .map((bound) => bound.to)
      .sort()
      .at(-1),
    'date',
  );
  const whose = agentIds === undefined ? '' : `AND agent_id = ANY (${bind(agentIds, 'uuid[]')})`;
  const wanted = Object.fromEntries(
    periodTypes.map((type) => [
      type,
      `BETWEEN ${bind(bounds[type].from, 'date')} AND ${bind(bounds[type].to, 'date')}`,
    ]),
  ) as Record<PeriodType, string>;
  const isAmong = (endingsOf: (type: PeriodType) => string): string =>
    periodTypes.map((type) => `(period_type = '${type}' AND period_ending ${endingsOf(type)})`).join(' OR ');
  const beside = isAmong(
    (type) => `IN (${bind(bounds[type].endingBefore, 'date')}, ${bind(bounds[type].endingAfter, 'date')})`,
  );
  const days = `organization_id = $1 AND metric_date BETWEEN ${first} AND ${last} ${whose}`;
  const figures = `agent_id, metric_date, ${each((figure) => figure)}`;
  const text = `
    WITH days AS (
      SELECT ${figures} FROM performance_metrics WHERE ${days}
      UNION ALL
      -- What came late for an archived month stands in for what is there.
      SELECT ${figures} FROM performance_metrics_archive kept WHERE ${days}
         AND NOT EXISTS (SELECT FROM performance_metrics late
               WHERE late.organization_id = $1 AND late.agent_id = kept.agent_id AND late.metric_date = kept.metric_date)
    ), pieces AS (
      SELECT agent_id, ${periodTypes
        .map((type) => `CASE WHEN metric_date ${wanted[type]} THEN ${endings[type]} END AS ${type}`)
        .join(', ')}, count(*) AS days,
             ${each((figure) => `count(${figure}) AS n_${figure}, sum(${figure}) AS sum_${figure}`)},
             sum(composite_score * composite_score) AS squares
        FROM days GROUP BY 1, 2, 3, 4
    ), computed AS MATERIALIZED (
      SELECT agent_id,
             CASE GROUPING(week, month, quarter) WHEN 3 THEN 'week' WHEN 5 THEN 'month' ELSE 'quarter' END AS period_type,
             CASE GROUPING(week, month, quarter) WHEN 3 THEN week WHEN 5 THEN month ELSE quarter END AS period_ending,
             sum(days)::integer AS days_worked,
             ${each((figure) => `round(sum(sum_${figure}) / nullif(sum(n_${figure}), 0), 2) AS avg_${figure}`)},
             round((sum(n_composite_score) * sum(squares) - sum(sum_composite_score) * sum(sum_composite_score))
               / nullif(sum(n_composite_score) * sum(n_composite_score), 0), 2) AS score_variance
        FROM pieces GROUP BY GROUPING SETS ((agent_id, week), (agent_id, month), (agent_id, quarter))
      HAVING CASE GROUPING(week, month, quarter) WHEN 3 THEN week WHEN 5 THEN month ELSE quarter END IS NOT NULL
    ), gone AS (
      DELETE FROM performance_history old
       WHERE organization_id = $1 ${whose} AND (${isAmong((type) => wanted[type])})
         AND NOT EXISTS (SELECT FROM computed
               WHERE computed.agent_id = old.agent_id AND computed.period_type = old.period_type
                 AND computed.period_ending = old.period_ending)
    ), course AS (
      SELECT agent_id, period_type, period_ending, ${written.join(', ')} FROM computed
      UNION ALL
      SELECT agent_id, period_type, period_ending, ${written.join(', ')} FROM performance_history
       WHERE organization_id = $1 ${whose} AND (${beside})
    ), compared AS (
      SELECT *, lag(period_ending) OVER earlier = ${dayBefore} AS follows,
             ${trended.map(([figure, trend]) => `avg_${figure} - lag(avg_${figure}) OVER earlier AS ${trend}`).join(', ')}
        FROM course WINDOW earlier AS (PARTITION BY agent_id, period_type ORDER BY period_ending)
    )
    INSERT INTO performance_history AS history
      (organization_id, agent_id, period_type, period_ending, days_worked, ${averages}, score_variance, ${trends})
    SELECT $1, agent_id, period_type, period_ending, days_worked, ${averages}, score_variance,
           ${trended.map(([, trend]) => `CASE WHEN follows THEN ${trend} END`).join(', ')}
      FROM compared
     WHERE NOT (${isAmong((type) => `= ${bind(bounds[type].endingBefore, 'date')}`)})
    ON CONFLICT (organization_id, agent_id, period_type, period_ending) DO UPDATE
      SET ${all.map((column) => `${column} = EXCLUDED.${column}`).join(', ')}, updated_at = now()
    WHERE (${all.map((column) => `history.${column}`).join(', ')})
      IS DISTINCT FROM (${all.map((column) => `EXCLUDED.${column}`).join(', ')})`;
  return { text, values };
}
