import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KnowledgeMetrics } from '../../src/coaching/knowledge/health-ports.ts';
import { createBackupCatalog } from '../../src/data/knowledge/backup-catalog.ts';
import { createKnowledgeRestorer } from '../../src/data/knowledge/backup-restore.ts';
import { createKnowledgeSource } from '../../src/data/knowledge/backup-source.ts';
import { createChunkStore } from '../../src/data/knowledge/chunk-store.ts';
import { createIndexExpectations } from '../../src/data/knowledge/index-expectations.ts';
import {
  createKnowledgeBackup,
  type KnowledgeBackup,
  type KnowledgeBackupOptions,
} from '../../src/knowledge/backup/create-backup.ts';
import { silentLogger, type LogFields, type Logger } from '../../src/shared/logger.ts';
import { ManualClock } from './fakes/manual-clock.ts';
import { HashEmbeddings } from './hash-embeddings.ts';
import type { KnowledgeRig } from './knowledge.ts';

/** Noon: long after the night's export fell due. */
export const noon = new Date('2026-11-20T12:00:00Z');

export async function temporaryFolder(): Promise<{ folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'threadcoach-exports-'));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** Exports of the rig's database into a folder. The clock stands still until it is moved. */
export function openBackup(
  rig: Pick<KnowledgeRig, 'database' | 'pool' | 'services'>,
  folder: string,
  options: Partial<KnowledgeBackupOptions> = {},
) {
  const clock = new ManualClock(noon.toISOString());
  const catalog = createBackupCatalog(rig.database);
  const backup: KnowledgeBackup = createKnowledgeBackup({
    storage: { kind: 'folder', folder },
    source: createKnowledgeSource(rig.pool),
    restorer: createKnowledgeRestorer(rig.pool),
    catalog,
    expectations: createIndexExpectations(rig.pool),
    chunks: createChunkStore(rig.database, rig.pool),
    chroma: { url: rig.services.chromaUrl },
    serving: () => Promise.resolve(new HashEmbeddings()),
    clock,
    logger: silentLogger,
    keepDays: 90,
    ...options,
  });
  return { backup, clock, catalog };
}

/** A logger that keeps its ERROR lines, and metrics that keep their last values. */
export function watch(): {
  logger: Logger;
  errors: { message: string; fields: LogFields }[];
  metrics: KnowledgeMetrics;
  deviations: number[];
  searchFailures: number[];
} {
  const errors: { message: string; fields: LogFields }[] = [];
  const deviations: number[] = [];
  const searchFailures: number[] = [];
  return {
    errors,
    deviations,
    searchFailures,
    logger: { ...silentLogger, error: (message, fields = {}) => void errors.push({ message, fields }) },
    metrics: {
      indexDeviation: (_organizationId, ratio) => void deviations.push(ratio),
      searchFailures: (ratio) => void searchFailures.push(ratio),
      exportEnded: () => undefined,
    },
  };
}
