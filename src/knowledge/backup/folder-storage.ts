import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { BackupStorage } from '../../coaching/knowledge/backup-ports.ts';
import { newId } from '../../shared/ids.ts';
import { storageAway } from './errors.ts';

/** Ending of a file that is being written; never listed. */
const partial = '.partial';

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

/** Exports in a folder of this machine; it is made when the first one is written, readable by its owner alone. */
export function createFolderStorage(folder: string): BackupStorage {
  const root = resolve(folder);
  const told = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw storageAway(root, error);
    }
  };
  return {
    location: root,
    put: (path, bytes) =>
      told(async () => {
        const file = join(root, path);
        const part = `${file}.${newId()}${partial}`;
        await mkdir(dirname(file), { recursive: true, mode: 0o700 });
        try {
          const handle = await open(part, 'wx', 0o600);
          try {
            await handle.writeFile(bytes);
            // A manifest must not outlive, in a crash of the machine, the files that it names.
            await handle.sync();
          } finally {
            await handle.close();
          }
          await rename(part, file);
        } catch (error) {
          await rm(part, { force: true });
          throw error;
        }
      }),
    get: (path) =>
      told(async () => {
        try {
          return await readFile(join(root, path));
        } catch (error) {
          if (isMissing(error)) return undefined;
          throw error;
        }
      }),
    list: (below) =>
      told(async () => {
        try {
          const entries = await readdir(join(root, below), { recursive: true, withFileTypes: true });
          return entries
            .filter((entry) => entry.isFile() && !entry.name.endsWith(partial))
            .map((entry) =>
              join(entry.parentPath, entry.name)
                .slice(root.length + 1)
                .replaceAll('\\', '/'),
            )
            .sort();
        } catch (error) {
          if (isMissing(error)) return [];
          throw error;
        }
      }),
    remove: (path) => told(() => rm(join(root, path), { force: true })),
  };
}
