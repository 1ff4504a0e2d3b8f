import { readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { BoundedLog } from './bounded-log.ts';
import { spawnServer } from './child-process.ts';
import type { Server } from './child-process.ts';
import { databaseDidNotStart, diskFull, saysDiskFull } from './errors.ts';
import { freePort } from './free-port.ts';
import { pollFor } from './polling.ts';
import { cannotRun } from './postgres-cluster.ts';
import { programPath } from './postgres-binaries.ts';
import type { PostgresHome } from './postgres-home.ts';
import { endStartedWith, exists, findStartedWith, wasStartedWith } from './process-identity.ts';

/** Recovery after a crash replays what was written since the last checkpoint: seconds, rarely more. */
const readyTimeoutMs = 120_000;
const attempts = 40;

const settings: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '400',
  shared_buffers: '128MB',
  synchronous_commit: 'on',
  fsync: 'on',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Statements and the details of failed ones hold what people wrote. A client learns of its errors by itself, so
  // the log keeps the server's own life only.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
  log_line_prefix: '%m [%p] ',
};

export interface ServerOptions {
  home: PostgresHome;
  data: string;
  log: BoundedLog;
  /** Port of the last start; another one is taken if something else listens there now. */
  preferredPort: number | undefined;
  onRecovery: () => void;
}

/**
 * Brings the server to where it accepts connections, and answers its port. A server that still runs (its parent was
 * killed) is used as it is; one that recovers or shuts down is waited for.
 */
export async function ensureServer(options: ServerOptions): Promise<{ port: number; spawned: boolean }> {
  const { home, log } = options;
  let preferredPort = options.preferredPort;
  let reason = 'it did not get ready in time';
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const running = await settled(options);
    if (running !== undefined) return { port: running, spawned: false };
    const port = await freePort(preferredPort);
    const before = await log.size();
    const server = spawnServer(programPath(home.native, 'postgres'), argumentsFor(options.data, port), {
      cwd: home.path,
      log,
      account: home.account,
    });
    const outcome = await readyOrEnded(server, options);
    if (outcome === 'ready') return { port, spawned: true };
    const { cause } = server.ended() ?? {};
    if (cause !== undefined) throw cannotRun(cause, home);
    const said = await log.tail(before, 20);
    if (saysDiskFull(said)) throw diskFull(home.path);
    reason = said.split('\n').find((line) => /FATAL|PANIC|could not|error while/.test(line)) ?? outcome;
    if (/could not bind|Address already in use|could not create any TCP/.test(said))
      preferredPort = undefined;
    else if (!transient.test(said)) break;
    await pollFor(() => undefined, { intervalMs: 250, timeoutMs: 250 });
  }
  throw databaseDidNotStart(reason, log.path);
}

/** Processes of a killed server hold on for a moment; a starting one may have been quicker than our look. */
const transient = /pre-existing shared memory block|lock file ".*" already exists/;

/** The arguments by which a server of ours is known again. */
const markerOf = (data: string): string => `-D ${data}`;

function argumentsFor(data: string, port: number): string[] {
  return [
    '-D',
    data,
    ...Object.entries({ ...settings, port: String(port) }).flatMap(([name, value]) => [
      '-c',
      `${name}=${value}`,
    ]),
  ];
}

/** The port of a server that runs on this data, once it is ready; undefined when none runs. */
async function settled({ data, onRecovery }: ServerOptions): Promise<number | undefined> {
  const started = performance.now();
  const outcome = await pollFor(
    async () => {
      const found = await readPidFile(data);
      if (found === undefined) return 'none';
      if (!(await wasStartedWith(found.pid, markerOf(data)))) {
        // PostgreSQL sees by itself that a dead process left this. But it refuses to start when the id was given to
        // another program since, which only the command line shows.
        if (exists(found.pid)) await unlink(join(data, 'postmaster.pid'));
        return 'none';
      }
      if (found.status === 'ready') return found.port;
      if (performance.now() - started > 2_000) onRecovery();
      return undefined;
    },
    { intervalMs: 20, timeoutMs: readyTimeoutMs },
  );
  return outcome === 'none' ? undefined : outcome;
}

async function readyOrEnded(server: Server, { data, onRecovery }: ServerOptions): Promise<string> {
  const started = performance.now();
  const outcome = await pollFor(
    async () => {
      const { reason } = server.ended() ?? {};
      if (reason !== undefined) return reason;
      const found = await readPidFile(data);
      if (found?.pid === server.pid && found?.status === 'ready') return 'ready';
      if (performance.now() - started > 2_000) onRecovery();
      return undefined;
    },
    { intervalMs: 10, timeoutMs: readyTimeoutMs },
  );
  return outcome ?? 'it did not get ready in time';
}

interface PidFile {
  pid: number;
  port: number;
  /** `starting`, `ready`, `stopping`; empty while the file is being written. */
  status: string;
}

/** Lines of postmaster.pid: pid, data folder, start time, port, socket folder, address, shared memory, status. */
async function readPidFile(data: string): Promise<PidFile | undefined> {
  const text = await readFile(join(data, 'postmaster.pid'), 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const lines = text.split('\n');
  const pid = Number.parseInt(lines[0] ?? '', 10);
  if (Number.isNaN(pid)) return undefined;
  return { pid, port: Number.parseInt(lines[3] ?? '', 10), status: (lines[7] ?? '').trim() };
}

/**
 * Ends a server whose data folder was deleted or moved away while it ran. It must be gone before a new cluster appears
 * in the old place, and without a checkpoint: it would write its control file there, by absolute path.
 */
export async function endOrphans(data: string): Promise<void> {
  const known = (await readPidFile(data))?.pid;
  const orphans = (await findStartedWith(markerOf(data))).filter((pid) => pid !== known);
  await Promise.all(orphans.map((pid) => endStartedWith(pid, markerOf(data), ['SIGQUIT', 'SIGKILL'], 5_000)));
}

/** Stops the server if it runs: open transactions are rolled back, then a checkpoint is written. */
export async function stopServer(data: string): Promise<void> {
  const found = await readPidFile(data);
  // SIGINT is PostgreSQL's fast shutdown, SIGQUIT the immediate one, after which the next start recovers.
  if (found !== undefined) await endStartedWith(found.pid, markerOf(data), ['SIGINT', 'SIGQUIT'], 15_000);
}
