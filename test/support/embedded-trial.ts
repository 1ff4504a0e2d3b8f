import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { withConnection } from '../../src/embedded/database-roles.ts';
import { endStartedWith, findStartedWith } from '../../src/embedded/process-identity.ts';
import { startEmbedded } from '../../src/embedded/start-embedded.ts';
import type { EmbeddedServices } from '../../src/embedded/start-embedded.ts';
import { silentLogger } from '../../src/shared/logger.ts';
import { embeddedProgram, runEmbedded } from './embedded-child.ts';
import type { EmbeddedChild } from './embedded-child.ts';
import { temporaryDataFolder } from './postgres.ts';

/** A data folder for each test, the processes that use it, and an end to all of them. */
export interface EmbeddedTrial {
  /** Temporary folder around the data folder. */
  readonly parent: string;
  dataDir: string;
  readonly programPath: string;
  /** Makes `dataDir` one that was started and stopped before; without it, a start is the first. */
  usedBefore(): Promise<void>;
  start(): Promise<EmbeddedServices>;
  /** Starts the services from a process of its own. */
  child(): EmbeddedChild;
  childOf(programPath: string, outside: string): EmbeddedChild;
  /** How many servers run on the data folder: `[PostgreSQL, Chroma]`. */
  running(): Promise<[number, number]>;
  /** The arguments by which the servers are known. */
  postgresMark(): string;
  chromaMark(): string;
}

/** Registers the hooks of a test file. */
export function embeddedTrial(): EmbeddedTrial {
  let program: Awaited<ReturnType<typeof embeddedProgram>>;
  let prepared: string;
  let parent: string;
  let children: EmbeddedChild[];

  const trial: EmbeddedTrial = {
    dataDir: '',
    get parent() {
      return parent;
    },
    get programPath() {
      return program.path;
    },
    usedBefore: async () => {
      await promisify(execFile)('cp', ['-a', prepared, trial.dataDir]);
    },
    start: () => startEmbedded({ dataDir: trial.dataDir, logger: silentLogger }),
    child: () => run(program.path),
    childOf: (programPath, outside) => run(programPath, outside),
    running: async () => [
      (await findStartedWith(trial.postgresMark())).length,
      (await findStartedWith(trial.chromaMark())).length,
    ],
    postgresMark: () => `-D ${trial.dataDir}/postgres/data`,
    chromaMark: () => `--path ${trial.dataDir}/chroma`,
  };

  function run(programPath: string, outside?: string): EmbeddedChild {
    const started = runEmbedded(programPath, trial.dataDir, outside);
    children.push(started);
    return started;
  }

  beforeAll(async () => {
    program = await embeddedProgram();
    prepared = await temporaryDataFolder('embedded-prepared-');
    await (await startEmbedded({ dataDir: prepared, logger: silentLogger })).stop();
  });

  afterAll(async () => {
    await program.remove();
    await rm(prepared, { recursive: true });
  });

  beforeEach(async () => {
    parent = await temporaryDataFolder('embedded-');
    trial.dataDir = join(parent, 'data');
    children = [];
  });

  afterEach(async () => {
    for (const child of children) child.process.kill('SIGKILL');
    for (const argument of [trial.postgresMark(), trial.chromaMark()]) {
      for (const pid of await findStartedWith(argument)) {
        await endStartedWith(pid, argument, ['SIGKILL'], 5_000);
      }
    }
    await rm(parent, { recursive: true, force: true, maxRetries: 5 });
  });

  return trial;
}

export async function killed(victim: EmbeddedChild, signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
  victim.process.kill(signal);
  await victim.ended;
}

export async function query(url: string, sql: string): Promise<unknown[]> {
  return withConnection(url, async (client) => (await client.query<Record<string, unknown>>(sql)).rows);
}

export async function heartbeat(url: string): Promise<number> {
  return (await fetch(`${url}/api/v2/heartbeat`)).status;
}
