import type {
  BackupCatalog,
  BackupStorage,
  ExportRecord,
  KnowledgeSource,
} from '../../coaching/knowledge/backup-ports.ts';
import type { Clock } from '../../shared/clock.ts';
import { AppError } from '../../shared/errors.ts';
import { newId } from '../../shared/ids.ts';
import type { Logger } from '../../shared/logger.ts';
import { folderOfExport, manifestName } from './manifest.ts';
import { schemaVersion } from './parquet-file.ts';
import { openExport } from './read-export.ts';
import { writeExport, type Parent } from './write-export.ts';

export interface ExportDeps {
  storage: BackupStorage;
  source: KnowledgeSource;
  catalog: BackupCatalog;
  clock: Clock;
  logger: Logger;
}

/** An increment rests on those before it: after six of them everything is written again. */
const incrementsAFull = 6;

const isDone = ({ state }: ExportRecord): boolean => state === 'complete' || state === 'verified';

/** The export that an increment would continue; undefined: a full one is due. */
async function findParent(
  { storage, catalog, logger }: ExportDeps,
  organizationId: string,
): Promise<Parent | undefined> {
  const usable = (await catalog.list(organizationId)).filter(
    (record) =>
      isDone(record) && record.location === storage.location && record.schemaVersion === schemaVersion,
  );
  const increments = usable.findIndex(({ kind }) => kind === 'full');
  const [latest] = usable;
  if (latest === undefined || increments === -1 || increments >= incrementsAFull) return undefined;
  try {
    return await openExport(storage, organizationId, latest.id);
  } catch (error) {
    // Whatever is wrong with it, a full export needs nothing of it.
    logger.warn('the last export cannot be continued; a full one is written', {
      organizationId,
      exportId: latest.id,
      reason: error instanceof AppError ? error.code : 'unknown',
    });
    return undefined;
  }
}

/** Removes an export's files, its manifest first: what is half removed must not look complete. */
export async function removeFiles(storage: BackupStorage, folder: string): Promise<void> {
  await storage.remove(`${folder}${manifestName}`);
  for (const path of await storage.list(folder)) await storage.remove(path);
}

/**
 * Writes an export of everything that an organisation's knowledge base holds; of questions and of records about people
 * nothing. Unless `full`, only what changed since the last one, where there is one.
 *
 * @param options.windowStart where an export was completed since, nothing is written, and the answer is undefined
 * @throws AppError KNOWLEDGE_040, KNOWLEDGE_041, KNOWLEDGE_049; what was begun counts as failed then
 */
export async function exportKnowledge(
  deps: ExportDeps,
  organizationId: string,
  { full = false, windowStart }: { full?: boolean; windowStart?: Date } = {},
): Promise<{ id: string; kind: ExportRecord['kind']; rows: number; bytes: number } | undefined> {
  const { storage, source, catalog, clock } = deps;
  const parent = full ? undefined : await findParent(deps, organizationId);
  const id = newId();
  const kind = parent === undefined ? ('full' as const) : ('incremental' as const);
  const until = clock.now();
  const begun = await catalog.begin(
    {
      id,
      organizationId,
      kind,
      schemaVersion,
      until,
      location: storage.location,
      ...(parent === undefined
        ? {}
        : { parentId: parent.manifest.id, since: new Date(parent.manifest.until) }),
    },
    windowStart === undefined ? {} : { windowStart },
  );
  if (!begun) return undefined;
  const manifest = {
    id,
    organizationId,
    kind,
    until: until.toISOString(),
    ...(parent === undefined ? {} : { parentId: parent.manifest.id, since: parent.manifest.until }),
  };
  try {
    const { files } = await source.read(organizationId, (snapshot) =>
      writeExport({
        storage,
        snapshot,
        manifest,
        ...(parent === undefined ? {} : { parent }),
        onFile: () => catalog.touch(organizationId, id),
      }),
    );
    const rows = files.reduce((sum, file) => sum + file.rows, 0);
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    await catalog.complete(organizationId, id, { until, files, rows, bytes });
    return { id, kind, rows, bytes };
  } catch (error) {
    const failure = error instanceof AppError ? error.userMessage : undefined;
    // The first fault is the one to tell. Without a manifest, files that stay are clutter and no export.
    await removeFiles(storage, folderOfExport(manifest)).catch(() => undefined);
    await catalog
      .fail(organizationId, id, failure ?? 'It could not be written; see the log.')
      .catch(() => undefined);
    throw error;
  }
}
