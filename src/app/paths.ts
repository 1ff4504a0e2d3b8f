import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Root of the package: `src/app` and `dist/app` lie at the same depth. */
const packageRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const migrationsDir = join(packageRoot, 'prisma', 'migrations');
export const demoDir = join(packageRoot, 'demo');
/** The local page's bundle, made by `npm ci`. */
export const pageDir = join(packageRoot, 'dist', 'bot', 'local', 'page');
export const defaultDataDir = join(packageRoot, '.threadcoach');
