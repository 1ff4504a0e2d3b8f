import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Below the ports that systems give to outgoing connections (Linux from 32768, macOS and Windows from 49152): a server
 * that was ended finds its port again, since no client's connection took it meanwhile.
 */
const ports = { from: 20_000, to: 32_000 };
const attempts = 50;

/** Whether a server of ours could listen on this loopback port now. */
function isPortFree(port: number): Promise<boolean> {
  return listenOnce(port).then(
    () => true,
    () => false,
  );
}

/** So long is waited for a preferred port: who held it may just be ending. */
const waits = { times: 15, ms: 100 };

/** `preferred` if it is free or becomes so within 1.5 s, else a port that is. */
export async function freePort(preferred?: number): Promise<number> {
  for (let wait = 0; preferred !== undefined && wait < waits.times; wait += 1) {
    if (await isPortFree(preferred)) return preferred;
    await sleep(waits.ms);
  }
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const port = randomInt(ports.from, ports.to);
    if (await isPortFree(port)) return port;
  }
  return listenOnce(0);
}

function listenOnce(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : port));
    });
  });
}
