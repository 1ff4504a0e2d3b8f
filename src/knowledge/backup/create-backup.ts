import type {
  BackupCatalog,
  ExportRecord,
  IndexExpectations,
  KnowledgeRestorer,
  KnowledgeSource,
} from '../../coaching/knowledge/backup-ports.ts';
import type { ChunkStore } from '../../coaching/knowledge/chunk-store.ts';
import type { KnowledgeMetrics } from '../../coaching/knowledge/health-ports.ts';
import type { Embeddings } from '../../coaching/models/ports.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Logger } from '../../shared/logger.ts';
import { openChromaClient } from '../chroma-client.ts';
import { VectorIndex } from '../search/vector-index.ts';
import { VectorInventory } from '../search/vector-inventory.ts';
import { checkIndex } from './check-index.ts';
import { isExportDue, runDailyExport, testExport, type DailyExport } from './daily-export.ts';
import { exportKnowledge } from './export-knowledge.ts';
import { listManifests, toExportRecord } from './read-export.ts';
import { openStorage, type StorageOptions } from './open-storage.ts';
import { reconcileIndex, type ReconcileDeps, type ReconcileReport } from './reconcile-index.ts';
import { restoreKnowledge, type RestoreReport } from './restore-knowledge.ts';
import type { Verification } from './verify-export.ts';

export interface KnowledgeBackupOptions {
  storage: StorageOptions;
  source: KnowledgeSource;
  restorer: KnowledgeRestorer;
  catalog: BackupCatalog;
  expectations: IndexExpectations;
  chunks: ChunkStore;
  chroma: { url: string };
  /** The embedding model whose vectors answer in this organisation. */
  serving: (organizationId: string) => Promise<Embeddings>;
  clock: Clock;
  logger: Logger;
  /** Days after which an export may go, unless one that is kept rests on it. */
  keepDays: number;
}

/** Exports, recovery and health of an organisation's knowledge. Errors: KNOWLEDGE_040 to KNOWLEDGE_049. */
export interface KnowledgeBackup {
  /** Where the exports lie; holds no secret. */
  location: string;
  /** Writes an export and tests it. */
  export(
    organizationId: string,
    options?: { full?: boolean },
  ): Promise<{
    id: string;
    kind: ExportRecord['kind'];
    rows: number;
    bytes: number;
    verification: Verification;
  }>;
  /** Whether the daily export is missing. */
  isDue(organizationId: string): Promise<boolean>;
  /** The daily export, its restore test, and the end of old ones; undefined: all is done already. */
  runDaily(organizationId: string): Promise<DailyExport | undefined>;
  /** What the catalogue knows, newest first; the storage is not asked. */
  catalogued(organizationId: string): Promise<ExportRecord[]>;
  /** What the catalogue knows, and what the storage holds beside it; newest first. */
  list(organizationId: string): Promise<ExportRecord[]>;
  /** Brings the knowledge back and rebuilds the index. `index` is missing in a dry run. */
  restore(
    organizationId: string,
    options: { wanted: string; dryRun?: boolean; force?: boolean },
  ): Promise<{ restored: RestoreReport; index?: ReconcileReport }>;
  reconcile(
    organizationId: string,
    options?: { dryRun?: boolean; orphans?: boolean },
  ): Promise<ReconcileReport>;
  /** Compares the index with the database, and repairs it when more than 5 % is off; never throws for Chroma. */
  check(organizationId: string, metrics: KnowledgeMetrics): Promise<{ deviation: number; repaired: boolean }>;
}

export function createKnowledgeBackup(options: KnowledgeBackupOptions): KnowledgeBackup {
  const { source, restorer, catalog, expectations, chunks, serving, clock, logger, keepDays } = options;
  const storage = openStorage(options.storage);
  const client = openChromaClient(options.chroma.url);
  const exporting = { storage, source, catalog, clock, logger };
  const inventory = new VectorInventory(client);
  const indexing = async (organizationId: string): Promise<ReconcileDeps> => {
    const embeddings = await serving(organizationId);
    const index = new VectorIndex({ organizationId, client, embeddings });
    return { chunks, expectations, embeddings, logger, inventory, indexOf: () => index };
  };
  return {
    location: storage.location,
    async export(organizationId, { full = false } = {}) {
      const written = await exportKnowledge(exporting, organizationId, { full });
      // Only a window makes an export superfluous, and none was given.
      if (written === undefined) throw new Error('An export that was asked for was not written.');
      return { ...written, verification: await testExport(exporting, organizationId, written.id) };
    },
    isDue: async (organizationId) =>
      isExportDue(organizationId, await catalog.list(organizationId), clock.now()),
    runDaily: (organizationId) => runDailyExport(exporting, organizationId, { keepDays }),
    catalogued: (organizationId) => catalog.list(organizationId),
    async list(organizationId) {
      const records = await catalog.list(organizationId);
      const known = new Set(records.map(({ id }) => id));
      const found = await listManifests(storage, organizationId);
      const others = found
        .filter(({ id }) => !known.has(id))
        .map((manifest): ExportRecord => ({
          ...toExportRecord(manifest, organizationId, storage.location),
          state: 'complete',
        }));
      return [...records, ...others].sort((x, y) => y.until.getTime() - x.until.getTime());
    },
    async restore(organizationId, { wanted, dryRun = false, force = false }) {
      const deps = { storage, source, restorer, catalog };
      const restored = await restoreKnowledge(deps, organizationId, { wanted, dryRun, force });
      if (dryRun) return { restored };
      return { restored, index: await reconcileIndex(await indexing(organizationId), organizationId) };
    },
    reconcile: async (organizationId, how = {}) =>
      reconcileIndex(await indexing(organizationId), organizationId, how),
    check: async (organizationId, metrics) =>
      checkIndex({ ...(await indexing(organizationId)), metrics }, organizationId),
  };
}
