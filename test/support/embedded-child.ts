import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { compileRooms } from './compiled-rooms.ts';

/** What a child process that called `startEmbedded` says about it. */
export interface ChildReport {
  firstStart: boolean;
  ownerUrl: string;
  chromaUrl: string;
  steps: string[];
  /** Instead of the others, when the start failed. */
  error?: { code: string; userMessage: string };
}

export interface EmbeddedChild {
  process: ChildProcess;
  /** The first line the child prints; undefined when it ended before. */
  report: Promise<ChildReport | undefined>;
  ended: Promise<void>;
}

/** Starts the services, reports, and leaves them when it is told to end; SIGINT and SIGTERM as in the product. */
const program = `
import { startEmbedded } from './src/embedded/start-embedded.js';
import { silentLogger } from './src/shared/logger.js';
const steps = [];
const onProgress = (step) => steps.push(step);
const [dataDir, outside] = process.argv.slice(2);
try {
  const services = await startEmbedded({ dataDir, logger: silentLogger, onProgress, ...(outside && { outside }) });
  const leave = async () => { await services.stop(); process.exit(0); };
  process.once('SIGTERM', leave);
  process.once('SIGINT', leave);
  process.stdin.once('end', leave).resume();
  console.log(JSON.stringify({
    firstStart: services.firstStart, ownerUrl: services.urls.owner, chromaUrl: services.chromaUrl, steps,
  }));
} catch (error) {
  console.log(JSON.stringify({ error: { code: error.code, userMessage: error.userMessage ?? String(error) } }));
}
`;

/** Folder with the compiled program, to be run any number of times. */
export async function embeddedProgram(): Promise<{ path: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'embedded-program-'));
  await compileRooms(folder, ['shared', 'embedded']);
  await writeFile(join(folder, 'main.mjs'), program);
  return { path: join(folder, 'main.mjs'), remove: () => rm(folder, { recursive: true }) };
}

export function runEmbedded(programPath: string, dataDir: string, outside?: string): EmbeddedChild {
  const args = [programPath, dataDir, ...(outside === undefined ? [] : [outside])];
  // A group of its own stands for the terminal's foreground group, which gets the Ctrl-C.
  const child = spawn(process.execPath, args, {
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
    env: {},
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const lines = createInterface({ input: child.stdout });
  const report = new Promise<ChildReport | undefined>((resolve) => {
    lines.once('line', (line) => resolve(JSON.parse(line) as ChildReport));
    lines.once('close', () => resolve(undefined));
  });
  return { process: child, report, ended };
}
