import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Config } from '../config/read-config.ts';
import type { StorageOptions } from '../knowledge/backup/open-storage.ts';

/** Root of the package: `src/app` and `dist/app` lie at the same depth. */
const packageRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const migrationsDir = join(packageRoot, 'prisma', 'migrations');
export const demoDir = join(packageRoot, 'demo');
/** The local page's bundle, made by `npm ci`. */
export const pageDir = join(packageRoot, 'dist', 'bot', 'local', 'page');
export const defaultDataDir = join(packageRoot, '.threadcoach');

/** Where exports of the knowledge go: as configured, else beside the other data. */
export const exportStorageOf = ({ backup, dataDir = defaultDataDir }: Config): StorageOptions =>
  backup.location ?? { kind: 'folder', folder: join(dataDir, 'backups') };
