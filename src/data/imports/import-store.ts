import { createHash } from 'node:crypto';
import {
  dateOrders,
  importStatuses,
  importTypes,
  type ImportMapping,
  type RowFault,
} from '../../coaching/imports/import.ts';
import type { FaultyRow, ImportStore, StoredImport } from '../../coaching/imports/store-ports.ts';
import { oneOf } from '../one-of.ts';
import type { ScopedPool } from '../scoped-pool.ts';

const columns = `id, organization_id AS "organizationId", import_type AS type, imported_by AS "importedBy",
  file_name AS "fileName", file_size_bytes::float8 AS "fileSize", file_hash AS "fileHash", status, mapping,
  total_rows AS "totalRows", processed_rows AS "processedRows", successful_rows AS "successfulRows",
  failed_rows AS "failedRows", skipped_rows AS "skippedRows", failure, started_at AS "startedAt",
  completed_at AS "completedAt", rollback_available AS "rollbackAvailable", rolled_back_at AS "rolledBackAt",
  created_at AS "createdAt"`;

interface Row {
  id: string;
  organizationId: string;
  type: string;
  importedBy: string | null;
  fileName: string;
  fileSize: number;
  fileHash: string;
  status: string;
  mapping: Partial<ImportMapping> & { header?: string[] };
  totalRows: number;
  processedRows: number;
  successfulRows: number;
  failedRows: number;
  skippedRows: number;
  failure: string | null;
  startedAt: Date | null;
  completedAt: Date | null;
  rollbackAvailable: boolean;
  rolledBackAt: Date | null;
  createdAt: Date;
}

function toImport({
  mapping,
  importedBy,
  failure,
  startedAt,
  completedAt,
  rolledBackAt,
  ...row
}: Row): StoredImport {
  return {
    ...row,
    type: oneOf(importTypes, row.type),
    status: oneOf(importStatuses, row.status),
    mapping: { columns: mapping.columns ?? [], dates: oneOf(dateOrders, mapping.dates ?? 'iso') },
    header: mapping.header ?? [],
    ...(importedBy === null ? {} : { importedBy }),
    ...(failure === null ? {} : { failure }),
    ...(startedAt === null ? {} : { startedAt }),
    ...(completedAt === null ? {} : { completedAt }),
    ...(rolledBackAt === null ? {} : { rolledBackAt }),
  };
}

/** A zero character, which no database takes, is shown as what cannot be shown. */
const storable = (text: string): string => text.replaceAll('\u0000', '\uFFFD');

