import { existsSync } from 'node:fs';
import { chmod, mkdir, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { AppError } from '../shared/errors.ts';
import { newId } from '../shared/ids.ts';
import type { Logger } from '../shared/logger.ts';
import type { DatabaseUrls } from './database-roles.ts';
import { startChroma } from './embedded-chroma.ts';
import { secretsFileOf, startPostgres } from './embedded-postgres.ts';
import { databaseDidNotStart, foreignOwner, toDataFolderError } from './errors.ts';
import { registerUser } from './registered-users.ts';
import { reviveServices } from './revive-services.ts';
import { acquireStartLock } from './start-lock.ts';

export interface EmbeddedOptions {
  /** Everything lives here; created if missing. As root, PostgreSQL's files may have to live outside it. */
  dataDir: string;
  logger: Logger;
  /** Told in a person's words what takes long, mostly on the first start. */
  onProgress?: (step: string) => void;
  /**
   * Only for root, and only when the unprivileged account cannot enter `dataDir`: where PostgreSQL's files go then.
   * @default '/var/lib/threadcoach'
   */
  outside?: string;
  /** How often a service that died is looked for and started again, in milliseconds. @default 5000 */
  reviveEveryMs?: number;
}

export interface EmbeddedServices {
  urls: DatabaseUrls;
  chromaUrl: string;
  /** This call created the database. */
  firstStart: boolean;
  /** Leaves the services; whoever leaves last stops them. May be called again. */
  stop(): Promise<void>;
}

/** How often each process that uses the services looks at the size of their logs. */
const logCheckMs = 5 * 60_000;
const reviveEveryMs = 5_000;

/**
 * Starts PostgreSQL and Chroma on loopback, or joins those that already run on this data folder: any number of
 * processes may share one. What an earlier process left behind, however it ended, is used or cleared away.
 *
 * @throws {AppError} EMBEDDED_001 to EMBEDDED_010, each with the cure in its `userMessage`.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServices> {
  const { logger } = options;
  const startedAt = performance.now();
  const onProgress = options.onProgress ?? (() => undefined);
  const dataDir = await prepareDataFolder(resolve(options.dataDir));
  try {
    const services = await withLock(dataDir, onProgress, () =>
      joinServices(dataDir, { ...options, onProgress }),
    );
    const durationMs = Math.round(performance.now() - startedAt);
    logger.info('embedded services are ready', { durationMs, firstStart: services.firstStart });
    return services;
  } catch (error) {
    if (error instanceof AppError) throw error;
    if (typeof (error as NodeJS.ErrnoException).syscall === 'string') throw toDataFolderError(error, dataDir);
    throw databaseDidNotStart(
      error instanceof Error ? error.message : String(error),
      join(dataDir, 'logs'),
      error,
    );
  }
}

/** Creates the data folder, proves that it can be written, and answers its one true path. */
async function prepareDataFolder(path: string): Promise<string> {
  try {
    const isNew = await makeFolder(path);
    // As root, PostgreSQL runs as someone else, who must be able to pass through; each part inside is closed by itself.
    if (isNew && process.getuid?.() === 0) await chmod(path, 0o711);
    const { uid } = await stat(path);
    const probe = join(path, `probe-${newId()}`);
    try {
      await writeFile(probe, 'x');
    } catch (error) {
      const me = process.getuid?.();
      const isForeign = me !== undefined && me !== uid && (error as NodeJS.ErrnoException).code === 'EACCES';
      throw isForeign ? foreignOwner(path, uid) : error;
    }
    await rm(probe);
    await mkdir(join(path, 'logs'), { recursive: true, mode: 0o700 });
    return await realpath(path);
  } catch (error) {
    throw toDataFolderError(error, path);
  }
}

/**
 * Answers whether the folder is new. Node's own `recursive` spins for ever where a folder exists that says ENOENT to
 * every new entry, as /proc does.
 */
async function makeFolder(path: string, mode = 0o700): Promise<boolean> {
  try {
    await mkdir(path, { mode });
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' && (await stat(path)).isDirectory()) return false;
    if (code !== 'ENOENT' || dirname(path) === path) throw error;
  }
  await makeFolder(dirname(path), 0o755);
  await mkdir(path, { mode });
  return true;
}

async function withLock<T>(
  dataDir: string,
  onProgress: (step: string) => void,
  work: () => Promise<T>,
): Promise<T> {
  const lock = await acquireStartLock(join(dataDir, 'lock'), {
    onWait: () => onProgress('Waiting for another Threadcoach that is starting or stopping…'),
  });
  try {
    return await work();
  } finally {
    await lock.release();
  }
}

/** Under the lock: puts us on the list of users, then makes sure that both services run. */
async function joinServices(
  dataDir: string,
  options: EmbeddedOptions & { onProgress: (step: string) => void },
): Promise<EmbeddedServices> {
  const { logger, onProgress } = options;
  const registration = await registerUser(join(dataDir, 'users'));
  const logDir = join(dataDir, 'logs');
  const [postgres, chroma] = await Promise.allSettled([
    startPostgres({ ...options, dataDir, logDir, onProgress }),
    startChroma({ dataDir, logDir }),
  ]);
  if (postgres.status === 'rejected' || chroma.status === 'rejected') {
    const { lastOne } = await registration.leave();
    const started = [postgres, chroma].flatMap((result) =>
      result.status === 'fulfilled' ? [result.value] : [],
    );
    if (lastOne) await Promise.allSettled(started.map((service) => service.stop()));
    throw (
      postgres.status === 'rejected' ? postgres.reason : (chroma as PromiseRejectedResult).reason
    ) as Error;
  }
  const services = [postgres.value, chroma.value];
  const endRevival = reviveServices({
    services: [
      {
        name: 'PostgreSQL',
        port: postgres.value.port,
        restart: () => startPostgres({ ...options, dataDir, logDir, onProgress }),
      },
      { name: 'Chroma', port: chroma.value.port, restart: () => startChroma({ dataDir, logDir }) },
    ],
    everyMs: options.reviveEveryMs ?? reviveEveryMs,
    exclusively: async (work) => {
      // Whoever deleted the folder wants none of this back.
      if (existsSync(secretsFileOf(dataDir))) await withLock(dataDir, onProgress, work);
    },
    logger,
  });
  const trimLogs = async (): Promise<void> => {
    for (const { log } of services) await log.trim();
  };
  await trimLogs();
  const logCheck = setInterval(() => void trimLogs(), logCheckMs);
  logCheck.unref();

  const leave = async (): Promise<void> => {
    clearInterval(logCheck);
    await endRevival();
    await withLock(dataDir, onProgress, async () => {
      const { lastOne } = await registration.leave();
      if (!lastOne) return;
      await Promise.all(services.map((service) => service.stop()));
      logger.info('embedded services are stopped');
    });
  };
  let leaving: Promise<void> | undefined;
  return {
    urls: postgres.value.urls,
    chromaUrl: chroma.value.url,
    firstStart: postgres.value.created,
    stop: () => (leaving ??= leave()),
  };
}
