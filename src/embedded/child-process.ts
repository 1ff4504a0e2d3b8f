import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import type { BoundedLog } from './bounded-log.ts';
import type { Account } from './postgres-home.ts';

/** Children get no secret that happens to be in our environment, and speak English without colour. */
const environment = {
  LANG: 'C',
  LC_ALL: 'C',
  TZ: 'UTC',
  PATH: '/usr/local/bin:/usr/bin:/bin',
  NO_COLOR: '1',
};

export interface Server {
  pid: number | undefined;
  /** Set once the process has ended or could not be started. */
  ended(): { reason: string; cause?: NodeJS.ErrnoException } | undefined;
}

/**
 * Starts a server that outlives us: in a session of its own, so that Ctrl-C reaches only us and we can finish our work
 * while the server still answers.
 */
export function spawnServer(
  file: string,
  args: readonly string[],
  options: { cwd: string; log: BoundedLog; account?: Account | undefined; env?: Record<string, string> },
): Server {
  const output = options.log.open();
  let ended: ReturnType<Server['ended']>;
  let child: ChildProcess | undefined;
  try {
    child = spawn(file, args, {
      cwd: options.cwd,
      detached: true,
      stdio: ['ignore', output.fd, output.fd],
      env: { ...environment, ...options.env },
      ...options.account,
    });
  } catch (error) {
    // Some refusals of the system are thrown instead of emitted, EPERM for a foreign uid among them.
    const cause = error as NodeJS.ErrnoException;
    ended = { reason: cause.message, cause };
  } finally {
    output.close();
  }
  child?.once('error', (error) => {
    ended = { reason: error.message, cause: error };
  });
  child?.once('exit', (code, signal) => {
    ended = { reason: signal === null ? `it ended with code ${code ?? 0}` : `it was ended by ${signal}` };
  });
  child?.unref();
  return { pid: child?.pid, ended: () => ended };
}

/** Runs a program to its end. `error` is set when it could not be run at all. */
export function runProgram(
  file: string,
  args: readonly string[],
  options: { cwd: string; account?: Account | undefined; timeoutMs: number },
): Promise<{ ok: boolean; output: string; error?: NodeJS.ErrnoException }> {
  return new Promise((resolve) => {
    const spawnOptions = {
      cwd: options.cwd,
      timeout: options.timeoutMs,
      env: environment,
      ...options.account,
    };
    try {
      execFile(file, args, spawnOptions, (error, stdout, stderr) => {
        const output = `${stdout}${stderr}`;
        // A number is the exit code of a program that ran; a word is the system's reason not to run it.
        const ran = error === null || typeof error.code !== 'string';
        if (!ran) resolve({ ok: false, output, error: error as NodeJS.ErrnoException });
        else resolve({ ok: error === null, output });
      });
    } catch (error) {
      resolve({ ok: false, output: '', error: error as NodeJS.ErrnoException });
    }
  });
}