export function createImportStore(pool: ScopedPool): ImportStore {
  const one = async (
    organizationId: string,
    name: string,
    text: string,
    values: readonly unknown[],
  ): Promise<StoredImport | undefined> => {
    const { rows } = await pool.runInScope<Row>({ organizationId }, { name, text, values: [...values] });
    return rows[0] === undefined ? undefined : toImport(rows[0]);
  };
  /** Moves it on where it is in the state that the step begins in. @returns as it stands then */
  const step = async (
    organizationId: string,
    id: string,
    name: string,
    text: string,
    values: readonly unknown[],
  ) => (await one(organizationId, name, text, [id, ...values])) ?? find(organizationId, id);
  const find = (organizationId: string, id: string) =>
    one(organizationId, 'import-find', `SELECT ${columns} FROM import_logs WHERE id = $1`, [id]);
  const findByTurn = (organizationId: string, turnId: string) =>
    one(
      organizationId,
      'import-of-turn',
      `SELECT ${columns} FROM import_logs WHERE organization_id = $1 AND turn_id = $2`,
      [organizationId, turnId],
    );

  return {
    find,
    findByTurn,

    async create(entry, content) {
      const { organizationId, id, turnId } = entry;
      const isNew = await pool.withScope({ organizationId }, async (client) => {
        const { rowCount } = await client.query(
          `INSERT INTO import_logs (id, organization_id, imported_by, import_type, file_name, file_size_bytes, file_hash,
             mapping, total_rows, turn_id, conversation_key)
           VALUES ($1, $2, $3, $4, $5, 0, '', $6, $7, $8, $9) ON CONFLICT DO NOTHING`,
          [
            ...[id, organizationId, entry.importedBy, entry.type, storable(entry.fileName)],
            JSON.stringify({ ...entry.mapping, header: entry.header.map(storable) }),
            ...[entry.totalRows, turnId ?? null, entry.conversationKey ?? null],
          ],
        );
        if (rowCount === 0) return false;
        const hash = createHash('sha256');
        let size = 0;
        let part = 0;
        for await (const piece of content) {
          hash.update(piece);
          size += piece.byteLength;
          await client.query({
            name: 'import-file',
            text: 'INSERT INTO import_files (import_id, part, organization_id, content) VALUES ($1, $2, $3, $4)',
            values: [id, part, organizationId, Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength)],
          });
          part += 1;
        }
        await client.query('UPDATE import_logs SET file_size_bytes = $2, file_hash = $3 WHERE id = $1', [
          id,
          size,
          hash.digest('hex'),
        ]);
        return true;
      });
      const log =
        isNew || turnId === undefined
          ? await find(organizationId, id)
          : await findByTurn(organizationId, turnId);
      if (log === undefined) throw new Error('An import that was just kept is gone.');
      return log;
    },

    async list(organizationId, { importedBy, limit }) {
      const { rows } = await pool.runInScope<Row>(
        { organizationId },
        {
          name: 'import-list',
          text: `SELECT ${columns} FROM import_logs WHERE organization_id = $1 AND ($2::uuid IS NULL OR imported_by = $2)
            ORDER BY created_at DESC, id LIMIT $3`,
          values: [organizationId, importedBy ?? null, limit],
        },
      );
      return rows.map(toImport);
    },

    finishedBefore: ({ organizationId, id, fileHash }) =>
      one(
        organizationId,
        'import-same',
        `SELECT ${columns} FROM import_logs WHERE organization_id = $1 AND file_hash = $2 AND id <> $3
           AND status IN ('success', 'partial_success') ORDER BY created_at DESC LIMIT 1`,
        [organizationId, fileHash, id],
      ),

    async *content(organizationId, id) {
      for (let part = 0; ; part += 1) {
        const { rows } = await pool.runInScope<{ content: Buffer }>(
          { organizationId },
          {
            name: 'import-part',
            text: 'SELECT content FROM import_files WHERE import_id = $1 AND part = $2',
            values: [id, part],
          },
        );
        if (rows[0] === undefined) return;
        yield rows[0].content;
      }
    },

    async remap(organizationId, id, { type, mapping }) {
      return step(
        organizationId,
        id,
        'import-remap',
        `UPDATE import_logs SET import_type = $2, mapping = mapping || $3::jsonb, updated_at = now()
          WHERE id = $1 AND status = 'waiting' RETURNING ${columns}`,
        [type, JSON.stringify(mapping)],
      );
    },

    confirm: (organizationId, id) =>
      step(
        organizationId,
        id,
        'import-confirm',
        `UPDATE import_logs SET status = 'validating', updated_at = now() WHERE id = $1 AND status = 'waiting' RETURNING ${columns}`,
        [],
      ),

    cancel: (organizationId, id) =>
      step(
        organizationId,
        id,
        'import-cancel',
        `WITH gone AS (
           UPDATE import_logs SET status = 'cancelled', completed_at = now(), updated_at = now()
            WHERE id = $1 AND status = 'waiting' RETURNING *
         ), files AS (DELETE FROM import_files WHERE import_id IN (SELECT id FROM gone))
         SELECT ${columns} FROM gone`,
        [],
      ),

    async cancelLeft(organizationId, before) {
      await pool.runInScope(
        { organizationId },
        {
          name: 'import-cancel-left',
          text: `WITH gone AS (
              UPDATE import_logs SET status = 'cancelled', completed_at = now(), updated_at = now()
               WHERE organization_id = $1 AND status = 'waiting' AND updated_at < $2 RETURNING id
            ) DELETE FROM import_files WHERE import_id IN (SELECT id FROM gone)`,
          values: [organizationId, before],
        },
      );
    },

    // What an earlier try counted as written stays: where it is set, that try came as far as its end.
    claim: (organizationId, id, claimId, staleMs) =>
      one(
        organizationId,
        'import-claim',
        `WITH mine AS (
           UPDATE import_logs SET status = 'processing', claim_id = $2, claimed_at = now(), updated_at = now(),
                  started_at = coalesce(started_at, now()), processed_rows = 0, failed_rows = 0
            WHERE id = $1 AND status IN ('validating', 'processing')
              AND (claim_id IS NULL OR claimed_at < now() - $3 * interval '1 millisecond') RETURNING *
         ), faults AS (DELETE FROM import_row_errors WHERE import_id IN (SELECT id FROM mine))
         SELECT ${columns} FROM mine`,
        [id, claimId, staleMs],
      ),

    async heartbeat(organizationId, id, claimId, { processedRows, failedRows }) {
      const { rowCount } = await pool.runInScope(
        { organizationId },
        {
          name: 'import-heartbeat',
          text: `UPDATE import_logs SET claimed_at = now(), updated_at = now(), processed_rows = $3, failed_rows = $4
            WHERE id = $1 AND claim_id = $2 AND status = 'processing'`,
          values: [id, claimId, processedRows, failedRows],
        },
      );
      return rowCount === 1;
    },

    async release(organizationId, id, claimId) {
      await pool.runInScope(
        { organizationId },
        {
          name: 'import-release',
          text: 'UPDATE import_logs SET claim_id = NULL, claimed_at = NULL, updated_at = now() WHERE id = $1 AND claim_id = $2',
          values: [id, claimId],
        },
      );
    },

    finish: (organizationId, id, claimId, end) =>
      one(
        organizationId,
        'import-finish',
        `WITH ended AS (
           UPDATE import_logs SET status = $3, processed_rows = $4, successful_rows = $5, failed_rows = $6, skipped_rows = $7,
                  failure = $8, rollback_available = $9, completed_at = now(), updated_at = now(), claim_id = NULL
            WHERE id = $1 AND claim_id = $2 AND status = 'processing' RETURNING *
         ), files AS (DELETE FROM import_files WHERE import_id IN (SELECT id FROM ended))
         SELECT ${columns} FROM ended`,
        [
          ...[
            id,
            claimId,
            end.status,
            end.processedRows,
            end.successfulRows,
            end.failedRows,
            end.skippedRows,
          ],
          ...[end.failure ?? null, end.rollbackAvailable],
        ],
      ),

    markRolledBack: (organizationId, id, by) =>
      step(
        organizationId,
        id,
        'import-rolled-back',
        `UPDATE import_logs SET status = 'rolled_back', rollback_available = false, rolled_back_at = now(), rolled_back_by = $2,
                updated_at = now()
          WHERE id = $1 AND status IN ('success', 'partial_success') RETURNING ${columns}`,
        [by],
      ),

    async addFaults(organizationId, id, rows) {
      if (rows.length === 0) return;
      const records = rows.map(({ row, faults }) => ({
        line: row.line,
        cells: row.cells,
        faults: faults.map(({ column, code, message }) => ({ column, code, message })),
      }));
      await pool.runInScope(
        { organizationId },
        {
          name: 'import-faults',
          // A zero character comes escaped in JSON.
          text: `INSERT INTO import_row_errors (import_id, line, organization_id, faults, cells)
            SELECT $1, line, $2, faults, ARRAY(SELECT jsonb_array_elements_text(cells))
              FROM jsonb_to_recordset($3::jsonb) AS row (line integer, faults jsonb, cells jsonb) ON CONFLICT DO NOTHING`,
          values: [id, organizationId, JSON.stringify(records).replaceAll('\\u0000', '\uFFFD')],
        },
      );
    },

    async faults(organizationId, id, { afterLine = 0, limit }) {
      const { rows } = await pool.runInScope<{
        line: number;
        cells: string[];
        faults: Omit<RowFault, 'line'>[];
      }>(
        { organizationId },
        {
          name: 'import-faults-of',
          text: 'SELECT line, cells, faults FROM import_row_errors WHERE import_id = $1 AND line > $2 ORDER BY line LIMIT $3',
          values: [id, afterLine, limit],
        },
      );
      return rows.map(({ line, cells, faults }): FaultyRow => ({
        row: { line, cells },
        faults: faults.map((fault) => ({ line, ...fault })),
      }));
    },
  };
}
