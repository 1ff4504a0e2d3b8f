import express, { type Router } from 'express';
import { randomBytes } from 'node:crypto';
import { createLocalPlatform } from '../bot/local/deliver.ts';
import { createLocalRouter } from '../bot/local/routes.ts';
import { createSlackConnections, singleWorkspace } from '../bot/slack/connections.ts';
import { createSlackPlatform } from '../bot/slack/deliver.ts';
import { createSlackRouter } from '../bot/slack/receiver.ts';
import { ThreadcoachTeamsAdapter, type TeamsCredentials } from '../bot/teams/adapter.ts';
import { createTeamsPlatform } from '../bot/teams/deliver.ts';
import { createTeamsRouter } from '../bot/teams/receiver.ts';
import type { LocalStore } from '../coaching/local-chat/ports.ts';
import type { SlackConfig } from '../config/read-config.ts';
import type { ChatPlatform } from '../turns/chat-platform.ts';
import { sayWhoCanSee } from '../turns/say-who-can-see.ts';
import type { Intake } from '../turns/ports.ts';
import type { AnswerQuery } from '../turns/query.ts';
import type { Platform } from '../turns/turn.ts';
import { withPictures, type PictureDeps } from '../turns/with-pictures.ts';
import type { Core } from './open-core.ts';
import { pageDir } from './paths.ts';

/** The chat platforms of this deployment: how to write to each, and where each knocks. */
export interface Platforms {
  outbound: ReadonlyMap<Platform, ChatPlatform>;
  /** Opens the doors; called by the process that serves the web. */
  open(inbound: Inbound): Promise<Door[]>;
}

export interface Inbound {
  intake: Intake;
  answerQuery: AnswerQuery;
  /** Ends streams that would keep the server open. */
  shutdown: AbortSignal;
}

/** One platform's web endpoint. */
export interface Door {
  router: Router;
  /** Of the local page: its path with the token of this start. */
  path?: string;
  close?: () => Promise<void>;
}

interface Connection {
  outbound: ChatPlatform;
  open: (inbound: Inbound) => Promise<Door>;
}

/**
 * Slack and Teams where they are configured. The local page, and Teams without tokens (for the Agents Playground), exist only
 * while the organisation is the demo and no platform credential is set.
 */
export function createPlatforms(core: Core, localStore: LocalStore | undefined): Platforms {
  const { slack, teams } = core.config;
  const openDemo = slack === undefined && teams === undefined ? localStore : undefined;
  const connections = [
    ...(slack === undefined ? [] : [connectSlack(core, slack)]),
    ...(teams === undefined ? [] : [connectTeams(core, teams)]),
    ...(openDemo === undefined
      ? []
      : [connectTeams(core, { allowUnauthenticated: true }), connectPage(core, openDemo)]),
  ];
  return {
    outbound: new Map(
      connections.map(({ outbound }) => [
        outbound.platform,
        sayWhoCanSee(withPictures(outbound, { paint, logger: core.logger })),
      ]),
    ),
    open: (inbound) => Promise.all(connections.map((connection) => connection.open(inbound))),
  };
}

/** Loaded with the first chart: most starts of a process paint none soon. */
const paint: PictureDeps['paint'] = async (chart) =>
  (await import('../charts/paint-chart.ts')).paintChart(chart);

function connectSlack({ clock, logger }: Core, config: SlackConfig): Connection {
  const { botToken, signingSecret = '', appToken, apiUrl } = config;
  const shared = { clock, logger, ...(apiUrl === undefined ? {} : { apiUrl }) };
  const connections = createSlackConnections({ tokenFor: singleWorkspace(botToken), ...shared });
  return {
    outbound: createSlackPlatform({
      clientFor: (installationId) => connections.clientFor(installationId),
      clock,
      logger,
      // A stand-in serves files from its own address.
      ...(apiUrl === undefined ? {} : { files: { trustedOrigins: [new URL(apiUrl).origin] } }),
    }),
    async open({ intake, answerQuery }) {
      const receiver = createSlackRouter({
        signingSecret,
        tokenFor: connections.tokenFor,
        intake,
        answerQuery,
        ...shared,
        ...(appToken === undefined ? {} : { appToken }),
      });
      await receiver.start();
      return { router: receiver.router, close: () => receiver.stop() };
    },
  };
}

function connectTeams({ clock, logger }: Core, credentials: TeamsCredentials): Connection {
  const adapter = new ThreadcoachTeamsAdapter(credentials);
  return {
    outbound: createTeamsPlatform({ adapter, clock, logger, askFeedback: true }),
    open: ({ intake, answerQuery }) =>
      Promise.resolve({ router: createTeamsRouter({ adapter, intake, answerQuery, logger }) }),
  };
}

function connectPage({ config, clock, logger }: Core, store: LocalStore): Connection {
  return {
    outbound: createLocalPlatform({ store, clock, logger }),
    open(inbound) {
      const token = randomBytes(24).toString('base64url');
      const router = express.Router();
      router.use(
        '/local',
        createLocalRouter({ store, ...inbound, token, host: config.host, pageDir, clock, logger }),
      );
      return Promise.resolve({ router, path: `/local/?token=${token}` });
    },
  };
}
