import { randomBytes } from 'node:crypto';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config/read-config.ts';
import { migrateDeploy } from '../data/migrate.ts';
import { startEmbedded } from '../embedded/start-embedded.ts';
import { AppError } from '../shared/errors.ts';
import type { Logger } from '../shared/logger.ts';
import type { QueueBackend } from '../workers/queues.ts';
import { defaultDataDir, migrationsDir } from './paths.ts';

/** Where everything is, whether it runs embedded or elsewhere. */
export interface Services {
  databases: { app: string; dispatcher: string };
  queue: QueueBackend;
  chromaUrl: string;
  encryptionKey: Uint8Array;
  /** True where PostgreSQL is ours: then the demo may be seeded. */
  embedded: boolean;
  firstStart: boolean;
  close(): Promise<void>;
}

const dataDirOf = (config: Config): string => config.dataDir ?? defaultDataDir;
const queueSchema = 'bullmq';

/** Kept beside the data it seals: without the one the other is of no use. */
async function generatedKey(dataDir: string): Promise<Uint8Array> {
  const file = join(dataDir, 'encryption.key');
  try {
    await writeFile(file, randomBytes(32).toString('base64'), { flag: 'wx', mode: 0o600 });
    await chmod(file, 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return new Uint8Array(Buffer.from(await readFile(file, 'utf8'), 'base64'));
}

/**
 * Starts what is not configured to run elsewhere, and brings an embedded database up to date.
 * @throws AppError with a userMessage that names the cure
 */
export async function openServices(
  config: Config,
  deps: { logger: Logger; onProgress?: (step: string) => void },
): Promise<Services> {
  const { database, queue, chromaUrl } = config;
  if (
    database !== undefined &&
    queue !== undefined &&
    chromaUrl !== undefined &&
    config.encryptionKey !== undefined
  ) {
    return {
      databases: database,
      queue: queue.kind === 'redis' ? queue : { ...queue, schema: queueSchema },
      chromaUrl,
      encryptionKey: config.encryptionKey,
      embedded: false,
      firstStart: false,
      close: () => Promise.resolve(),
    };
  }
  if (database !== undefined) {
    throw new AppError({
      code: 'CONFIG_002',
      message: 'DATABASE_URL without CHROMA_URL.',
      userMessage:
        'CHROMA_URL must be set too, because DATABASE_URL is. Start one with: npx chroma run --path DIR',
    });
  }
  const dataDir = dataDirOf(config);
  const embedded = await startEmbedded({
    dataDir,
    logger: deps.logger,
    ...(deps.onProgress === undefined ? {} : { onProgress: deps.onProgress }),
  });
  try {
    await migrateDeploy({ ownerUrl: embedded.urls.owner, migrationsDir, logger: deps.logger });
    return {
      databases: { app: embedded.urls.app, dispatcher: embedded.urls.dispatcher },
      queue:
        queue === undefined
          ? { kind: 'postgres', url: embedded.urls.queue, schema: queueSchema }
          : queue.kind === 'redis'
            ? queue
            : { ...queue, schema: queueSchema },
      chromaUrl: chromaUrl ?? embedded.chromaUrl,
      encryptionKey: config.encryptionKey ?? (await generatedKey(dataDir)),
      embedded: true,
      firstStart: embedded.firstStart,
      close: () => embedded.stop(),
    };
  } catch (error) {
    await embedded.stop();
    throw error;
  }
}
