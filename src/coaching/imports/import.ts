import type { Actor } from '../people/user.ts';

export const importTypes = ['metrics', 'users', 'profiles', 'history'] as const;
/** What a file holds: daily figures, people, their profiles, or coaching that took place before. */
export type ImportType = (typeof importTypes)[number];

/**
 * `waiting`: read and its columns guessed, nothing written; a person confirms. `validating` and `processing`: a worker is at
 * it. `partial_success`: some rows could not be taken, and wait in a file of their own to be mended.
 */
export const importStatuses = [
  'waiting',
  'validating',
  'processing',
  'success',
  'partial_success',
  'failed',
  'cancelled',
  'rolled_back',
] as const;
export type ImportStatus = (typeof importStatuses)[number];

/** How `03/04/2026` is read. `iso`: 2026-04-03, also with a time after it. */
export const dateOrders = ['iso', 'day-month-year', 'month-day-year'] as const;
export type DateOrder = (typeof dateOrders)[number];

/** One thing that a column may hold. */
export interface ImportField {
  /** e.g. `service_score`; unique in its kind. */
  key: string;
  label: string;
  /** Other names in a header, in any case, with spaces, dashes or underscores alike. */
  aliases: readonly string[];
  required: boolean;
  /**
   * What its cells look like. It decides between columns of like names; a cell of `text` that a spreadsheet would run as a
   * formula is a fault. @default undefined: anything
   */
  holds?: 'person' | 'day' | 'number' | 'text';
}

export interface ImportMapping {
  /** By position in the header: the field's key, or null for a column that is left out. */
  columns: readonly (string | null)[];
  dates: DateOrder;
}

/** A row of a file. Cells as text; in a workbook numbers are plain, days `YYYY-MM-DD`. */
export interface ImportRow {
  /** 1-based, in the file; the header is a line too, and so are blank ones and breaks inside a cell. */
  line: number;
  cells: readonly string[];
}

/** What is wrong with a row, for people. One row may have several; it is left out as a whole. */
export interface RowFault {
  line: number;
  /** Heading of the column as written; undefined: the row as a whole. */
  column?: string;
  /** `IMPORT_0xx`, stable. */
  code: string;
  /** Names the cure, and never runs on: at most 300 characters. */
  message: string;
}

export interface ImportLog {
  id: string;
  organizationId: string;
  type: ImportType;
  /** Undefined: they are gone. */
  importedBy?: string;
  fileName: string;
  fileSize: number;
  /** SHA-256, hex. */
  fileHash: string;
  status: ImportStatus;
  mapping: ImportMapping;
  totalRows: number;
  processedRows: number;
  /** Written: made or changed. */
  successfulRows: number;
  failedRows: number;
  /** There already, just so. */
  skippedRows: number;
  failure?: string;
  startedAt?: Date;
  completedAt?: Date;
  rollbackAvailable: boolean;
  rolledBackAt?: Date;
  createdAt: Date;
}

/** What a person sees before they say yes. */
export interface ImportPreview {
  log: ImportLog;
  header: readonly string[];
  fields: readonly ImportField[];
  /** The first rows, as they stand. */
  sample: readonly ImportRow[];
  /** What the whole file would do, if it was small enough to be tried at once (20,000 rows). */
  outcome?: { written: number; unchanged: number; failed: number };
  /** What `ImportWriter.tally` says of the file as a whole, such as how many people would no longer get in. */
  notes?: readonly string[];
  /** The first faults, at most ten. */
  faults: readonly RowFault[];
  /** Required fields that no column holds: it cannot be confirmed. */
  missing: readonly ImportField[];
  /** The newest finished import of the same bytes, unless it was taken back. */
  duplicateOf?: ImportLog;
  /** How its days are read, with one of them; undefined without a column of days. `certain`: no other reading fits. */
  dates?: { order: DateOrder; certain: boolean; example?: { cell: string; day: string } };
}

/** One import at work, for the kind that writes it. */
export interface ImportRun {
  importId: string;
  actor: Actor;
  fileName: string;
  /** By position: the field's key; undefined for a column that is left out. */
  columns: readonly (string | undefined)[];
  dates: DateOrder;
  /** Headings as written, for faults. */
  header: readonly string[];
}
