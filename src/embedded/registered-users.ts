import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { newId } from '../shared/ids.ts';
import { readJsonFile, stringField, writeJsonFile } from './json-file.ts';
import { startTokenOf } from './process-identity.ts';

/** Who uses the services of a data folder: one file each, `<pid>-<id>`. Call only while holding the start-up lock. */
export interface Registration {
  /** Takes the caller off the list and answers whether nobody is left. */
  leave(): Promise<{ lastOne: boolean }>;
}

export async function registerUser(directory: string): Promise<Registration> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const file = join(directory, `${process.pid}-${newId()}`);
  await writeJsonFile(file, { startedAt: await startTokenOf(process.pid) });
  return {
    leave: async () => {
      await rm(file, { force: true });
      return { lastOne: (await livingUsers(directory)) === 0 };
    },
  };
}

/** Counts the users that live, and forgets those that ended without leaving. */
export async function livingUsers(directory: string): Promise<number> {
  const alive = await Promise.all(
    (await readdir(directory)).map(async (name) => {
      const file = join(directory, name);
      const pid = Number.parseInt(name, 10);
      const token = Number.isNaN(pid) ? undefined : await startTokenOf(pid);
      if (token !== undefined && token === stringField(await readJsonFile(file), 'startedAt')) return true;
      await rm(file, { force: true });
      return false;
    }),
  );
  return alive.filter(Boolean).length;
}
