import {
  dateOrders,
  importStatuses,
  importTypes,
  type ImportMapping,
} from '../../coaching/imports/import.ts';
import type { StoredImport } from '../../coaching/imports/store-ports.ts';
import { oneOf } from '../one-of.ts';

/** Of `import_logs`, as `toImport` takes them. */
export const importColumns = `id, organization_id AS "organizationId", import_type AS type, imported_by AS "importedBy",
  file_name AS "fileName", file_size_bytes::float8 AS "fileSize", file_hash AS "fileHash", status, mapping,
  total_rows AS "totalRows", processed_rows AS "processedRows", successful_rows AS "successfulRows",
  failed_rows AS "failedRows", skipped_rows AS "skippedRows", failure, started_at AS "startedAt",
  completed_at AS "completedAt", rollback_available AS "rollbackAvailable", rolled_back_at AS "rolledBackAt",
  created_at AS "createdAt"`;

export interface ImportLogRow {
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

export function toImport({
  mapping,
  importedBy,
  failure,
  startedAt,
  completedAt,
  rolledBackAt,
  ...row
}: ImportLogRow): StoredImport {
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
