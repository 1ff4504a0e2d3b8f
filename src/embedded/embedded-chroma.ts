import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { boundedLog } from './bounded-log.ts';
import type { BoundedLog } from './bounded-log.ts';
import { spawnServer } from './child-process.ts';
import { diskFull, saysDiskFull, unsupportedPlatform, vectorIndexDidNotStart } from './errors.ts';
import { freePort } from './free-port.ts';
import { numberField, readJsonFile, writeJsonFile } from './json-file.ts';
import { pollFor } from './polling.ts';
import { endStartedWith, findStartedWith, wasStartedWith } from './process-identity.ts';

const attempts = 5;
const readyTimeoutMs = 30_000;
/** A server that was left alive either answers at once or is stuck. */
const reuseTimeoutMs = 5_000;

export interface EmbeddedChroma {
  url: string;
  port: number;
  log: BoundedLog;
  stop(): Promise<void>;
}

/** Call only while holding the start-up lock of the data folder. */
export async function startChroma({
  dataDir,
  logDir,
}: {
  dataDir: string;
  logDir: string;
}): Promise<EmbeddedChroma> {
  const path = join(dataDir, 'chroma');
  await mkdir(path, { recursive: true, mode: 0o700 });
  const recordFile = join(dataDir, 'chroma.json');
  const log = boundedLog(join(logDir, 'chroma.log'));
  const record = await readJsonFile(recordFile);
  const pid = numberField(record, 'pid');
  let port = numberField(record, 'port');
  const program = commandLineTool();

  if (pid !== undefined && port !== undefined && (await wasStartedWith(pid, markerOf(path)))) {
    if (await isReady(port, () => false, reuseTimeoutMs)) return handle(port, path, log);
  }
  // Two servers on one folder would destroy it. One can be alive unrecorded, if its parent was killed right after the
  // start, or if someone deleted the data folder under it.
  await endAll(path);
  let reason = 'it did not answer in time';
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    port = await freePort(port);
    const before = await log.size();
    // `--path` comes last: the command line is how a later process knows this server again.
    const args = [program, 'run', '--host', '127.0.0.1', '--port', String(port), '--path', path];
    // Its home is its own folder, so that it neither reads nor writes settings of the person who runs us.
    const server = spawnServer(process.execPath, args, { cwd: path, log, env: { HOME: path } });
    if (server.pid !== undefined) await writeJsonFile(recordFile, { port, pid: server.pid });
    const ready = await isReady(port, () => server.ended() !== undefined, readyTimeoutMs);
    if (ready && server.pid !== undefined) return handle(port, path, log);
    if (server.pid !== undefined) await end(server.pid, path);
    const said = await log.tail(before, 20);
    if (saysDiskFull(said)) throw diskFull(dataDir);
    reason = [server.ended()?.reason ?? reason, said.split('\n').at(-1)].filter(Boolean).join(': ');
    if (!/is not available|in use/.test(said)) break;
    port = undefined;
  }
  throw vectorIndexDidNotStart(reason, log.path);
}

const markerOf = (path: string): string => `--path ${path}`;

function handle(port: number, path: string, log: BoundedLog): EmbeddedChroma {
  return { url: `http://127.0.0.1:${port}`, port, log, stop: () => endAll(path) };
}

/** Whatever runs on this folder: our server may have been started again since, by us or by another process. */
async function endAll(path: string): Promise<void> {
  await Promise.all((await findStartedWith(markerOf(path))).map((pid) => end(pid, path)));
}

/** The server's own command, which the package does not export by name. */
function commandLineTool(): string {
  const platform = `${process.platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  let tool: string;
  try {
    // .../chromadb/dist/cjs/chromadb.cjs
    tool = join(dirname(dirname(require.resolve('chromadb'))), 'cli.mjs');
  } catch (error) {
    throw unsupportedPlatform('vector index', platform, error);
  }
  if (!existsSync(tool)) throw unsupportedPlatform('vector index', platform);
  return tool;
}

async function isReady(port: number, hasEnded: () => boolean, timeoutMs: number): Promise<boolean> {
  const answer = await pollFor(
    async () => {
      if (hasEnded()) return false;
      const response = await fetch(`http://127.0.0.1:${port}/api/v2/heartbeat`, {
        signal: AbortSignal.timeout(2_000),
      }).catch(() => undefined);
      await response?.body?.cancel();
      return response?.ok === true ? true : undefined;
    },
    { intervalMs: 25, timeoutMs },
  );
  return answer === true;
}

/** Chroma commits every write to its own log before it answers, so ending it at once loses nothing. */
function end(pid: number, path: string): Promise<void> {
  return endStartedWith(pid, markerOf(path), ['SIGTERM', 'SIGKILL'], 5_000);
}
