import { Application } from '@microsoft/teams-ai';
import { ActivityTypes } from 'botbuilder';
import type { Activity, TurnContext } from 'botbuilder';
import express from 'express';
import type { ErrorRequestHandler, Request, Response, Router } from 'express';
import type { Logger } from '../../shared/logger.ts';
import type { Intake } from '../../turns/ports.ts';
import type { AnswerQuery } from '../../turns/query.ts';
import type { Turn } from '../../turns/turn.ts';
import type { ThreadcoachTeamsAdapter } from './adapter.ts';
import { answerDialogFetch, answerFormFaults } from './dialogs.ts';
import { maxInboundBytes } from './limits.ts';
import { isLocalRequest, isLoopbackUrl } from './loopback.ts';
import { parseEvent } from './parse-event.ts';
import {
  activitySchema,
  cardActionInvoke,
  dialogFetchInvoke,
  dialogSubmitInvoke,
  extensionFetchInvoke,
  extensionSubmitInvoke,
  searchInvoke,
} from './schema.ts';
import { refusalStatus } from './token-refusal.ts';

interface TeamsRouterOptions {
  /** Checks tokens; shared with `createTeamsPlatform`. */
  adapter: ThreadcoachTeamsAdapter;
  intake: Intake;
  answerQuery: AnswerQuery;
  logger: Logger;
}

/**
 * `POST /api/messages`: the door Microsoft's Bot Framework knocks at.
 *
 * 401 for every token that does not pass (whatever is wrong with it), 503 when Microsoft's keys cannot be read, 400 for
 * what is no activity, 200 once the inbox holds the turn, 500 when it does not, so that Teams sends it again. Invokes
 * get their answer in the response. Without credentials (demo) only this machine is heard.
 */
export function createTeamsRouter(options: TeamsRouterOptions): Router {
  const { adapter, logger } = options;
  const application = createApplication(options);
  const router = express.Router();

  router.post('/api/messages', express.json({ limit: maxInboundBytes }), (request, response) => {
    handle(request, response).catch((error: unknown) => {
      logger.error('a Teams request could not be handled', { reason: nameOf(error) });
      if (!response.headersSent) response.status(500).end();
    });
  });
  router.all('/api/messages', (_request, response) => {
    response.status(405).set('Allow', 'POST').end();
  });
  router.use('/api/messages', unreadableBody);

  async function handle(request: Request, response: Response): Promise<void> {
    const authorization = request.headers.authorization ?? '';
    if (adapter.authenticated ? authorization === '' : !isLocalRequest(request)) {
      response.status(401).end();
      return;
    }
    const activity = activitySchema.safeParse(request.body);
    if (!activity.success) {
      response.status(400).end();
      return;
    }
    // Without a token nobody vouches for the address that our answers go to.
    if (!adapter.authenticated && !isLoopbackUrl(activity.data.serviceUrl)) {
      response.status(401).end();
      return;
    }
    const token = { accepted: false };
    try {
      // The schema has checked what we read; the SDK takes the activity as it came.
      const answer = await adapter.receive(authorization, request.body as Activity, async (context) => {
        token.accepted = true;
        await application.run(context);
      });
      response.status(answer?.status ?? 200);
      if (answer?.body === undefined) response.end();
      else response.json(answer.body);
    } catch (error) {
      if (token.accepted) {
        logger.error('a Teams turn was not stored, Teams will send it again', { reason: nameOf(error) });
        response.status(500).end();
        return;
      }
      const status = refusalStatus(error);
      if (status === 503)
        logger.error("Microsoft's signing keys could not be read, Teams requests are refused", {
          reason: nameOf(error),
        });
      else logger.warn('a Teams request with a token that does not pass was refused');
      response.status(status).end();
    }
  }

  return router;
}

/** Broken JSON or a body over the limit: said by its status alone, Express would add a stack trace. */
const unreadableBody: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined;
  response.status(status === 413 ? 413 : 400).end();
};

/** The Teams AI library routes: dialogs, cards, thumbs and plain activities each to their handler. */
function createApplication(options: TeamsRouterOptions): Application {
  const { answerQuery, logger } = options;
  // No storage: conversations live in our own tables. No typing timer: progress is shown by the worker.
  const application = new Application({
    adapter: options.adapter,
    botAppId: options.adapter.appId,
    startTypingTimer: false,
    removeRecipientMention: false,
  });
  // A selector of ours replaces the library's own check of the name.
  const named = (name: string) => (context: TurnContext) => Promise.resolve(context.activity.name === name);

  async function take(turn: Turn, addressed: boolean): Promise<void> {
    const taken = await options.intake(turn, { addressed });
    if (taken.kind !== 'stored') logger.debug('a Teams event was not kept', { outcome: taken.kind });
  }

  async function takeEvent(context: TurnContext): Promise<void> {
    const event = parseEvent(context.activity);
    if (event.kind === 'turn') await take(event.turn, event.addressed);
    else if (event.kind === 'unsupported')
      logger.debug('a Teams event was ignored', { reason: event.reason });
  }

  async function openDialog(context: TurnContext) {
    const event = parseEvent(context.activity);
    return event.kind === 'query' ? answerDialogFetch(answerQuery, event.query) : dialogUnknown;
  }

  async function submitDialog(context: TurnContext) {
    const event = parseEvent(context.activity);
    if (event.kind !== 'turn') return dialogUnknown;
    const faults = await answerFormFaults(answerQuery, event.turn);
    if (faults !== undefined) return faults.dialog;
    await take(event.turn, event.addressed);
    // Nothing more to show: the dialog closes, the answer comes as a message.
    return null;
  }

  application.taskModules.fetch(named(dialogFetchInvoke), openDialog);

  application.taskModules.submit(named(dialogSubmitInvoke), submitDialog);

  application.messageExtensions.fetchTask(named(extensionFetchInvoke), openDialog);

  application.messageExtensions.submitAction(named(extensionSubmitInvoke), submitDialog);

  application.adaptiveCards.search(named(searchInvoke), async (context) => {
    const event = parseEvent(context.activity);
    const answer = event.kind === 'query' ? await answerQuery(event.query) : undefined;
    return answer?.kind === 'completions'
      ? answer.items.map(({ value, label }) => ({ title: label, value }))
      : [];
  });

  application.adaptiveCards.actionExecute(named(cardActionInvoke), async (context) => {
    const event = parseEvent(context.activity);
    if (event.kind !== 'turn') return dialogUnknown;
    const faults = await answerFormFaults(answerQuery, event.turn);
    if (faults !== undefined) return faults.text;
    await take(event.turn, event.addressed);
    return 'Got it.';
  });

  application.feedbackLoop(async (context) => {
    await takeEvent(context);
  });

  application.fileConsentAccept(takeEvent);
  application.fileConsentDecline(takeEvent);

  application.activity(
    [
      ActivityTypes.Message,
      ActivityTypes.MessageUpdate,
      ActivityTypes.MessageDelete,
      ActivityTypes.ConversationUpdate,
      ActivityTypes.InstallationUpdate,
    ],
    takeEvent,
  );
  return application;
}

const dialogUnknown = 'That button belongs to an older version of me. Please ask me again.';

/** Class names only: messages of SDK errors may hold what people wrote. */
const nameOf = (error: unknown): string =>
  error instanceof Error
    ? 'code' in error && typeof error.code === 'string'
      ? error.code
      : error.name
    : 'unknown';
