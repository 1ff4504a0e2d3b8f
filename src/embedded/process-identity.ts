import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { pollFor } from './polling.ts';

/**
 * Process ids are reused, at once in containers. What is written down about a process is therefore always an id
 * together with something that the next owner of the id cannot have: its start time, or its command line.
 */

/** The file, or undefined: the process is gone, or belongs to someone who hides it. Either way it is not ours. */
const readIfThere = (path: string): Promise<string | undefined> =>
  readFile(path, 'utf8').catch(() => undefined);

export function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Output of `ps`; undefined when it names no process. */
function ps(args: readonly string[]): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile('ps', args, (error, stdout) => resolve(error ? undefined : stdout.trim()));
  });
}

const onLinux = process.platform === 'linux';

/**
 * What tells this process from a later one with the same id, also after a reboot; undefined when no such process
 * lives (a zombie does not).
 */
export async function startTokenOf(pid: number): Promise<string | undefined> {
  if (!exists(pid)) return undefined;
  if (!onLinux) {
    const line = await ps(['-o', 'stat=,lstart=', '-p', String(pid)]);
    return line === undefined || line.startsWith('Z') ? undefined : line.replace(/^\S+\s+/, '');
  }
  const stat = await readIfThere(`/proc/${pid}/stat`);
  if (stat === undefined) return undefined;
  // proc(5): the name in parentheses may hold anything; state is the first field after it, starttime the twentieth.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
  const boot = (await readIfThere('/proc/sys/kernel/random/boot_id')) ?? '';
  return `${boot.trim()}:${fields[19] ?? ''}`;
}

/** Whether the process `pid` lives and was started with `argument`: whole arguments, joined by single spaces. */
export async function wasStartedWith(pid: number, argument: string): Promise<boolean> {
  if (!exists(pid)) return false;
  if (onLinux) return commandLineMatches(pid, argument);
  const line = await ps(['-o', 'command=', '-p', String(pid)]);
  return line !== undefined && ` ${line} `.includes(` ${argument} `);
}

/**
 * Living processes that were started with `argument` and see the same files as we do: in a container the same path
 * names another folder.
 */
export async function findStartedWith(argument: string): Promise<number[]> {
  if (!onLinux) {
    const lines = (await ps(['-axo', 'pid=,command=']))?.split('\n') ?? [];
    return lines
      .filter((line) => `${line} `.includes(` ${argument} `))
      .map((line) => Number.parseInt(line, 10));
  }
  const namespaceOf = (pid: number | 'self'): Promise<string | undefined> =>
    readlink(`/proc/${pid}/ns/mnt`).catch(() => undefined);
  const ours = await namespaceOf('self');
  const found: number[] = [];
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const pid = Number(name);
    if (commandLineMatches(pid, argument) && (await namespaceOf(pid)) === ours) found.push(pid);
  }
  return found;
}

/** Synchronous on purpose: the kernel answers from memory, and a trip through the thread pool costs ten times as much. */
function commandLineMatches(pid: number, argument: string): boolean {
  try {
    return ` ${readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')} `.includes(
      ` ${argument} `,
    );
  } catch {
    return false; // It has just ended.
  }
}

/**
 * Ends a process that was started with `argument`: by `signals[0]`, and by the next ones if it is still there
 * `graceMs` later. Does nothing if the id belongs to another process by now.
 */
export async function endStartedWith(
  pid: number,
  argument: string,
  signals: readonly NodeJS.Signals[],
  graceMs: number,
): Promise<void> {
  const isGone = async (): Promise<true | undefined> =>
    (await wasStartedWith(pid, argument)) ? undefined : true;
  for (const signal of signals) {
    if (await isGone()) return;
    try {
      process.kill(pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
    if (await pollFor(isGone, { intervalMs: 10, timeoutMs: graceMs })) return;
  }
}
