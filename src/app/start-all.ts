import type { AddressInfo } from 'node:net';
import { checkAddress, startServer } from '../bot/server.ts';
import { readConfig, type Config } from '../config/read-config.ts';
import type { System } from './assemble.ts';
import { openSystem } from './open-system.ts';
import { createLogger } from './pino-logger.ts';
import type { Running } from './run-until-signal.ts';
import { work } from './work.ts';

const say = (line: string): void =>
  void process.stdout.write(process.stdout.isTTY ? `\r\u001b[K${line}\n` : `${line}\n`);

/** Where long work stands: one line that changes, or in a log one line a step, without its counting. */
function createProgress(): (step: string) => void {
  let shown = '';
  return (step) => {
    const name = step.replace(/\s*\d+ of \d+$/, '');
    if (process.stdout.isTTY) process.stdout.write(`\r\u001b[K${step}`);
    else if (name !== shown) process.stdout.write(`${name}\n`);
    shown = name;
  };
}

async function open(
  environment: NodeJS.ProcessEnv,
  isServer: boolean,
): Promise<{ config: Config; system: System }> {
  const config = readConfig(environment);
  if (isServer) await checkAddress(config);
  const isDemo = config.database === undefined;
  const logger = createLogger(config.logLevel ?? (isDemo ? 'warn' : 'info'));
  return { config, system: await openSystem(config, { logger, onProgress: createProgress() }) };
}

/** Takes messages in. @returns how to stop it, and the address of the local page where there is one */
export async function serve(config: Config, system: System): Promise<Running & { address: string }> {
  const shutdown = new AbortController();
  const doors = await system.platforms.open({
    intake: system.intake,
    answerQuery: system.answerQuery,
    shutdown: shutdown.signal,
  });
  const server = await startServer({
    port: config.port,
    host: config.host,
    routers: doors.map((door) => door.router),
    notReady: () => notReady(system),
    metrics: () => system.metrics.text(),
  });
  // Bound to the wildcard or to port 0, the address differs from the setting.
  const { port } = server.address() as AddressInfo;
  const host = config.host === '0.0.0.0' || config.host === '::' ? '127.0.0.1' : config.host;
  const path = doors.find((door) => door.path !== undefined)?.path ?? '';
  return {
    address: `http://${host}:${port}${path}`,
    async stop() {
      shutdown.abort();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      });
      for (const door of doors) await door.close?.();
    },
  };
}

async function notReady({ core }: System): Promise<string[]> {
  const checks = [
    { name: 'database', check: () => core.dispatcher.organizationIds() },
    {
      name: 'vector index',
      check: () =>
        fetch(new URL('/api/v2/heartbeat', core.services.chromaUrl), { signal: AbortSignal.timeout(2_000) }),
    },
  ];
  const results = await Promise.allSettled(checks.map(({ check }) => check()));
  return checks.flatMap(({ name }, index) => (results[index]?.status === 'fulfilled' ? [] : [name]));
}

/** Closes what was opened when a later step fails. */
async function orClose<T>(system: System, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    await system.close();
    throw error;
  }
}

/** `npm start`: everything in one process, and one line that says where. */
export async function startAll(environment: NodeJS.ProcessEnv): Promise<Running> {
  const startedAt = performance.now();
  const { config, system } = await open(environment, true);
  return orClose(system, async () => {
    const server = await serve(config, system);
    await work(system);
    const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
    say(`Threadcoach is ready after ${seconds} s: ${server.address}`);
    return {
      async stop() {
        await server.stop();
        await system.close();
      },
    };
  });
}

export async function startBot(environment: NodeJS.ProcessEnv): Promise<Running> {
  const { config, system } = await open(environment, true);
  return orClose(system, async () => {
    const server = await serve(config, system);
    say(`Threadcoach takes messages at ${server.address}`);
    return {
      async stop() {
        await server.stop();
        await system.close();
      },
    };
  });
}

export async function startWorkers(environment: NodeJS.ProcessEnv): Promise<Running> {
  const { system } = await open(environment, false);
  return orClose(system, async () => {
    await work(system);
    say('Threadcoach workers are at work');
    return { stop: () => system.close() };
  });
}
