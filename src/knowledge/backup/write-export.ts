import { createHash } from 'node:crypto';
import type {
  BackupStorage,
  ExportedFile,
  KnowledgeSnapshot,
  KnowledgeUnit,
} from '../../coaching/knowledge/backup-ports.ts';
import { exportTables, type InventoryRow, type TableName } from './export-tables.ts';
import { folderOfExport, manifestName, writeManifest, type Manifest } from './manifest.ts';
import { createParquetFile, schemaVersion, type ParquetFile } from './parquet-file.ts';

/** Chunks that are in memory at once, with the vectors of each model. */
const chunksAtOnce = 500;
/** A part is closed when its chunks, or the size of its files, reach this: a restore reads one part at a time. */
const chunksAPart = 4_000;
const bytesAPart = 16 * 1024 * 1024;
const entriesAPart = 200;

export interface Parent {
  manifest: Manifest;
  inventory: readonly InventoryRow[];
}

const keyOf = ({ kind, id }: Pick<InventoryRow, 'kind' | 'id'>): string => `${kind}/${id}`;

const sameVectors = (x: KnowledgeUnit['vectors'], y: KnowledgeUnit['vectors']): boolean =>
  Object.keys(x).length === Object.keys(y).length &&
  Object.entries(x).every(([model, digest]) => y[model] === digest);

/**
 * What stands in the inventory: each piece with the export that holds it, its own or an earlier one, and what the parent
 * knew and is gone.
 */
function takeInventory(
  exportId: string,
  units: readonly KnowledgeUnit[],
  parent: Parent | undefined,
): InventoryRow[] {
  const before = new Map(parent?.inventory.map((row) => [keyOf(row), row]));
  const rows = units
    .filter(({ state }) => state === 'current' || state === 'retired')
    .map((unit): InventoryRow => {
      const known = before.get(keyOf(unit));
      before.delete(keyOf(unit));
      const unchanged =
        known !== undefined &&
        known.state === unit.state &&
        known.fingerprint === unit.fingerprint &&
        sameVectors(known.vectors, unit.vectors);
      return {
        ...unit,
        state: unit.state === 'current' ? 'current' : 'retired',
        vectors: { ...unit.vectors },
        heldIn: unchanged ? known.heldIn : exportId,
      };
    });
  const gone = [...before.values()]
    .filter(({ state }) => state !== 'gone')
    .map((row): InventoryRow => ({ ...row, state: 'gone', heldIn: exportId }));
  return [...rows, ...gone];
}

export interface WriteOptions {
  storage: BackupStorage;
  snapshot: KnowledgeSnapshot;
  manifest: Omit<Manifest, 'files' | 'models' | 'schemaVersion' | 'format'>;
  parent?: Parent;
  /** After each file. */
  onFile?: (file: ExportedFile) => Promise<void>;
}

/** Writes the files of an export and, last, its manifest. What a failure leaves behind has none and counts for nothing. */
export async function writeExport(
  options: WriteOptions,
): Promise<{ manifest: Manifest; files: ExportedFile[] }> {
  const { storage, snapshot, parent } = options;
  const { id } = options.manifest;
  const folder = folderOfExport(options.manifest);
  const files: ExportedFile[] = [];
  const save = async (table: TableName, part: number, file: ParquetFile): Promise<void> => {
    if (file.rows() === 0) return;
    const rows = file.rows();
    const bytes = file.finish();
    const path = `${folder}${table}-${part}.parquet`;
    await storage.put(path, bytes);
    const written = {
      path,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      bytes: bytes.byteLength,
      rows,
    };
    files.push(written);
    await options.onFile?.(written);
  };
  const create = (table: TableName) => createParquetFile(table, exportTables[table].columns);

  const inventory = takeInventory(id, await snapshot.units(), parent);
  const own = inventory.filter(({ heldIn, state }) => heldIn === id && state !== 'gone');
  await writeDocuments(
    own.filter(({ kind }) => kind === 'document').map((row) => row.id),
    snapshot,
    create,
    save,
  );
  const entryIds = own.filter(({ kind }) => kind === 'entry').map((row) => row.id);
  for (let start = 0, part = 1; start < entryIds.length; start += entriesAPart, part += 1) {
    const { entries, versions } = await snapshot.entries(entryIds.slice(start, start + entriesAPart));
    const [entryFile, versionFile] = await Promise.all([create('entries'), create('entry_versions')]);
    entryFile.add(entries);
    versionFile.add(versions);
    await save('entries', part, entryFile);
    await save('entry_versions', part, versionFile);
  }
  const list = await create('inventory');
  list.add(inventory.map((row) => ({ ...row, vectors: JSON.stringify(row.vectors) })));
  await save('inventory', 1, list);

  const manifest: Manifest = {
    format: 'threadcoach-knowledge',
    schemaVersion,
    ...options.manifest,
    models: await snapshot.models(),
    files: files.map(({ path, ...file }) => ({ name: path.slice(folder.length), ...file })),
  };
  await storage.put(`${folder}${manifestName}`, writeManifest(manifest));
  return { manifest, files };
}

/** Part by part: the documents with the same number as the chunks and vectors that belong to them. */
async function writeDocuments(
  ids: readonly string[],
  snapshot: KnowledgeSnapshot,
  create: (table: TableName) => Promise<ParquetFile>,
  save: (table: TableName, part: number, file: ParquetFile) => Promise<void>,
): Promise<void> {
  const begin = async () => ({
    documents: await create('documents'),
    chunks: await create('chunks'),
    embeddings: await create('embeddings'),
  });
  let part = 1;
  let files = await begin();
  const close = async (): Promise<void> => {
    for (const table of ['documents', 'chunks', 'embeddings'] as const) await save(table, part, files[table]);
    part += 1;
    files = await begin();
  };
  for (const id of ids) {
    files.documents.add(await snapshot.documents([id]));
    for (let from = 0; ;) {
      const chunks = await snapshot.chunks(id, from, chunksAtOnce);
      const last = chunks.at(-1);
      if (last === undefined) break;
      files.chunks.add(chunks);
      files.embeddings.add(await snapshot.embeddings(id, from, last.index + 1));
      from = last.index + 1;
      if (chunks.length < chunksAtOnce) break;
    }
    const size = files.documents.size() + files.chunks.size() + files.embeddings.size();
    if (files.chunks.rows() >= chunksAPart || size >= bytesAPart) await close();
  }
  await close();
}
