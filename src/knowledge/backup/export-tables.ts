import { z } from 'zod';
import { documentAccesses, documentTypes } from '../../coaching/knowledge/document.ts';
import type { Columns } from './parquet-file.ts';

const id = z.guid();
const digest = z.string().regex(/^[0-9a-f]{64}$/u);
const count = z.number().int().min(0);

const version = {
  version: z.number().int().min(1),
  category: z.string(),
  contentType: z.string(),
  title: z.string(),
  content: z.string(),
  tags: z.array(z.string()),
  access: z.string(),
  editedBy: id.nullable(),
  createdAt: z.date(),
};
const versionColumns = {
  version: 'integer',
  category: 'text',
  contentType: 'text',
  title: 'text',
  content: 'text',
  tags: 'texts',
  access: 'text',
  editedBy: 'text?',
  createdAt: 'time',
} as const;

/** The tables of an export: how they are written, and what a row that is read must look like. */
export const exportTables = {
  /** What the organisation knew at the instant of the export, and which export holds each piece; what is gone since. */
  inventory: {
    columns: {
      kind: 'text',
      id: 'text',
      name: 'text',
      version: 'integer',
      state: 'text',
      fingerprint: 'text',
      vectors: 'text',
      heldIn: 'text',
    },
    row: z.object({
      kind: z.enum(['document', 'entry']),
      id,
      name: z.string(),
      version: z.number().int(),
      state: z.enum(['current', 'retired', 'gone']),
      fingerprint: digest,
      vectors: z
        .string()
        .transform((text): unknown => JSON.parse(text))
        .pipe(z.record(z.string(), digest)),
      heldIn: id,
    }),
  },
  documents: {
    columns: {
      id: 'text',
      name: 'text',
      title: 'text',
      type: 'text',
      access: 'text',
      version: 'integer',
      mimeType: 'text',
      text: 'text',
      contentHash: 'text',
      fileSize: 'integer?',
      sourceFolder: 'text?',
      createdBy: 'text?',
      createdAt: 'time',
      retiredAt: 'time?',
    },
    row: z.object({
      id,
      name: z.string(),
      title: z.string(),
      type: z.enum(documentTypes),
      access: z.enum(documentAccesses),
      version: z.number().int().min(1),
      mimeType: z.string(),
      text: z.string(),
      contentHash: z.string(),
      fileSize: count.nullable(),
      sourceFolder: z.string().nullable(),
      createdBy: id.nullable(),
      createdAt: z.date(),
      retiredAt: z.date().nullable(),
    }),
  },
  chunks: {
    columns: {
      id: 'text',
      documentId: 'text',
      index: 'integer',
      text: 'text',
      headingPath: 'texts',
      start: 'integer',
      end: 'integer',
      contentHash: 'text',
      termCount: 'integer',
      terms: 'texts',
      termFrequencies: 'integers',
    },
    row: z.object({
      id,
      documentId: id,
      index: count,
      text: z.string(),
      headingPath: z.array(z.string()),
      start: count,
      end: count,
      contentHash: z.string(),
      termCount: count,
      terms: z.array(z.string()),
      termFrequencies: z.array(count),
    }),
  },
  embeddings: {
    columns: {
      documentId: 'text',
      chunkIndex: 'integer',
      model: 'text',
      contentHash: 'text',
      embedding: 'floats',
    },
    row: z.object({
      documentId: id,
      chunkIndex: count,
      model: z.string(),
      contentHash: z.string(),
      embedding: z.array(z.number()),
    }),
  },
  entries: {
    columns: { id: 'text', ...versionColumns, retiredAt: 'time?' },
    row: z.object({ id, ...version, retiredAt: z.date().nullable() }),
  },
  entry_versions: {
    columns: { entryId: 'text', ...versionColumns, turnId: 'text?' },
    row: z.object({ entryId: id, ...version, turnId: id.nullable() }),
  },
} as const satisfies Record<string, { columns: Columns; row: z.ZodType }>;

export type TableName = keyof typeof exportTables;
export type TableRow<T extends TableName> = z.infer<(typeof exportTables)[T]['row']>;
export type InventoryRow = TableRow<'inventory'>;
