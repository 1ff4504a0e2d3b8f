import type { FigureRetention } from '../../coaching/performance/figure-retention-ports.ts';
import type { ScopedPool } from '../scoped-pool.ts';

/** By the day that counts. */
const kept = {
  performance_history: 'period_ending',
  performance_metrics_archive: 'metric_date',
  custom_metric_values: 'metric_date',
  performance_annotations: 'day',
} as const;

/** Catalogues are everybody's to read: which months would go. */
const oldMonths = `
  SELECT count(*)::int AS months FROM pg_inherits JOIN pg_class part ON part.oid = inhrelid
   WHERE inhparent = 'performance_metrics'::regclass
     AND (to_date(right(part.relname, 7), 'YYYY_MM') + interval '1 month')::date <= $1::date`;

/** Months hold the days of all organisations, so the scope is nobody's. */
const nobody = { organizationId: '00000000-0000-0000-0000-000000000000' };

export function createFigureRetention(pool: ScopedPool): FigureRetention {
  return {
    async archiveMonths(before, dryRun) {
      const { rows } = await pool.runInScope<{ months: number }>(nobody, {
        name: dryRun ? 'figures-old-months' : 'figures-archive',
        text: dryRun ? oldMonths : 'SELECT archive_metric_months($1::date) AS months',
        values: [before],
      });
      return rows[0]?.months ?? 0;
    },

    async deleteBefore(organizationId, day, dryRun) {
      const done: Record<string, Record<string, number>> = {};
      for (const [table, column] of Object.entries(kept)) {
        const where = `${table} WHERE organization_id = $1 AND ${column} < $2::date`;
        const { rows, rowCount } = await pool.runInScope<{ n: number }>(
          { organizationId },
          {
            text: dryRun ? `SELECT count(*)::int AS n FROM ${where}` : `DELETE FROM ${where}`,
            values: [organizationId, day],
          },
        );
        const deleted = dryRun ? (rows[0]?.n ?? 0) : (rowCount ?? 0);
        if (deleted > 0) done[table] = { deleted };
      }
      return done;
    },
  };
}
