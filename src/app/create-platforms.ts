import express, { type Router } from 'express';
import { randomBytes } from 'node:crypto';
import { createLocalPlatform } from '../bot/local/deliver.ts';
import { createLocalRouter } from '../bot/local/routes.ts';
import { createSlackConnections, singleWorkspace } from '../bot/slack/connections.ts';
import { createSlackPlatform } from '../bot/slack/deliver.ts';
import { createSlackRouter } from '../bot/slack/receiver.ts';
import { ThreadcoachTeamsAdapter } from '../bot/teams/adapter.ts';
import { createTeamsPlatform } from '../bot/teams/deliver.ts';
import { createTeamsRouter } from '../bot/teams/receiver.ts';
import type { LocalStore } from '../coaching/local-chat/ports.ts';
import type { ChatPlatform } from '../turns/chat-platform.ts';
import type { Intake } from '../turns/ports.ts';
import type { AnswerQuery } from '../turns/query.ts';
import type { Platform } from '../turns/turn.ts';
import type { Core } from './open-core.ts';
import { pageDir } from './paths.ts';

/** The chat platforms of this deployment: how to write to each, and where each knocks. */
export interface Platforms {
  outbound: ReadonlyMap<Platform, ChatPlatform>;
  /** Web endpoints; made by the process that serves the web. */
  routers(inbound: Inbound): Promise<PlatformRouters>;
}

export interface Inbound {
  intake: Intake;
  answerQuery: AnswerQuery;
  /** Ends streams that would keep the server open. */
  shutdown: AbortSignal;
}

export interface PlatformRouters {
  routers: Router[];
  /** Path of the local page with its token; undefined in production. */
  localPath?: string;
  stop(): Promise<void>;
}

/** Adapters wake the workers through the intake they are given; nothing is left for them to do. */
const woken = (): void => undefined;

/**
 * Slack and Teams where they are configured. The local page and Teams without tokens (for the Agents Playground) exist
 * only while the organisation is the demo and no platform credential is set.
 */
export function createPlatforms(core: Core, demo: { localStore: LocalStore } | undefined): Platforms {
  const { config, clock, logger } = core;
  const outbound = new Map<Platform, ChatPlatform>();
  const makers: ((inbound: Inbound) => Promise<Partial<PlatformRouters> & { router: Router }>)[] = [];

  if (config.slack !== undefined) {
    const { signingSecret, botToken, apiUrl } = config.slack;
    const address = apiUrl === undefined ? {} : { apiUrl };
    const connections = createSlackConnections({
      tokenFor: singleWorkspace(botToken),
      clock,
      logger,
      ...address,
    });
    outbound.set('slack', createSlackPlatform({ clientFor: connections.clientFor, clock, logger }));
    makers.push(async ({ intake, answerQuery }) => {
      const receiver = createSlackRouter({
        signingSecret,
        tokenFor: connections.tokenFor,
        intake,
        answerQuery,
        wake: woken,
        clock,
        logger,
        ...address,
      });
      await receiver.start();
      return { router: receiver.router, stop: () => receiver.stop() };
    });
  }

  const isOpenDemo = demo !== undefined && config.slack === undefined && config.teams === undefined;
  if (config.teams !== undefined || isOpenDemo) {
    const adapter = new ThreadcoachTeamsAdapter(config.teams ?? { allowUnauthenticated: true });
    outbound.set('teams', createTeamsPlatform({ adapter, clock, logger }));
    makers.push(({ intake, answerQuery }) =>
      Promise.resolve({
        router: createTeamsRouter({ adapter, intake, answerQuery, wake: () => Promise.resolve(), logger }),
      }),
    );
  }

  if (isOpenDemo) {
    const { localStore: store } = demo;
    outbound.set('local', createLocalPlatform({ store, clock, logger }));
    makers.push(({ intake, answerQuery, shutdown }) => {
      const token = randomBytes(24).toString('base64url');
      const router = express.Router();
      router.use(
        '/local',
        createLocalRouter({
          store,
          intake,
          answerQuery,
          token,
          host: config.host,
          pageDir,
          clock,
          logger,
          shutdown,
        }),
      );
      return Promise.resolve({ router, localPath: `/local/?token=${token}` });
    });
  }

  return {
    outbound,
    async routers(inbound) {
      const made = await Promise.all(makers.map((make) => make(inbound)));
      const localPath = made.find((one) => one.localPath !== undefined)?.localPath;
      return {
        routers: made.map((one) => one.router),
        ...(localPath === undefined ? {} : { localPath }),
        stop: async () => {
          await Promise.all(made.map((one) => one.stop?.()));
        },
      };
    },
  };
}
