import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { createLocalPlatform } from '../../src/bot/local/deliver.ts';
import { createLocalRouter } from '../../src/bot/local/routes.ts';
import type { LocalChannel, LocalStore } from '../../src/coaching/local-chat/ports.ts';
import type { Clock } from '../../src/shared/clock.ts';
import { systemClock } from '../../src/shared/clock.ts';
import { silentLogger } from '../../src/shared/logger.ts';
import type { ChatPlatform } from '../../src/turns/chat-platform.ts';
import { createFakeLocalStore } from './fakes/fake-local-store.ts';
import { createDemoBot, demoPeople, personId } from './local-demo-bot.ts';
import type { DemoBot } from './local-demo-bot.ts';

export interface LocalDemo {
  /** `http://127.0.0.1:<port>` */
  origin: string;
  port: number;
  token: string;
  store: LocalStore;
  platform: ChatPlatform;
  bot: DemoBot;
  channels: { service: LocalChannel; everyone: LocalChannel };
  close(): Promise<void>;
}

/** The local page's server with everything behind it in memory. `pageDir` holds the bundled page. */
export async function startLocalDemo(
  options: { pageDir?: string; port?: number; clock?: Clock; token?: string } = {},
): Promise<LocalDemo> {
  const clock = options.clock ?? systemClock;
  const token = options.token ?? 'a-token-for-tests';
  const store = createFakeLocalStore(demoPeople, clock);
  const service = await store.ensureChannel({
    name: 'team-service',
    topic: 'Phone, chat and e-mail service: today’s queue, questions, good moments',
    memberIds: ['1', '2', '3', '5', '7'].map(personId),
  });
  const everyone = await store.ensureChannel({
    name: 'everyone',
    topic: 'The whole contact centre: news, thanks, and questions that help all of us',
    memberIds: demoPeople.map(({ id }) => id),
  });
  const platform = createLocalPlatform({ store, clock, logger: silentLogger });
  const bot = createDemoBot(platform);
  const shutdown = new AbortController();
  const app = express();
  app.use(
    '/local',
    createLocalRouter({
      store,
      clock,
      token,
      intake: bot.intake,
      answerQuery: bot.answerQuery,
      host: '127.0.0.1',
      pageDir: options.pageDir ?? import.meta.dirname,
      logger: silentLogger,
      shutdown: shutdown.signal,
    }),
  );
  const server = createServer(app).listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    token,
    store,
    platform,
    bot,
    channels: { service, everyone },
    async close() {
      await bot.settled();
      shutdown.abort();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      await store.close();
    },
  };
}
