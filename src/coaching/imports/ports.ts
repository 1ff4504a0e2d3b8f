import type { Actor } from '../people/user.ts';
import type {
  ImportField,
  ImportLog,
  ImportMapping,
  ImportPreview,
  ImportRow,
  ImportRun,
  ImportType,
  RowFault,
} from './import.ts';

/** A CSV file or workbook, read piece by piece; whatever its size, few rows are held at once. */
export interface ImportTable {
  header: readonly string[];
  /** In batches of at most 5,000; blank rows are left out. Read once. */
  batches(): AsyncIterable<readonly ImportRow[]>;
  close(): Promise<void>;
}

/** Bytes, a file of the machine that the command line runs on, or pieces that can be read again from the start. */
export type ImportSource =
  | { fileName: string; content: Uint8Array }
  | { fileName: string; path: string }
  | { fileName: string; pieces: () => AsyncIterable<Uint8Array> };

export interface ImportReader {
  /** @throws AppError IMPORT_0xx: no CSV or workbook, an encoding that is none of UTF-8, UTF-16 and Windows-1252, no header */
  open(source: ImportSource): Promise<ImportTable>;
  /** The bytes as they are, piece by piece. */
  pieces(source: ImportSource): AsyncIterable<Uint8Array>;
}

export interface ImportWriter {
  /** Checks rows and keeps the good ones. @returns faults; rows with one are left out */
  take(rows: readonly ImportRow[]): Promise<readonly RowFault[]>;
  /**
   * Writes all that was taken, with what undoes it, in one transaction; a row that is there just so is not written. `take`
   * may not be called any more. Faults that only the whole shows come with it. A worker may have died right after it: the
   * same import written again answers what it answered then, not that all is there already.
   */
  commit(): Promise<{
    written: number;
    unchanged: number;
    faults: readonly RowFault[];
    firstDay?: string;
    lastDay?: string;
  }>;
  /** As `commit`, but nothing is written. */
  tally(): Promise<{
    written: number;
    unchanged: number;
    faults: readonly RowFault[];
    /** What a person should know before they say yes, for the preview; plain text. */
    notes?: readonly string[];
  }>;
  /** Lets go of everything; harmless after `commit` and `tally`. */
  close(): Promise<void>;
}

/** One kind of import. Who may make it is checked before. */
export interface ImportKind {
  type: ImportType;
  /** What columns may hold in this organisation. */
  fields(organizationId: string): Promise<readonly ImportField[]>;
  begin(run: ImportRun): Promise<ImportWriter>;
  /**
   * Undoes the whole import in one transaction.
   * @returns how many rows; or, in words for people, what newer things depend on it, and nothing was changed
   */
  rollback(log: ImportLog): Promise<{ rows: number } | { blockedBy: string }>;
}

export interface ImportUpload {
  source: ImportSource;
  /** Undefined: guessed from the header. */
  type?: ImportType;
  /** Of an upload in chat: prepared again for the same turn, it is the same import. */
  turnId?: string;
  conversationKey?: string;
}

/** Imports, as the command line and chat use them. Only admins import; leaders may import figures and profiles of their line. */
export interface Imports {
  /** Reads the file, guesses kind and columns, and keeps it until it is confirmed. Writes nothing else. */
  prepare(actor: Actor, upload: ImportUpload): Promise<ImportPreview>;
  preview(actor: Actor, importId: string): Promise<ImportPreview>;
  /** Another mapping, or another kind, of an import that waits. */
  remap(
    actor: Actor,
    importId: string,
    change: { type?: ImportType; mapping?: ImportMapping },
  ): Promise<ImportPreview>;
  /** From `waiting` to `validating`; pressed twice it stays. The caller has `run` called. */
  confirm(actor: Actor, importId: string): Promise<ImportLog>;
  /** Leaves a waiting import; its file is deleted. */
  cancel(actor: Actor, importId: string): Promise<ImportLog>;
  /**
   * Does a confirmed import, one worker at a time; what a dead one left is begun anew. Done already, it changes nothing.
   * @param onProgress after each batch, with what is done so far
   */
  run(
    organizationId: string,
    importId: string,
    options?: { onProgress?: (log: ImportLog) => void; signal?: AbortSignal },
  ): Promise<ImportLog>;
  /** @throws AppError IMPORT_0xx naming what newer things depend on it */
  rollback(actor: Actor, importId: string): Promise<ImportLog>;
  show(actor: Actor, importId: string): Promise<{ log: ImportLog; faults: readonly RowFault[] }>;
  /** Newest first; admins see all, others their own. */
  list(actor: Actor, limit: number): Promise<ImportLog[]>;
  /** The rows that could not be taken, as CSV in the file's own columns and one more that says why; safe to open in a spreadsheet. */
  errorFile(actor: Actor, importId: string): Promise<{ fileName: string; content: string }>;
  /**
   * Of an import that waits: its headings, and what columns may hold, without reading the file.
   * @throws AppError IMPORT_010, IMPORT_012
   */
  columns(actor: Actor, importId: string): Promise<Pick<ImportPreview, 'log' | 'header' | 'fields'>>;
  /** Leaves an import that nobody confirmed for seven days, as `cancel` does; any other stays as it is. */
  expire(organizationId: string, importId: string): Promise<void>;
}
