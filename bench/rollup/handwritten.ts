/** The columns of the table that both fill. */
const averaged = [
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
];
const trended = ['service', 'productivity', 'quality', 'attendance', 'adherence', 'composite'];
const columnOf = (trend: string): string => `avg_${trend}_${trend === 'attendance' ? 'rate' : 'score'}`;

/**
 * The same by hand: one statement that computes all weeks, months and quarters and writes them into an empty table with
 * the same columns, checks, indexes and references. It knows nothing of what was there, of an archive, or of who may write.
 */
export const rollupByHand = `
  WITH pieces AS (
    SELECT agent_id, week, month, count(*) AS days,
           ${averaged.map((name) => `count(${name}) AS n_${name}, sum(${name}) AS s_${name}`).join(', ')},
           sum(composite_score * composite_score) AS squares
      FROM (SELECT *, metric_date + 6 - (metric_date - DATE '1999-01-04') % 7 AS week,
                   (date_trunc('month', metric_date::timestamp) + interval '1 month - 1 day')::date AS month
              FROM performance_metrics
             WHERE organization_id = $1 AND metric_date BETWEEN $2::date AND $3::date) day
     GROUP BY 1, 2, 3
  ), periods AS (
    SELECT agent_id,
           CASE GROUPING(week, month, quarter) WHEN 3 THEN 'week' WHEN 5 THEN 'month' ELSE 'quarter' END AS type,
           CASE GROUPING(week, month, quarter) WHEN 3 THEN week WHEN 5 THEN month ELSE quarter END AS ending,
           sum(days)::integer AS days,
           ${averaged.map((name) => `round(sum(s_${name}) / nullif(sum(n_${name}), 0), 2) AS avg_${name}`).join(', ')},
           round((sum(n_composite_score) * sum(squares) - sum(s_composite_score) * sum(s_composite_score))
             / nullif(sum(n_composite_score) * sum(n_composite_score), 0), 2) AS variance
      FROM (SELECT *, (date_trunc('quarter', month::timestamp) + interval '3 months - 1 day')::date AS quarter FROM pieces) piece
     GROUP BY GROUPING SETS ((agent_id, week), (agent_id, month), (agent_id, quarter))
  )
  INSERT INTO history_by_hand (organization_id, agent_id, period_type, period_ending, days_worked,
    ${averaged.map((name) => `avg_${name}`).join(', ')}, score_variance, ${trended.map((name) => `${name}_trend`).join(', ')})
  SELECT $1, agent_id, type, ending, days, ${averaged.map((name) => `avg_${name}`).join(', ')}, variance,
         ${trended
           .map(
             (name) => `CASE WHEN lag(ending) OVER earlier =
               CASE type WHEN 'week' THEN ending - 7 ELSE (date_trunc(type, ending::timestamp) - interval '1 day')::date END
               THEN ${columnOf(name)} - lag(${columnOf(name)}) OVER earlier END`,
           )
           .join(', ')}
    FROM periods WINDOW earlier AS (PARTITION BY agent_id, type ORDER BY ending)`;
