import { webApi } from '@slack/bolt';
import type { Clock } from '../../shared/clock.ts';
import type { Logger } from '../../shared/logger.ts';
import { calling, notInstalled } from './errors.ts';
import { requestTimeoutMs } from './limits.ts';
import { toSdkLogger } from './sdk-logger.ts';

export interface SlackToken {
  /** `xoxb-…`. A store of rotating tokens refreshes before it answers: they die after 12 h. */
  botToken: string;
  /** The bot's user id, if it was stored at installation; else Slack is asked once. */
  botUserId?: string;
}

/** The token of an installation (team or enterprise id); undefined: not installed there. Asked at most once a minute. */
export type TokenFor = (installationId: string) => Promise<SlackToken | undefined>;

/** One workspace, one token from the configuration. */
export const singleWorkspace =
  (botToken: string): TokenFor =>
  () =>
    Promise.resolve({ botToken });

export interface SlackConnection {
  installationId: string;
  client: webApi.WebClient;
  /** For downloads, which do not go through the client. */
  token: string;
  /** @throws AppError SLACK_* when Slack has to be asked and does not answer */
  botUserId(): Promise<string>;
}

interface SlackConnections {
  /** @throws AppError SLACK_CREDENTIALS when the app is not installed there */
  clientFor(installationId: string): Promise<SlackConnection>;
  /** As `TokenFor`, through the same cache. */
  tokenFor: TokenFor;
}

const tokenLifetimeMs = 60_000;

export function createSlackConnections(options: {
  tokenFor: TokenFor;
  clock: Clock;
  logger: Logger;
  /** Default `https://slack.com/api/`. Set for GovSlack and for tests. */
  apiUrl?: string;
}): SlackConnections {
  const { clock } = options;
  const tokens = new Map<string, { token: SlackToken; until: number }>();
  const connections = new Map<string, SlackConnection>();
  const logger = toSdkLogger(options.logger);

  const tokenFor: TokenFor = async (installationId) => {
    const cached = tokens.get(installationId);
    if (cached && cached.until > clock.now().getTime()) return cached.token;
    const token = await options.tokenFor(installationId);
    if (token) tokens.set(installationId, { token, until: clock.now().getTime() + tokenLifetimeMs });
    else tokens.delete(installationId);
    return token;
  };

  function connect(installationId: string, token: SlackToken): SlackConnection {
    const client = new webApi.WebClient(token.botToken, {
      logger,
      timeout: requestTimeoutMs,
      // Whether and when to try again is the worker's decision, which knows the turn's deadline and the ledger.
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      allowAbsoluteUrls: false,
      ...(options.apiUrl === undefined ? {} : { slackApiUrl: options.apiUrl }),
    });
    let asked: Promise<string> | undefined;
    const ask = async (): Promise<string> => {
      const { user_id } = await calling('asking who the bot is', () => client.auth.test());
      if (user_id === undefined) throw notInstalled(installationId);
      return user_id;
    };
    return {
      installationId,
      client,
      token: token.botToken,
      botUserId() {
        if (token.botUserId !== undefined) return Promise.resolve(token.botUserId);
        asked ??= ask().catch((error: unknown) => {
          asked = undefined;
          throw error;
        });
        return asked;
      },
    };
  }

  return {
    tokenFor,
    async clientFor(installationId) {
      const token = await tokenFor(installationId);
      if (!token) throw notInstalled(installationId);
      const existing = connections.get(installationId);
      if (existing?.token === token.botToken) return existing;
      const connection = connect(installationId, token);
      connections.set(installationId, connection);
      return connection;
    },
  };
}
