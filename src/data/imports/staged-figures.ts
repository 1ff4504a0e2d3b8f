import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { from as copyFrom, type CopyStreamQuery } from 'pg-copy-streams';
import type {
  FigureColumn,
  StagedFigures,
  WrittenFigures,
} from '../../coaching/imports/kinds/metric-ports.ts';
import type { ScopedPool } from '../scoped-pool.ts';
import { holdScope, type HeldScope } from './held-scope.ts';
import {
  countNewsText,
  keepReplacedCustomText,
  keepReplacedText,
  stagedColumns,
  writeCustomText,
  writeText,
} from './figure-sql.ts';

export interface FigureRun {
  organizationId: string;
  importId: string;
  fileName: string;
}

interface Days {
  rows: number;
  first: string | null;
  last: string | null;
}

/** Imports and rollbacks of one organisation's figures take their turns from here to their end. */
export const lockFigures = (client: HeldScope['client'], organizationId: string): Promise<unknown> =>
  client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`figures:${organizationId}`]);

/**
 * Lines go by COPY into a table of the transaction's own, because COPY into one with row policies is refused; from there
 * set by set.
 *
 * @param pool for months, which are made before this transaction touches the table
 * @param copyPool without pipelining
 */
export function stageFigures(
  { pool, copyPool }: { pool: ScopedPool; copyPool: ScopedPool },
  { organizationId, importId, fileName }: FigureRun,
  columns: readonly FigureColumn[],
): StagedFigures {
  const staged = stagedColumns(columns);
  let opened: Promise<{ held: HeldScope; copy: CopyStreamQuery }> | undefined;

  async function open() {
    const held = await holdScope(copyPool, { organizationId });
    const { rows } = await held.client.query<{ name: string; type: string }>(
      `SELECT attname AS name, format_type(atttypid, atttypmod) AS type FROM pg_attribute
        WHERE attrelid = 'performance_metrics'::regclass AND attname = ANY($1)`,
      [staged.metrics],
    );
    const types = new Map(rows.map(({ name, type }) => [name, type]));
    const definitions = staged.all.map(({ name }) => `${name} ${types.get(name) ?? 'numeric'}`);
    await held.client.query(
      `CREATE TEMP TABLE staged_figures (${['agent_id uuid', 'metric_date date', ...definitions].join(', ')}) ON COMMIT DROP`,
    );
    const copy = held.client.query(copyFrom(`COPY staged_figures FROM STDIN (FORMAT text, NULL '')`));
    // Whoever ends the stream, or writes to it next, hears of it.
    copy.on('error', () => undefined);
    return { held, copy };
  }

  /** Ends the copy, and says what came. */
  async function settle(): Promise<{ held: HeldScope; days: Days }> {
    const { held, copy } = await (opened ??= open());
    copy.end();
    await finished(copy);
    const { rows } = await held.client.query<Days>(
      `SELECT count(*)::int AS rows, min(metric_date)::text AS first, max(metric_date)::text AS last FROM staged_figures`,
    );
    return { held, days: rows[0] ?? { rows: 0, first: null, last: null } };
  }

  async function write({ client }: HeldScope, { rows, first, last }: Days): Promise<WrittenFigures> {
    const range = [organizationId, first, last];
    const { rows: there } = await client.query(
      'SELECT 1 FROM performance_metrics WHERE organization_id = $1 AND metric_date BETWEEN $2 AND $3 LIMIT 1',
      range,
    );
    const compared = there.length > 0;
    const { metrics, custom } = staged;
    if (compared && metrics.length > 0) await client.query(keepReplacedText(metrics), [...range, importId]);
    const touches = custom.length > 0;
    if (touches)
      await client.query('CREATE TEMP TABLE touched (agent_id uuid, metric_date date) ON COMMIT DROP');
    const run = async (text: string, values: readonly unknown[]): Promise<number> => {
      const touching = `WITH w AS (${text} RETURNING agent_id, metric_date) INSERT INTO touched SELECT * FROM w`;
      return (await client.query(touches ? touching : text, [...values])).rowCount ?? 0;
    };
    let written =
      metrics.length === 0 ? 0 : await run(writeText(metrics, { compared }), [...range, importId, fileName]);
    for (const { name, id } of custom) {
      await client.query(keepReplacedCustomText(name), [organizationId, id, importId]);
      await run(writeCustomText(name), [organizationId, id, importId]);
    }
    if (touches) {
      const { rows: counted } = await client.query<{ rows: number }>(
        'SELECT count(*)::int AS rows FROM (SELECT DISTINCT agent_id, metric_date FROM touched) AS row',
      );
      written = counted[0]?.rows ?? 0;
    }
    const result = { written, unchanged: rows - written };
    return written > 0 && first !== null && last !== null
      ? { ...result, firstDay: first, lastDay: last }
      : result;
  }

  return {
    async add(lines) {
      const { copy } = await (opened ??= open());
      if (copy.errored !== null) throw copy.errored;
      if (!copy.write(lines)) await once(copy, 'drain');
    },

    async commit(months) {
      const { held, days } = await settle();
      for (const month of months) {
        await pool.runInScope(
          { organizationId },
          { name: 'metric-month', text: 'SELECT ensure_metric_month($1::date)', values: [month] },
        );
      }
      await lockFigures(held.client, organizationId);
      const before = await writtenBefore(held, importId);
      if (before !== undefined) {
        await held.rollback();
        return before;
      }
      const result = await write(held, days);
      // In the same transaction, so that a successor knows that this is done, and what came of it.
      await held.client.query(
        `UPDATE import_logs SET successful_rows = $2, skipped_rows = $3, first_day = $4, last_day = $5, rollback_available = $6
          WHERE id = $1`,
        [importId, result.written, result.unchanged, result.firstDay, result.lastDay, result.written > 0],
      );
      await held.commit();
      return result;
    },

    async tally() {
      const { held, days } = await settle();
      const { rows } = await held.client.query<{ news: number }>(countNewsText(staged), [
        organizationId,
        days.first,
        days.last,
      ]);
      const written = rows[0]?.news ?? 0;
      return { written, unchanged: days.rows - written };
    },

    async close() {
      const parts = await opened?.catch(() => undefined);
      if (parts === undefined) return;
      if (!parts.copy.writableFinished) {
        parts.copy.destroy();
        await finished(parts.copy).catch(() => undefined);
      }
      await parts.held.rollback();
    },
  };
}

async function writtenBefore({ client }: HeldScope, importId: string): Promise<WrittenFigures | undefined> {
  const { rows } = await client.query<{
    written: number;
    unchanged: number;
    first: string | null;
    last: string | null;
  }>(
    `SELECT successful_rows AS written, skipped_rows AS unchanged, first_day::text AS first, last_day::text AS last
       FROM import_logs WHERE id = $1 AND rollback_available`,
    [importId],
  );
  if (rows[0] === undefined) return undefined;
  const { written, unchanged, first, last } = rows[0];
  return {
    written,
    unchanged,
    ...(first === null || last === null ? {} : { firstDay: first, lastDay: last }),
  };
}
