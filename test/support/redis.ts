import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { Redis } from 'ioredis';
import { freePort } from '../../src/embedded/free-port.ts';

const binary = [
  '/usr/bin/redis-server',
  '/usr/local/bin/redis-server',
  '/opt/homebrew/bin/redis-server',
].find((path) => existsSync(path));

export interface TestRedis {
  url: string;
  /** How many keys look like this. */
  count(pattern: RegExp): Promise<number>;
  /** Everything that is stored is gone. */
  wipe(): Promise<void>;
  stop(): Promise<void>;
}

/** A Redis of its own on a free loopback port, which writes nothing to disk. */
export async function startRedis(): Promise<TestRedis> {
  if (binary === undefined) throw new Error('redis-server is not installed.');
  const port = await freePort();
  const options = ['--bind', '127.0.0.1', '--port', String(port), '--save', '', '--appendonly', 'no'];
  const server = spawn(binary, options, { stdio: 'ignore' });
  const url = `redis://127.0.0.1:${port}`;
  // Retries until the server listens; `ping` waits for that.
  const client = new Redis(url, { maxRetriesPerRequest: null, retryStrategy: () => 50 });
  client.on('error', () => undefined);
  await client.ping();
  return {
    url,
    async count(pattern) {
      return (await client.keys('*')).filter((key) => pattern.test(key)).length;
    },
    async wipe() {
      await client.flushall();
    },
    async stop() {
      client.disconnect();
      await ended(server);
    },
  };
}

function ended(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    server.once('exit', () => {
      resolve();
    });
    server.kill('SIGKILL');
  });
}

/** `describe`, or a skip that the test command reports by name where Redis is missing (CI forbids skips). */
export const describeWithRedis = binary === undefined ? describe.skip : describe;
