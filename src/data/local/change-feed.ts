import pg from 'pg';
import { z } from 'zod';
import type { LocalChange } from '../../coaching/local-chat/ports.ts';
import type { Logger } from '../../shared/logger.ts';
import type { ScopedClient } from '../database.ts';

const channelName = 'threadcoach_local';

/** Ids, and the bot's own status line; PostgreSQL limits a payload to 8,000 bytes. */
const payloadSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('message'),
    organizationId: z.string(),
    channelId: z.string(),
    messageId: z.string(),
  }),
  z.object({
    kind: z.literal('progress'),
    organizationId: z.string(),
    channelId: z.string(),
    threadId: z.string().exactOptional(),
    onlyFor: z.string().exactOptional(),
    text: z.string(),
  }),
]);

/** Reaches listeners when the surrounding transaction commits. */
export async function notify(
  client: ScopedClient,
  organizationId: string,
  change: Exclude<LocalChange, { kind: 'resync' }>,
): Promise<void> {
  const payload = JSON.stringify({ organizationId, ...change });
  await client.$executeRaw`SELECT pg_notify(${channelName}, ${payload})`;
}

function toChange(payload: z.infer<typeof payloadSchema>): LocalChange {
  if (payload.kind === 'message') {
    const { kind, channelId, messageId } = payload;
    return { kind, channelId, messageId };
  }
  const { kind, channelId, threadId, onlyFor, text } = payload;
  return {
    kind,
    channelId,
    text,
    ...(threadId === undefined ? {} : { threadId }),
    ...(onlyFor === undefined ? {} : { onlyFor }),
  };
}

interface ChangeFeed {
  subscribe(onChange: (change: LocalChange) => void): Promise<() => void>;
  close(): Promise<void>;
}

const firstRetryMs = 250;
const maxRetryMs = 5_000;

/**
 * One listening connection for all subscribers, opened with the first. When it breaks it comes back by itself, and
 * subscribers are told to read everything again, because what was sent meanwhile is lost.
 */
export function createChangeFeed(deps: {
  databaseUrl: string;
  organizationId: string;
  logger: Logger;
}): ChangeFeed {
  const subscribers = new Set<(change: LocalChange) => void>();
  let connecting: Promise<void> | undefined;
  let client: pg.Client | undefined;
  let retryTimer: NodeJS.Timeout | undefined;
  let closed = false;

  const tell = (change: LocalChange): void => {
    for (const subscriber of subscribers) subscriber(change);
  };

  const onPayload = (payload: string | undefined): void => {
    const parsed = payloadSchema.safeParse(JSON.parse(payload ?? 'null'));
    if (!parsed.success || parsed.data.organizationId !== deps.organizationId) return;
    tell(toChange(parsed.data));
  };

  const connect = async (): Promise<void> => {
    const next = new pg.Client({
      connectionString: deps.databaseUrl,
      application_name: 'threadcoach local feed',
      keepAlive: true,
    });
    next.on('notification', ({ payload }) => onPayload(payload));
    next.on('error', () => undefined);
    next.on('end', () => {
      if (client === next) reconnect(firstRetryMs);
    });
    await next.connect();
    await next.query(`LISTEN ${channelName}`);
    client = next;
  };

  const reconnect = (delayMs: number): void => {
    client = undefined;
    if (closed) return;
    deps.logger.warn('local chat feed lost, reconnecting', { delayMs });
    retryTimer = setTimeout(() => {
      connecting = connect().then(
        () => tell({ kind: 'resync' }),
        () => reconnect(Math.min(delayMs * 2, maxRetryMs)),
      );
    }, delayMs);
  };

  return {
    async subscribe(onChange) {
      connecting ??= connect();
      try {
        await connecting;
      } catch (error) {
        // The next subscriber tries anew.
        connecting = undefined;
        throw error;
      }
      subscribers.add(onChange);
      return () => {
        subscribers.delete(onChange);
      };
    },
    async close() {
      closed = true;
      clearTimeout(retryTimer);
      subscribers.clear();
      const last = client;
      client = undefined;
      await last?.end();
    },
  };
}
