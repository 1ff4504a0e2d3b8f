import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The folder that PostgreSQL calls PGDATA. */
export const clusterPathOf = (home: { path: string }): string => join(home.path, 'data');

/** Major version that wrote the cluster, e.g. `18`; undefined when there is none. */
export async function clusterVersion(home: { path: string }): Promise<string | undefined> {
  const file = join(clusterPathOf(home), 'PG_VERSION');
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  });
  return text?.trim();
}
