import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ReplayDeps } from '../../src/coaching/privacy/replay-erasures.ts';
import { createErasureLog } from '../../src/data/privacy/erasure-log.ts';
import { createErasureRepository } from '../../src/data/privacy/erasure-repository.ts';
import { createEraser } from '../../src/data/privacy/eraser.ts';
import { createForgettableReader } from '../../src/data/privacy/forgettable-reader.ts';
import { createOwnDataReader } from '../../src/data/privacy/own-data-reader.ts';
import { createRetentionStore } from '../../src/data/privacy/retention-store.ts';
import { createRecordIndex } from '../../src/data/records/record-index.ts';
import { openDispatcher } from '../../src/data/dispatcher.ts';
import { openScopedPool, type ScopedPool } from '../../src/data/scoped-pool.ts';
import { createSealedBox, type SealedBox } from '../../src/data/sealed-box.ts';
import { createFolderStorage } from '../../src/knowledge/backup/folder-storage.ts';
import { recordLanguage } from '../../src/knowledge/records/record-language.ts';
import { silentLogger } from '../../src/shared/logger.ts';
import { ManualClock } from './fakes/manual-clock.ts';
import type { DatabaseUrls } from '../../src/embedded/database-roles.ts';

export interface PrivacyRig {
  pool: ScopedPool;
  box: SealedBox;
  clock: ManualClock;
  deps: ReplayDeps & {
    forgettable: ReturnType<typeof createForgettableReader>;
    ownData: ReturnType<typeof createOwnDataReader>;
    retention: ReturnType<typeof createRetentionStore>;
  };
  close(): Promise<void>;
}

/** Keys and logs outlive a database: those of one test are the same for a copy of it that is put back. */
export const testKey = Buffer.alloc(32, 7);

export const temporaryLogFolder = async (): Promise<{ folder: string; remove(): Promise<void> }> => {
  const folder = await mkdtemp(join(tmpdir(), 'threadcoach-erasures-'));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
};

/** Erasing, exporting and retention as the product puts them together, on a database of a test. */
export function openPrivacyRig(
  urls: DatabaseUrls,
  logFolder: string,
  now = '2026-11-20T10:00:00.000Z',
): PrivacyRig {
  const box = createSealedBox(testKey);
  const pool = openScopedPool(urls.app, { max: 2 });
  const dispatcher = openDispatcher(urls.dispatcher, box, { max: 1 });
  const clock = new ManualClock(now);
  const parts = {
    pool,
    box,
    suggestedTo: (organizationId: string, userId: string) => dispatcher.suggestedTo(organizationId, userId),
  };
  return {
    pool,
    box,
    clock,
    deps: {
      erasures: createErasureRepository(pool),
      erasureLog: createErasureLog(createFolderStorage(logFolder)),
      eraser: createEraser(parts),
      forgettable: createForgettableReader(pool, recordLanguage),
      ownData: createOwnDataReader(parts),
      retention: createRetentionStore(parts),
      recordIndex: createRecordIndex(pool, { logger: silentLogger }),
      language: recordLanguage,
      organizationIds: () => dispatcher.organizationIds(),
      clock,
      logger: silentLogger,
    },
    async close() {
      await Promise.all([pool.close(), dispatcher.close()]);
    },
  };
}
