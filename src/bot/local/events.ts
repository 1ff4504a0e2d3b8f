import type { Response } from 'express';
import type { LocalChange, LocalStore } from '../../coaching/local-chat/ports.ts';
import type { Logger } from '../../shared/logger.ts';
import { heartbeatMs } from './limits.ts';
import { toWire } from './to-wire.ts';
import type { WireProgress } from './wire.ts';

/**
 * Streams to one viewer what changes in their sight. A change names ids only; each row is read again as the viewer, so
 * nobody is told what they may not see. The page reads the whole state at each `ready`, which closes every gap.
 */
export async function streamEvents(
  deps: { store: LocalStore; logger: Logger; shutdown: AbortSignal },
  viewerId: string,

  response: Response,
): Promise<void> {
  const { store, logger } = deps;
  const waiting = new Set<string>();
  let draining = false;

  const send = (event: string, data: unknown): void => {
    response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  };

  /** One row at a time and in order; a message that changes quickly is read once for several changes. */
  const drain = async (): Promise<void> => {
    if (draining) return;
    draining = true;
    try {
      for (const messageId of waiting) {
        waiting.delete(messageId);
        const message = await store.message(viewerId, messageId);
        if (message) send('message', toWire(message));
      }
    } catch {
      logger.warn('local events could not be read; the page is asked to read everything again');
      send('ready', {});
    } finally {
      draining = false;
    }
    if (waiting.size > 0) await drain();
  };

  const showProgress = async (change: Extract<LocalChange, { kind: 'progress' }>): Promise<void> => {
    if (change.onlyFor !== undefined && change.onlyFor !== viewerId) return;
    const channel = await store.channel(change.channelId);
    if (channel?.memberIds.includes(viewerId) !== true) return;
    const { channelId, threadId, text } = change;
    const progress: WireProgress = { channelId, text, ...(threadId === undefined ? {} : { threadId }) };
    send('progress', progress);
  };

  const unsubscribe = await store.subscribe((change) => {
    if (change.kind === 'resync') {
      send('ready', {});
      return;
    }
    if (change.kind === 'progress') {
      showProgress(change).catch(() => undefined);
      return;
    }
    waiting.add(change.messageId);
    drain().catch(() => undefined);
  });
  response.writeHead(200, {
    'Content-Type': 'text/event-stream',
    'Cache-Control': 'no-store',
    Connection: 'keep-alive',
  });
  response.write('retry: 1000\n\n');
  send('ready', {});

  const heartbeat = setInterval(() => response.write(': still here\n\n'), heartbeatMs);
  const end = (): void => {
    clearInterval(heartbeat);
    unsubscribe();
    deps.shutdown.removeEventListener('abort', end);
    response.end();
  };
  deps.shutdown.addEventListener('abort', end);
  response.on('close', end);
}
