import type { ImportLog, ImportMapping, ImportRow, ImportType, RowFault } from './import.ts';

/** With the headings as written, which outlive the file. */
export interface StoredImport extends ImportLog {
  header: readonly string[];
}

export interface NewImport {
  id: string;
  organizationId: string;
  type: ImportType;
  importedBy: string;
  fileName: string;
  mapping: ImportMapping;
  header: readonly string[];
  totalRows: number;
  turnId?: string;
  conversationKey?: string;
}

export interface FaultyRow {
  row: ImportRow;
  faults: readonly RowFault[];
}

export interface ImportEnd {
  status: 'success' | 'partial_success' | 'failed';
  processedRows: number;
  successfulRows: number;
  failedRows: number;
  skippedRows: number;
  /** Why it failed as a whole, for people. */
  failure?: string;
  rollbackAvailable: boolean;
}

/** Imports, their files until they are finished, and the rows that could not be taken. */
export interface ImportStore {
  /** Keeps the file with its log, in one transaction; size and hash are taken on the way. Of a turn that made one already, that one. */
  create(entry: NewImport, content: AsyncIterable<Uint8Array>): Promise<StoredImport>;
  find(organizationId: string, id: string): Promise<StoredImport | undefined>;
  findByTurn(organizationId: string, turnId: string): Promise<StoredImport | undefined>;
  /** Newest first. @param filter.importedBy undefined: everybody's */
  list(organizationId: string, filter: { importedBy?: string; limit: number }): Promise<StoredImport[]>;
  /** The newest other import of the same bytes that wrote something or found all there. */
  finishedBefore(entry: ImportLog): Promise<StoredImport | undefined>;
  /** The file of an import, in pieces. */
  content(organizationId: string, id: string): AsyncIterable<Uint8Array>;
  /** Only while it waits. @returns as it stands then */
  remap(
    organizationId: string,
    id: string,
    change: { type: ImportType; mapping: ImportMapping },
  ): Promise<StoredImport | undefined>;
  /** From `waiting` to `validating`; otherwise it stays. @returns as it stands then */
  confirm(organizationId: string, id: string): Promise<StoredImport | undefined>;
  /** Cancels what has waited since before `before`, and deletes those files. */
  cancelLeft(organizationId: string, before: Date): Promise<void>;
  /** From `waiting` to `cancelled`, without its file; otherwise it stays. @returns as it stands then */
  cancel(organizationId: string, id: string): Promise<StoredImport | undefined>;

  /**
   * Takes a confirmed import for one worker, `processing` from then on, its counts and faults of an earlier try cleared.
   * Undefined: another one holds it, and was heard of less than `staleMs` ago; or it is in no such state.
   */
  claim(
    organizationId: string,
    id: string,
    claimId: string,
    staleMs: number,
  ): Promise<StoredImport | undefined>;
  /** Says that the worker lives, and how far it is. @returns false: the claim is another one's by now */
  heartbeat(
    organizationId: string,
    id: string,
    claimId: string,
    counts: { processedRows: number; failedRows: number },
  ): Promise<boolean>;
  /** Lets go of the claim, so that another worker begins at once. */
  release(organizationId: string, id: string, claimId: string): Promise<void>;
  /** Ends it and deletes its file. @returns undefined: the claim is another one's by now */
  finish(
    organizationId: string,
    id: string,
    claimId: string,
    end: ImportEnd,
  ): Promise<StoredImport | undefined>;
  /** From `success` or `partial_success`. @returns as it stands then */
  markRolledBack(organizationId: string, id: string, by: string): Promise<StoredImport | undefined>;

  /** Rows kept already stay as they are. */
  addFaults(organizationId: string, id: string, rows: readonly FaultyRow[]): Promise<void>;
  /** By line, from the one after `afterLine` (default: the first). */
  faults(
    organizationId: string,
    id: string,
    page: { afterLine?: number; limit: number },
  ): Promise<FaultyRow[]>;
}
