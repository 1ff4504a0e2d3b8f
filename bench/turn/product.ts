import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { openDatabase } from '../../src/data/database.ts';
import { createOrganizationRepository } from '../../src/data/organization-repository.ts';
import { openScopedPool } from '../../src/data/scoped-pool.ts';
import { startEmbedded } from '../../src/embedded/start-embedded.ts';
import { silentLogger } from '../../src/shared/logger.ts';
import type { Candidate } from './bare.ts';
import { dimension } from './model-stub.ts';
import { signingSecret, teamId } from './slack-event.ts';

export interface Product extends Candidate {
  /** Addresses of the embedded databases, for the candidates beside it. */
  urls: { owner: string; queue: string };
  /** Seconds from the start of the process to its "ready" line, second start. */
  readySeconds: number;
}

function freePort(): Promise<number> {
  return new Promise((resolvePort) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolvePort(port));
    });
  });
}

/** `npm start` as a person would run it. Resolves at the "ready" line. */
async function start(
  environment: NodeJS.ProcessEnv,
): Promise<{ seconds: number; stop: () => Promise<void> }> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, ['bin/start.mjs'], {
    cwd: resolve('.'),
    env: { ...process.env, LOG_LEVEL: 'error', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolveEnd) => child.once('exit', () => resolveEnd()));
  await new Promise<void>((ready, failed) => {
    child.stdout.on('data', (text: Buffer) => {
      if (text.toString().includes('Threadcoach is ready')) ready();
    });
    void ended.then(() => failed(new Error('The product ended before it was ready.')));
  });
  return {
    seconds: (performance.now() - startedAt) / 1_000,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Whoever asks in the benchmark: the first agent of the demo. */
export function askerEmail(): string {
  const { people } = JSON.parse(readFileSync('demo/organization.json', 'utf8')) as {
    people: { email: string; role: string; jobFamily: string }[];
  };
  return people.find(({ role, jobFamily }) => role === 'AGENT' && jobFamily === 'CSR')?.email ?? '';
}

/** The product on a data folder of its own, with Slack and a model configured to be the stubs. */
export async function startProduct(slackUrl: string, modelUrl: string): Promise<Product> {
  const dataDir = mkdtempSync(join(tmpdir(), 'threadcoach-bench-'));
  const port = await freePort();
  const environment = {
    PORT: String(port),
    THREADCOACH_DATA_DIR: dataDir,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_BOT_TOKEN: 'xoxb-bench',
    SLACK_API_URL: `${slackUrl}/api/`,
    OPENAI_BASE_URL: modelUrl,
    OPENAI_MODEL: 'stub',
    OPENAI_EMBEDDING_MODEL: 'stub-embedding',
    OPENAI_EMBEDDING_DIMENSION: String(dimension),
  };
  await (await start(environment)).stop();
  const second = await start(environment);
  const services = await startEmbedded({ dataDir, logger: silentLogger });
  await bindWorkspace(services.urls);
  return {
    url: `http://127.0.0.1:${port}`,
    urls: services.urls,
    readySeconds: second.seconds,
    async close() {
      await second.stop();
      await services.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Binds the stub's workspace to the demo organisation. */
async function bindWorkspace(urls: { app: string; dispatcher: string }): Promise<void> {
  const dispatcher = new pg.Client({ connectionString: urls.dispatcher });
  await dispatcher.connect();
  const { rows } = await dispatcher.query<{ id: string }>('SELECT id FROM organizations WHERE is_demo');
  await dispatcher.end();
  const database = openDatabase(urls.app, { max: 1 });
  const pool = openScopedPool(urls.app, { max: 1 });
  await createOrganizationRepository(database, pool).bindInstallation(rows[0]?.id ?? '', 'slack', teamId);
  await Promise.all([database.close(), pool.close()]);
}
