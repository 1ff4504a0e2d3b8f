import { createHash } from 'node:crypto';
import type { BackupStorage, ExportedFile, ExportRecord } from '../../coaching/knowledge/backup-ports.ts';
import { AppError } from '../../shared/errors.ts';
import { corrupted, incompleteChain, noExport, otherOrganization } from './errors.ts';
import { exportTables, type InventoryRow, type TableName, type TableRow } from './export-tables.ts';
import {
  folderOfExport,
  folderOfOrganization,
  manifestName,
  parseManifest,
  type Manifest,
} from './manifest.ts';
import { readParquet } from './parquet-file.ts';

/** An export that can be read: its own manifest and those of the earlier ones that hold some of its pieces. */
export interface OpenExport {
  manifest: Manifest;
  inventory: readonly InventoryRow[];
  /** By id; its own among them. */
  holders: ReadonlyMap<string, Manifest>;
}

/** The paths of an export's files, with what is noted about them. */
export function filesOf(manifest: Manifest): ExportedFile[] {
  const folder = folderOfExport(manifest);
  return manifest.files.map(({ name, ...file }) => ({ path: `${folder}${name}`, ...file }));
}

/** What the catalogue says of an export, read from its manifest. */
export function toExportRecord(
  manifest: Manifest,
  organizationId: string,
  location: string,
): Omit<ExportRecord, 'state'> {
  const { id, kind, schemaVersion, parentId, since, until } = manifest;
  const files = filesOf(manifest);
  return {
    id,
    organizationId,
    kind,
    schemaVersion,
    ...(parentId === undefined ? {} : { parentId }),
    ...(since === undefined ? {} : { since: new Date(since) }),
    until: new Date(until),
    location,
    files,
    rows: files.reduce((sum, { rows }) => sum + rows, 0),
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

/** @throws AppError KNOWLEDGE_043 when it is not what was written, KNOWLEDGE_046 when it is missing */
async function readChecked(storage: BackupStorage, file: ExportedFile): Promise<Uint8Array> {
  const bytes = await storage.get(file.path);
  if (bytes === undefined) throw incompleteChain(file.path);
  if (bytes.byteLength !== file.bytes || createHash('sha256').update(bytes).digest('hex') !== file.sha256)
    throw corrupted(file.path, 'its checksum does not match');
  return bytes;
}

/** Rows of one file, checked against its checksum, its number of rows, and the table's form. */
async function readRows<T extends TableName>(
  storage: BackupStorage,
  table: T,
  file: ExportedFile,
): Promise<TableRow<T>[]> {
  const { columns, row } = exportTables[table];
  const rows = await readParquet(file.path, await readChecked(storage, file), table, columns);
  if (rows.length !== file.rows) throw corrupted(file.path, 'rows are missing');
  return rows.map((found) => {
    const parsed = row.safeParse(found);
    if (!parsed.success) throw corrupted(file.path, 'a row has another form', parsed.error);
    // The schema is the one of table T; TypeScript does not follow the index through the union.
    return parsed.data as TableRow<T>;
  });
}

const tableOf = (path: string): string =>
  path.slice(path.lastIndexOf('/') + 1).replace(/-\d+\.parquet$/u, '');
const partOf = (path: string): number => Number(/-(\d+)\.parquet$/u.exec(path)?.[1]);

/** All rows of a table of one export, file by file. */
async function* rowsOf<T extends TableName>(
  storage: BackupStorage,
  manifest: Manifest,
  table: T,
): AsyncGenerator<TableRow<T>[]> {
  for (const file of filesOf(manifest)) {
    if (tableOf(file.path) === table) yield await readRows(storage, table, file);
  }
}

/** One part of an export's documents, with the chunks and vectors that belong to them. */
export interface DocumentPart {
  documents: TableRow<'documents'>[];
  chunks: TableRow<'chunks'>[];
  embeddings: TableRow<'embeddings'>[];
}

/** Part by part, so that only one is in memory. */
export async function* readDocumentParts(
  storage: BackupStorage,
  manifest: Manifest,
): AsyncGenerator<DocumentPart> {
  const files = filesOf(manifest);
  const of = async <T extends TableName>(table: T, part: number): Promise<TableRow<T>[]> => {
    const file = files.find(({ path }) => tableOf(path) === table && partOf(path) === part);
    return file === undefined ? [] : readRows(storage, table, file);
  };
  const parts = files.filter(({ path }) => tableOf(path) === 'documents').map(({ path }) => partOf(path));
  for (const part of parts) {
    yield {
      documents: await of('documents', part),
      chunks: await of('chunks', part),
      embeddings: await of('embeddings', part),
    };
  }
}

export async function readEntries(
  storage: BackupStorage,
  manifest: Manifest,
): Promise<{ entries: TableRow<'entries'>[]; versions: TableRow<'entry_versions'>[] }> {
  const entries: TableRow<'entries'>[] = [];
  const versions: TableRow<'entry_versions'>[] = [];
  for await (const rows of rowsOf(storage, manifest, 'entries')) entries.push(...rows);
  for await (const rows of rowsOf(storage, manifest, 'entry_versions')) versions.push(...rows);
  return { entries, versions };
}

/**
 * The manifests in an organisation's folder, newest first. A folder without one is an export that was never finished; a
 * damaged one is passed over here, and told when it is asked for by its id.
 */
export async function listManifests(storage: BackupStorage, organizationId: string): Promise<Manifest[]> {
  const paths = (await storage.list(folderOfOrganization(organizationId))).filter((path) =>
    path.endsWith(`/${manifestName}`),
  );
  const found: Manifest[] = [];
  for (const path of paths) {
    try {
      const manifest = await readManifest(storage, path, organizationId);
      found.push(manifest);
    } catch (error) {
      if (!(error instanceof AppError) || error.code === 'KNOWLEDGE_041' || error.code === 'KNOWLEDGE_049')
        throw error;
    }
  }
  return found.sort((x, y) => y.until.localeCompare(x.until));
}

async function readManifest(storage: BackupStorage, path: string, organizationId: string): Promise<Manifest> {
  const bytes = await storage.get(path);
  if (bytes === undefined) throw incompleteChain(path);
  const manifest = parseManifest(path, bytes);
  // Somebody may have copied a folder; and what a manifest names lies in its own folder only.
  if (manifest.organizationId !== organizationId) throw otherOrganization();
  if (`${folderOfExport(manifest)}${manifestName}` !== path)
    throw corrupted(path, 'it lies in another folder');
  return manifest;
}

/**
 * Finds an export of the organisation and everything that it rests on. Only manifests and the inventory are read.
 *
 * @param wanted an id, or `latest`
 * @throws AppError KNOWLEDGE_042 to KNOWLEDGE_046
 */
export async function openExport(
  storage: BackupStorage,
  organizationId: string,
  wanted: string,
): Promise<OpenExport> {
  const paths = (await storage.list(folderOfOrganization(organizationId))).filter((path) =>
    path.endsWith(`/${manifestName}`),
  );
  const pathOf = (id: string): string | undefined => paths.find((path) => path.includes(`/export=${id}/`));
  const read = async (id: string): Promise<Manifest> => {
    const path = pathOf(id);
    if (path === undefined) throw incompleteChain(`${folderOfOrganization(organizationId)}…/export=${id}`);
    return readManifest(storage, path, organizationId);
  };
  const latest = wanted === 'latest' ? (await listManifests(storage, organizationId))[0]?.id : wanted;
  if (latest === undefined || pathOf(latest) === undefined) {
    // Told apart from a wrong id: a damaged or foreign export must not look as if there were none.
    const [any] = wanted === 'latest' ? paths : [];
    if (any !== undefined) await readManifest(storage, any, organizationId);
    throw noExport(wanted, storage.location);
  }
  const manifest = await read(latest);
  const inventory: InventoryRow[] = [];
  for await (const rows of rowsOf(storage, manifest, 'inventory')) inventory.push(...rows);
  const holders = new Map([[manifest.id, manifest]]);
  for (const { heldIn } of inventory) {
    if (!holders.has(heldIn)) holders.set(heldIn, await read(heldIn));
  }
  return { manifest, inventory, holders };
}
