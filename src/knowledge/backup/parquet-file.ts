import { init, compress } from '@bokuweb/zstd-wasm';
import { parquetMetadata, parquetReadObjects, type SchemaElement } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { corrupted, newerSchema } from './errors.ts';

/** Raised with every change of a table's columns that an older reader would misread. */
export const schemaVersion = 1;
const schemaKey = 'threadcoach.schema_version';
const tableKey = 'threadcoach.table';
/** Beyond this, zstd gets much slower and hardly smaller. */
const zstdLevel = 10;

export type ColumnType = 'text' | 'integer' | 'time' | 'texts' | 'integers' | 'floats';

/** Columns by property name; in the file they are in snake case. `?`: may be null. */
export type Columns = Readonly<Record<string, ColumnType | `${ColumnType}?`>>;

export type Row = Record<string, unknown>;

const scalars = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  integer: { type: 'INT32' },
  time: { type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' },
} as const satisfies Record<string, Partial<SchemaElement>>;

const elements = {
  texts: scalars.text,
  integers: scalars.integer,
  floats: { type: 'FLOAT' },
} as const satisfies Record<string, Partial<SchemaElement>>;

const toColumnName = (property: string): string =>
  property.replace(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`);

function toSchema(columns: Columns): SchemaElement[] {
  const entries = Object.entries(columns);
  return [
    { name: 'root', num_children: entries.length },
    ...entries.flatMap(([property, declared]): SchemaElement[] => {
      const name = toColumnName(property);
      const optional = declared.endsWith('?');
      const type = declared.replace('?', '') as ColumnType;
      const repetition = { repetition_type: optional ? 'OPTIONAL' : 'REQUIRED' } as const;
      if (type === 'text' || type === 'integer' || type === 'time')
        return [{ name, ...scalars[type], ...repetition }];
      return [
        { name, ...repetition, converted_type: 'LIST', num_children: 1 },
        { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
        { name: 'element', ...elements[type], repetition_type: 'REQUIRED' },
      ];
    }),
  ];
}

/** Rows and characters of a row group: what is held in memory uncompressed. */
const rowsAGroup = 500;
const charactersAGroup = 4_000_000;

/** A Parquet file in the making: only its compressed form and the rows of one row group are held in memory. */
export interface ParquetFile {
  add(rows: readonly object[]): void;
  rows(): number;
  /** Compressed bytes so far; the last row group is not among them yet. */
  size(): number;
  finish(): Uint8Array;
}

let ready: Promise<void> | undefined;

const charactersOf = (row: Row): number =>
  Object.values(row).reduce<number>((sum, value) => sum + (typeof value === 'string' ? value.length : 0), 0);

export async function createParquetFile(table: string, columns: Columns): Promise<ParquetFile> {
  await (ready ??= init());
  const writer = new ByteWriter();
  const file = new ParquetWriter({
    writer,
    schema: toSchema(columns),
    codec: 'ZSTD',
    compressors: { ZSTD: (input) => compress(Buffer.from(input), zstdLevel) },
    // Statistics would copy the beginnings of texts into the footer, and nothing here filters by them.
    statistics: false,
    createdBy: 'threadcoach',
    kvMetadata: [
      { key: schemaKey, value: String(schemaVersion) },
      { key: tableKey, value: table },
    ],
  });
  let count = 0;
  let waiting: Row[] = [];
  let characters = 0;
  const flush = (): void => {
    if (waiting.length === 0) return;
    const rows = waiting;
    waiting = [];
    characters = 0;
    // Without a flush of its own the writer is synchronous.
    void file.write({
      columnData: Object.keys(columns).map((property) => ({
        name: toColumnName(property),
        data: rows.map((row) => row[property] ?? null),
      })),
      rowGroupSize: rows.length,
    });
  };
  return {
    add(rows) {
      for (const row of rows as readonly Row[]) {
        waiting.push(row);
        count += 1;
        characters += charactersOf(row);
        if (waiting.length >= rowsAGroup || characters >= charactersAGroup) flush();
      }
    },
    rows: () => count,
    size: () => writer.offset,
    finish() {
      flush();
      void file.finish();
      return writer.getBytes();
    },
  };
}

/**
 * Rows as they were added.
 * @throws AppError KNOWLEDGE_043 when it is no such table, KNOWLEDGE_044 when a newer version wrote it
 */
export async function readParquet(
  path: string,
  bytes: Uint8Array,
  table: string,
  columns: Columns,
): Promise<Row[]> {
  // A view into a larger buffer would make the reader look at the wrong footer.
  const file = new Uint8Array(bytes).buffer;
  try {
    const metadata = parquetMetadata(file);
    const noted = new Map(metadata.key_value_metadata?.map(({ key, value }) => [key, value]));
    const version = Number(noted.get(schemaKey));
    if (version > schemaVersion) throw newerSchema(version, schemaVersion);
    if (noted.get(tableKey) !== table || !Number.isInteger(version))
      throw corrupted(path, `it is no table of ${table}`);
    const rows = await parquetReadObjects({ file, metadata, compressors });
    const names = Object.keys(columns).map((property) => [property, toColumnName(property)] as const);
    return rows.map((row: Row) => Object.fromEntries(names.map(([property, name]) => [property, row[name]])));
  } catch (error) {
    if (error instanceof Error && error.name === 'AppError') throw error;
    throw corrupted(path, 'it cannot be read', error);
  }
}
