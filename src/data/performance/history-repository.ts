import type {
  HistoryKeeper,
  HistoryReader,
  PeriodFigures,
  PeriodType,
} from '../../coaching/performance/history-ports.ts';
import type { MetricKey } from '../../coaching/performance/metric.ts';
import type { ScopedPool } from '../scoped-pool.ts';
import { averagedFigures, refreshStatement, trendColumns } from './history-refresh.ts';

/** Sorting and grouping of 10,000 people's year fit; a refresh of one day needs a small part of it. */
const memory = '128MB';

type Row = {
  agent_id: string;
  period_type: PeriodType;
  ending: string;
  days_worked: number;
  score_variance: string | null;
} & Record<string, unknown>;

/** Numerics come as text, so that no driver rounds them. */
function numbersOf(
  row: Row,
  columns: readonly (readonly [MetricKey, string])[],
): Partial<Record<MetricKey, number>> {
  const values: Partial<Record<MetricKey, number>> = {};
  for (const [metric, column] of columns) {
    const value = row[column];
    if (typeof value === 'string') values[metric] = Number(value);
  }
  return values;
}

const averageColumns = averagedFigures.map((figure) => [figure, `avg_${figure}`] as const);
// Safe cast: the keys of a constant.
const trends = Object.entries(trendColumns) as [MetricKey, string][];

const toPeriod = (row: Row): PeriodFigures => ({
  agentId: row.agent_id,
  type: row.period_type,
  ending: row.ending,
  daysWorked: row.days_worked,
  averages: numbersOf(row, averageColumns),
  trends: numbersOf(row, trends),
  ...(row.score_variance === null ? {} : { variance: Number(row.score_variance) }),
});

export function createHistoryRepository(pool: ScopedPool): HistoryKeeper & HistoryReader {
  return {
    refresh: (organizationId, range) =>
      pool.withScope({ organizationId }, async (client) => {
        // One after the other: who began first could else write last what was true before. The lock is taken in a
        // statement of its own, so that the next one sees what the one before it wrote.
        await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
          `performance-history:${organizationId}`,
        ]);
        // Compiling the statement takes longer than it saves.
        await client.query(`SET LOCAL work_mem = '${memory}'; SET LOCAL jit = off`);
        await client.query(refreshStatement(organizationId, range));
      }),

    async periods(organizationId, agentIds, { type, from, to }) {
      const { rows } = await pool.runInScope<Row>(
        { organizationId },
        {
          name: 'history-periods',
          text: `SELECT agent_id, period_type, period_ending::text AS ending, days_worked, score_variance,
              ${[...averageColumns, ...trends].map(([, column]) => column).join(', ')}
             FROM performance_history
            WHERE organization_id = $1 AND agent_id = ANY ($2::uuid[]) AND period_type = $3
              AND period_ending BETWEEN $4 AND $5
            ORDER BY period_ending, agent_id`,
          values: [organizationId, agentIds, type, from, to],
        },
      );
      return rows.map(toPeriod);
    },
  };
}
