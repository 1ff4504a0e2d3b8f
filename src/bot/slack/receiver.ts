import { App, ExpressReceiver, SocketModeReceiver } from '@slack/bolt';
import type { Authorize, Receiver, ReceiverEvent } from '@slack/bolt';
import { Router } from 'express';
import type { Clock } from '../../shared/clock.ts';
import { createRequestAnswerer } from './answer-request.ts';
import type { RequestDeps } from './answer-request.ts';
import type { TokenFor } from './connections.ts';
import { ackDeadlineMs, maxInboundBytes, modalDeadlineMs } from './limits.ts';
import { parseEvent } from './parse-event.ts';
import { toSdkLogger } from './sdk-logger.ts';

interface SlackReceiverOptions extends RequestDeps {
  /** From the app's "Basic Information"; every request is checked against it. Not used in socket mode. */
  signingSecret: string;
  /** `xapp-…`: take events through a WebSocket that this process opens, for hosts that Slack cannot reach. */
  appToken?: string;
  /** `singleWorkspace(botToken)`, or the store of installations (through `createSlackConnections(…).tokenFor`). */
  tokenFor: TokenFor;
  clock: Clock;
  /** Default `https://slack.com/api/`. Set for GovSlack and for tests. */
  apiUrl?: string;
}

export interface SlackReceiver {
  /** Answers `POST /slack/events`: events, commands and interactions. Mount it before any body parser. */
  router: Router;
  /** Opens the WebSocket in socket mode; else nothing. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Bolt acknowledges events before it handles them. Here the acknowledgement waits until handling has succeeded, so that
 * what is not durable is sent again; and a request that no handler knows is acknowledged too, instead of timing out.
 */
class DurableApp extends App {
  override async processEvent(event: ReceiverEvent): Promise<void> {
    let answer: unknown;
    const handled = super.processEvent({
      ...event,
      ack: (response: unknown) => {
        answer = response;
        return Promise.resolve();
      },
    });
    await withDeadline(handled, ackDeadlineMs);
    await event.ack(answer);
  }
}

async function withDeadline(work: Promise<void>, timeoutMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not durable within ${timeoutMs} ms`)), timeoutMs);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Slack, inbound: verified by Bolt, parsed, stored, and only then acknowledged. */
export function createSlackRouter(options: SlackReceiverOptions): SlackReceiver {
  const { clock, logger, tokenFor } = options;
  const router = Router();
  const receiver = options.appToken === undefined ? httpReceiver(options, router) : socketReceiver(options);

  const authorize: Authorize<boolean> = async (source) => {
    const installationId = source.isEnterpriseInstall ? source.enterpriseId : source.teamId;
    const token = installationId === undefined ? undefined : await tokenFor(installationId);
    // An unknown installation is no fault here: the intake counts it and drops the body.
    if (token === undefined) return {};
    const { botToken, botUserId } = token;
    return { botToken, ...(botUserId === undefined ? {} : { botUserId }) };
  };

  const app = new DurableApp({
    receiver,
    authorize,
    logger: toSdkLogger(logger),
    // Our own messages are told apart in `parseEvent`, which also says why; Bolt keeps no state for us.
    ignoreSelf: false,
    convoStore: false,
    clientOptions: {
      timeout: modalDeadlineMs,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      allowAbsoluteUrls: false,
      ...(options.apiUrl === undefined ? {} : { slackApiUrl: options.apiUrl }),
    },
  });
  // Whatever failed reaches the receiver, which then does not acknowledge.
  app.error((error) => Promise.reject(error));

  const answerRequest = createRequestAnswerer(options);
  app.use(async (args) => {
    const { body, context, client } = args;
    const parsed = parseEvent(body, { botUserId: context.botUserId, receivedAt: clock.now() });
    const answer = await answerRequest(parsed, client, 'command' in body);
    // `ack` takes another type for each kind of request; what is answered fits the kind by construction.
    if (answer !== undefined && 'ack' in args)
      await (args.ack as (body: typeof answer) => Promise<void>)(answer);
  });

  return {
    router,
    async start() {
      if (options.appToken !== undefined) await receiver.start();
    },
    async stop() {
      if (options.appToken !== undefined) await receiver.stop();
    },
  };
}

function httpReceiver({ signingSecret, logger }: SlackReceiverOptions, router: Router): Receiver {
  return new ExpressReceiver({
    signingSecret,
    router,
    endpoints: '/slack/events',
    bodyLimit: maxInboundBytes,
    logger: toSdkLogger(logger),
    processEventErrorHandler: ({ error, response }) => {
      logger.warn('a slack request was not stored; slack will send it again', {
        reason: error instanceof Error ? error.name : 'unknown',
      });
      if (!response.headersSent) {
        response.writeHead(503);
        response.end();
      }
      // "Acknowledged" only tells Bolt to stop its own timer.
      return Promise.resolve(true);
    },
  });
}

function socketReceiver({ appToken, logger, apiUrl }: SlackReceiverOptions): Receiver {
  return new SocketModeReceiver({
    appToken: appToken ?? '',
    logger: toSdkLogger(logger),
    ...(apiUrl === undefined ? {} : { installerOptions: { clientOptions: { slackApiUrl: apiUrl } } }),
    processEventErrorHandler: () => {
      logger.warn('a slack request was not stored; slack will send it again');
      return Promise.resolve(false);
    },
  });
}
