import { createServer, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands before a real Chroma: counts what passes, and can stall, refuse, or stop at a request. */
export interface ChromaProxy {
  readonly url: string;
  /** Queries for nearest chunks that came in, answered or not. */
  queries: number;
  mode: 'pass' | 'stall' | 'refuse';
  /** Called before a request is passed on; one that throws is answered with 500. */
  before: ((method: string, path: string) => void) | undefined;
  close(): Promise<void>;
}

export async function startChromaProxy(target: string): Promise<ChromaProxy> {
  const stalled = new Set<ServerResponse>();
  const server: Server = createServer((incoming, outgoing) => {
    const path = incoming.url ?? '/';
    if (path.endsWith('/query')) proxy.queries += 1;
    if (proxy.mode === 'stall') {
      stalled.add(outgoing);
      return;
    }
    try {
      if (proxy.mode === 'refuse') throw new Error('refused');
      proxy.before?.(incoming.method ?? 'GET', path);
    } catch {
      outgoing.writeHead(500).end('{}');
      return;
    }
    const passed = request(
      new URL(path, target),
      { method: incoming.method, headers: incoming.headers },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    passed.on('error', () => outgoing.destroy());
    incoming.pipe(passed);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const proxy: ChromaProxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    queries: 0,
    mode: 'pass',
    before: undefined,
    async close() {
      for (const response of stalled) response.destroy();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
  return proxy;
}
