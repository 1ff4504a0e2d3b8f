import { link, mkdir, readdir, truncate, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { newId } from '../shared/ids.ts';
import { startIsBlocked } from './errors.ts';
import { numberField, readJsonFile, stringField, writeJsonFile } from './json-file.ts';
import { pollFor } from './polling.ts';
import { startTokenOf } from './process-identity.ts';

export interface StartLock {
  release(): Promise<void>;
}

/**
 * Serialises start and stop over all processes that share a data folder. A holder that died blocks nobody.
 *
 * The lock is a chain of numbered files. The highest number decides: while its holder lives, everyone waits; once it
 * was released or its holder died, whoever creates the next number holds the lock. Files appear complete (hard link),
 * only one process can create a number, and the highest is never deleted, so taking over from a dead holder has no
 * window in which two processes could both believe they hold it.
 */
export async function acquireStartLock(
  directory: string,
  { timeoutMs = 120_000, onWait }: { timeoutMs?: number; onWait?: () => void } = {},
): Promise<StartLock> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const candidate = join(directory, `candidate-${newId()}`);
  await writeJsonFile(candidate, { pid: process.pid, startedAt: await startTokenOf(process.pid) });
  let waited = false;
  try {
    const mine = await pollFor(
      async () => {
        const number = await tryNext(directory, candidate);
        if (number === undefined && !waited) {
          waited = true;
          onWait?.();
        }
        return number;
      },
      { intervalMs: 20, timeoutMs },
    );
    if (mine === undefined) {
      const holder = await readJsonFile(pathOf(directory, await highest(directory)));
      throw startIsBlocked(numberField(holder, 'pid') ?? 0);
    }
    // An empty file names no holder. Emptying needs no room, so it works on a full disk too.
    return { release: () => truncate(pathOf(directory, mine)) };
  } finally {
    await unlink(candidate);
  }
}

const pathOf = (directory: string, number: number): string => join(directory, `lock-${number}`);

async function numbers(directory: string): Promise<number[]> {
  const names = await readdir(directory);
  return names.flatMap((name) => /^lock-(\d+)$/.exec(name)?.[1] ?? []).map(Number);
}

async function highest(directory: string): Promise<number> {
  return Math.max(0, ...(await numbers(directory)));
}

/** The number under which the lock is now held, or undefined while someone else holds it. */
async function tryNext(directory: string, candidate: string): Promise<number | undefined> {
  const last = await highest(directory);
  if (last > 0 && (await isHeld(pathOf(directory, last)))) return undefined;
  const mine = last + 1;
  try {
    await link(candidate, pathOf(directory, mine));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return undefined;
    throw error;
  }
  const existing = await numbers(directory);
  if (existing.some((number) => number > mine)) {
    // Our look at the chain was old: others went on, and tidied this number away before we made it again.
    await unlink(pathOf(directory, mine));
    return undefined;
  }
  await Promise.all(
    existing
      .filter((number) => number < mine)
      .map((number) => unlink(pathOf(directory, number)).catch(() => undefined)),
  );
  return mine;
}

async function isHeld(path: string): Promise<boolean> {
  const holder = await readJsonFile(path);
  const pid = numberField(holder, 'pid');
  const token = pid === undefined ? undefined : await startTokenOf(pid);
  return token !== undefined && token === stringField(holder, 'startedAt');
}
