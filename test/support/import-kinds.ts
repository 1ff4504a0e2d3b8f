import type { ImportLog, ImportType, RowFault } from '../../src/coaching/imports/import.ts';
import type { ImportKind } from '../../src/coaching/imports/ports.ts';
import { toActor, type User } from '../../src/coaching/people/user.ts';
import { newId } from '../../src/shared/ids.ts';

/** A file as a test writes it: the first line holds keys of fields. */
export type Table = readonly (readonly string[])[];

export interface KindRun {
  log: ImportLog;
  written: number;
  unchanged: number;
  faults: readonly RowFault[];
  notes: readonly string[];
}

/** One import by one kind, without the machinery around it. @param mode `tally` writes nothing */
export async function runKind(
  kind: ImportKind,
  importer: User,
  [header = [], ...rows]: Table,
  options: {
    importId?: string;
    mode?: 'commit' | 'tally';
    /** Keeps the log, as the machinery does before it writes. */
    keep?: (log: ImportLog) => Promise<void>;
  } = {},
): Promise<KindRun> {
  const log = logOf(kind.type, importer, options.importId);
  if (options.mode !== 'tally') await options.keep?.(log);
  const writer = await kind.begin({
    importId: log.id,
    actor: toActor(importer),
    fileName: log.fileName,
    columns: header,
    dates: 'day-month-year',
    header,
  });
  const faults = [...(await writer.take(rows.map((cells, index) => ({ line: index + 2, cells }))))];
  const done = options.mode === 'tally' ? await writer.tally() : await writer.commit();
  await writer.close();
  const notes = 'notes' in done ? (done.notes ?? []) : [];
  return { log, ...done, faults: [...faults, ...done.faults], notes };
}

const logOf = (type: ImportType, importer: User, id = newId()): ImportLog => ({
  ...{ id, organizationId: importer.organizationId, type, importedBy: importer.id, fileName: `${type}.csv` },
  ...{ fileSize: 1, fileHash: id, status: 'processing', mapping: { columns: [], dates: 'day-month-year' } },
  ...{ totalRows: 0, processedRows: 0, successfulRows: 0, failedRows: 0, skippedRows: 0 },
  rollbackAvailable: true,
  createdAt: new Date('2026-11-20T09:00:00Z'),
});

/** `2: message` for each, for short comparisons. */
export const told = (faults: readonly RowFault[]): string[] =>
  faults.map(({ line, column, message }) => `${line} ${column ?? ''}: ${message}`);
