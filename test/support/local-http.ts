import { request } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { LocalDemo } from './local-demo-server.ts';

interface HttpAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  json: unknown;
}

interface Ask {
  method?: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
}

/** Plain node:http, because fetch decides about Host, Origin and cookies by itself. */
export function ask(
  port: number,
  path: string,
  { method = 'GET', headers = {}, body }: Ask = {},
): Promise<HttpAnswer> {
  // Without a length node would not send the body of a DELETE.
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, path, method, headers: { ...length, ...headers } };
    const sent = request(options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        const isJson = response.headers['content-type']?.includes('json') === true;
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text,
          json: isJson ? (JSON.parse(text) as unknown) : undefined,
        });
      });
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** What the browser keeps after it opened the printed address. */
export async function openAddress(demo: Pick<LocalDemo, 'port' | 'token'>): Promise<string> {
  const { headers } = await ask(demo.port, `/local/?token=${demo.token}`);
  return headers['set-cookie']?.[0]?.split(';')[0] ?? '';
}

/** The page's own requests: right host, right origin, with the cookie. */
export function pageRequests(demo: Pick<LocalDemo, 'port' | 'origin'>, cookie: string) {
  const own = { cookie, origin: demo.origin };
  return {
    get: (path: string) => ask(demo.port, `/local/api${path}`, { headers: { cookie } }),
    send: (method: string, path: string, body: unknown) =>
      ask(demo.port, `/local/api${path}`, {
        method,
        headers: { ...own, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    upload: (path: string, body: Uint8Array, type = 'text/vtt') =>
      ask(demo.port, `/local/api${path}`, {
        method: 'POST',
        headers: { ...own, 'content-type': type },
        body,
      }),
  };
}

export interface ServerEvent {
  event: string;
  data: unknown;
}

/** Listens to the event stream; `next` resolves with the first event, past or to come, that fits and was not taken yet. */
export async function listen(demo: Pick<LocalDemo, 'origin'>, cookie: string, viewerId: string) {
  const events: ServerEvent[] = [];
  const waiting = new Set<() => void>();
  const controller = new AbortController();
  const response = await fetch(`${demo.origin}/local/api/events?as=${viewerId}`, {
    headers: { cookie },
    signal: controller.signal,
  });
  const read = async (): Promise<void> => {
    let rest = '';
    for await (const chunk of (response.body ?? new ReadableStream<Uint8Array>()).pipeThrough(
      new TextDecoderStream(),
    )) {
      const blocks = (rest + chunk).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const [, event] = /^event: (.*)$/m.exec(block) ?? [];
        const [, data] = /^data: (.*)$/m.exec(block) ?? [];
        if (event !== undefined && data !== undefined)
          events.push({ event, data: JSON.parse(data) as unknown });
      }
      for (const wake of waiting) wake();
    }
  };
  read().catch(() => undefined);
  return {
    status: response.status,
    events,
    async next(fits: (event: ServerEvent) => boolean): Promise<ServerEvent> {
      for (;;) {
        const index = events.findIndex(fits);
        const [found] = index === -1 ? [] : events.splice(index, 1);
        if (found) return found;
        await new Promise<void>((resolve) => {
          const wake = (): void => {
            waiting.delete(wake);
            resolve();
          };
          waiting.add(wake);
        });
      }
    },
    close: () => controller.abort(),
  };
}
