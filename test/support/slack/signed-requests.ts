import { createHmac } from 'node:crypto';
import type { Delivered, Json } from './types.ts';

/** Slack's signature over a raw body. https://docs.slack.dev/authentication/verifying-requests-from-slack */
export function sign(secret: string, body: string, atMs = Date.now()): Record<string, string> {
  const timestamp = String(Math.floor(atMs / 1_000));
  const digest = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${digest}` };
}

export async function post(url: string, body: string, headers: Record<string, string>): Promise<Delivered> {
  const response = await fetch(url, { method: 'POST', headers, body });
  return { status: response.status, body: await response.text() };
}

export const jsonType = { 'content-type': 'application/json' };
export const formType = { 'content-type': 'application/x-www-form-urlencoded' };

/** Sends as Slack does: signed, and again (with the retry header) until it is acknowledged or given up. */
export function createSignedSender(options: {
  url: () => string;
  secret: string;
  /** Pauses before the second, third, … try. Slack's own are 0, 1 and 5 minutes. */
  retryDelaysMs: readonly number[];
}) {
  const stopped = new AbortController();
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(done, ms);
      function done() {
        clearTimeout(timer);
        stopped.signal.removeEventListener('abort', done);
        resolve();
      }
      stopped.signal.addEventListener('abort', done);
    });

  async function once(body: string, headers: Record<string, string>): Promise<Delivered> {
    try {
      return await post(options.url(), body, { ...headers, ...sign(options.secret, body) });
    } catch {
      return { status: 0, body: 'connection failed' };
    }
  }

  return {
    async event(envelope: Json): Promise<Delivered> {
      const body = JSON.stringify(envelope);
      let delivered = await once(body, jsonType);
      for (const [index, delayMs] of options.retryDelaysMs.entries()) {
        if (delivered.status === 200 || stopped.signal.aborted) return delivered;
        await pause(delayMs);
        delivered = await once(body, {
          ...jsonType,
          'x-slack-retry-num': String(index + 1),
          'x-slack-retry-reason': 'http_error',
        });
      }
      return delivered;
    },
    /** Commands and interactions are sent once; the person sees what went wrong. */
    command: (fields: Record<string, string>) => once(new URLSearchParams(fields).toString(), formType),
    interaction: (payload: Json) =>
      once(new URLSearchParams({ payload: JSON.stringify(payload) }).toString(), formType),
    stop: () => stopped.abort(),
  };
}
